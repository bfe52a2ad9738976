"""Start-up, in CPU time, as a ratio to a bare interpreter of the same kind."""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

from benchmarks.measure import Cost, in_turn, line, ratio, run

FIRST_QUESTION = """
import sys
from goverify import __main__
from goverify.host import live

def stop(*_, **__):
    raise SystemExit(0)

live.LiveHost.__init__ = stop
sys.argv = ["goverify", "check", "--format", "json"]
__main__.main()
"""
"""Everything that `goverify check` does before it asks the host anything."""


def python(*arguments: str) -> Cost:
    """Run this interpreter."""
    return run([sys.executable, *arguments])


def main() -> None:
    """Measure and print."""
    bare, version, first = in_turn(
        20,
        lambda: python("-I", "-c", "pass"),
        lambda: python("-I", "-m", "goverify", "--version"),
        lambda: python("-I", "-c", FIRST_QUESTION),
    )
    cpu = [[cost.cpu_s for cost in costs] for costs in (bare, version, first)]
    line("goverify --version, CPU against a bare python", ratio(cpu[1], cpu[0]), 2)
    line("goverify check until its first question, CPU against the same", ratio(cpu[2], cpu[0]), 7)


if __name__ == "__main__":
    main()

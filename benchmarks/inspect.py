"""Hundreds of real Go binaries: the readers beside the libraries', and `goverify inspect` beside `go version -m`.

What is measured in-process is measured in one of its own: a child's peak memory counts from that of its parent.
"""

import sys

sys.path[0] = sys.path[0].removesuffix("benchmarks")  # inspect.py beside this would stand in for Python's own

import os
import statistics
import subprocess
import tempfile
from pathlib import Path

import platformdirs

from benchmarks.measure import Cost, in_turn, line, ratio, run

ROUNDS = 9
MEANING = {"corpus": "the whole corpus, mostly tiny", "releases": "programs of Go releases"}


def compare(what: str, folder: Path, go: str) -> None:
    """Measure the command beside `go version -m`, each over a whole folder."""

    def ours(*options: str) -> Cost:
        return run([sys.executable, "-I", "-m", "goverify", "inspect", *options, str(folder)])

    def peers() -> Cost:
        return run([go, "version", "-m", str(folder)], env=os.environ | {"GOTOOLCHAIN": "local", "GOENV": "off"})

    text, rows, peer = in_turn(ROUNDS, ours, lambda: ours("--format", "ndjson"), peers)
    print(
        f"{len(os.listdir(folder))} files, {what}; go version -m: {statistics.median(c.wall_s for c in peer):.2f} s, {max(c.peak_mib for c in peer):.0f} MiB"
    )
    for name, costs in (("inspect", text), ("inspect --format ndjson", rows)):
        line(f"{name}: wall against go version -m", ratio([c.wall_s for c in costs], [c.wall_s for c in peer]), 0.1)
        line(f"{name}: CPU against the same", ratio([c.cpu_s for c in costs], [c.cpu_s for c in peer]), 0.1)
    line("inspect: peak memory", max(cost.peak_mib for cost in [*text, *rows]), 120, "MiB")


def main() -> None:
    """Measure and print."""
    cache = Path(platformdirs.user_cache_dir("goverify-tests"))
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:  # hard links do not leave a file system
        subprocess.run([sys.executable, str(Path(__file__).with_name("readers.py")), folder], check=True)
        for name, what in MEANING.items():
            compare(what, Path(folder, name), str(Path(folder, "go").resolve()))


if __name__ == "__main__":
    main()

"""A child process that endures thousands of hostile files, each within a second of processor time and 32 MiB.

The system itself keeps the bounds: it ends the child where a file takes longer, and refuses it more memory. So a file
that hangs a reader fails its test instead of hanging it, and a busy machine makes no difference.

    python -m tests.endurance MODULE NAME       try MODULE.FAMILIES[NAME], and print the number of each trial before it
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

MOST_MEMORY = 32 << 20
"""More than was taken for the same files unharmed, which are tried first."""
LONGEST_S = 1.0
PATIENCE_S = 300
"""For all trials together, on a machine that is busy with other things."""

Trial = Callable[[], None]
Family = Callable[[], Iterable[Trial]]
"""Makes the trials; the first of them are of unharmed files, and warm up whatever is loaded late."""

WARMING = 20
ROOT = Path(__file__).parents[1]


def endured(module: str, name: str) -> int:
    """Return how many trials of a family were endured; AssertionError that names the first that was not."""
    command = [sys.executable, "-m", "tests.endurance", module, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    tried = done.stdout.split()
    assert done.returncode == 0, f"trial {tried[-1:]} of {name} ended with {done.returncode}: {done.stderr[-2000:]}"
    return len(tried)


def main(module: str, name: str) -> None:
    """Try a whole family."""
    families: Mapping[str, Family] = import_module(module).FAMILIES
    for number, trial in enumerate(families[name]()):
        if number == WARMING:
            _bound_memory()
        _bound_time()
        os.write(1, f"{number}\n".encode())
        trial()


def _bound_time() -> None:
    """Have the system end this process after a second of its own time from now on."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, LONGEST_S)


def _bound_memory() -> None:
    """Have the system refuse this process more memory than it has now and what one file may take."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""The processes that started this one."""

import os
import sys

from goverify.host import Process
from goverify.host.local.files import read_start

GENERATIONS = 20
"""More than any shell in a terminal in an editor has; a bound where process ids go round in a ring."""

COMM_BYTES = 15
"""What Linux keeps of a program's name (TASK_COMM_LEN, less the NUL)."""


def ancestors() -> tuple[Process, ...]:
    """Return the processes that started this one, nearest first, as far as they can be seen."""
    return _linux_ancestors() if sys.platform == "linux" else other_ancestors()


def _linux_ancestors() -> tuple[Process, ...]:
    found: list[Process] = []
    pid = os.getppid()
    while pid > 0 and len(found) < GENERATIONS:
        known = _linux(pid)
        if known is None:
            break
        process, pid = known
        found.append(process)
    return tuple(found)


def _linux(pid: int) -> tuple[Process, int] | None:
    """Return a process and the id of its parent, or None where it cannot be seen."""
    try:
        name, parent = parsed_stat(read_start(f"/proc/{pid}/stat", 4096))
        if len(os.fsencode(name)) == COMM_BYTES:
            whole = os.path.basename(os.fsdecode(read_start(f"/proc/{pid}/cmdline", 4096).split(b"\0")[0]))
            name = whole if whole.startswith(name) else name
    except (OSError, ValueError):
        return None
    return Process(pid, name), parent


def parsed_stat(line: bytes) -> tuple[str, int]:
    """Return name and parent out of /proc/<pid>/stat, whose name may hold brackets; ValueError for another text."""
    start, end = line.index(b"("), line.rindex(b")")
    rest = line[end + 1 :].split()
    if len(rest) < 2:
        raise ValueError("not the line of a process")
    return os.fsdecode(line[start + 1 : end]), int(rest[1])


def other_ancestors() -> tuple[Process, ...]:
    """Return the same for any system."""
    import psutil

    found: list[Process] = []
    try:
        for process in psutil.Process().parents()[:GENERATIONS]:
            found.append(Process(process.pid, process.name()))  # noqa: PERF401 - what came before a failure is kept
    except (psutil.Error, OSError):
        pass
    return tuple(found)

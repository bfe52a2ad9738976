"""Programs that outlive the one that started them: found by a mark in their environment, and ended.

A process group ends in one stroke, but any program can leave it (setsid(2)). What it cannot easily leave is the
environment that it was started with, which the system shows to the same user.
"""

import contextlib
import os
import sys
import time

ENVIRON_LIMIT_BYTES = 1 << 20
"""Of one process; the mark stands in front unless a program has sorted its variables."""

SIGKILL = 9
"""By its number, which every Unix shares; Windows, which has no signals, ends a process for any."""

CLEAN_ROUNDS = 2
"""A process may start while the list is read; twice in a row it is not overlooked."""


def end_marked(mark: str, limit_s: float) -> bool:
    """End all processes with `mark` in their environment, and what they start meanwhile; return whether all are gone."""
    until = time.monotonic() + limit_s
    hunt = _Hunt(mark)
    clean = 0
    while clean < CLEAN_ROUNDS:
        clean = clean + 1 if hunt.finds_none() else 0
        if time.monotonic() > until:
            return False
    return True


class _Hunt:
    """A search for the marked processes that looks at others once only: those that flee must not outrun it."""

    def __init__(self, mark: str) -> None:
        self._needle = mark.encode()
        self._others = {os.getpid()}
        self._silent: set[int] = set()

    def finds_none(self) -> bool:
        """End the marked processes on the list; return whether it held none, and none that was gone too soon."""
        clean = True
        for pid in sorted(_pids(), reverse=True):  # what has just started is the first to be gone
            if pid in self._others:
                continue
            environ = _environ(pid)
            if self._needle in environ:
                end(pid)
                clean = False
            elif environ or pid in self._silent:
                self._others.add(pid)
            else:  # a part of the kernel, another user's, a dead one, or one that execve(2) is just about to fill
                self._silent.add(pid)
                clean = False
        return clean


def end(pid: int) -> None:
    """End one process, if it still is there."""
    with contextlib.suppress(OSError):
        os.kill(pid, SIGKILL)


def descendants(pid: int) -> tuple[int, ...]:
    """Return the processes below `pid` as far as the system still knows whose children they are."""
    if sys.platform != "linux":
        return descendants_elsewhere(pid)
    found: list[int] = []
    waiting = [pid]
    while waiting:
        parent = waiting.pop()
        try:
            for thread in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{thread}/children", "rb") as children:
                    below = [int(text) for text in children.read(ENVIRON_LIMIT_BYTES).split()]
                found += below
                waiting += below
        except OSError:  # gone, or a kernel without CONFIG_PROC_CHILDREN
            continue
    return tuple(found)


def descendants_elsewhere(pid: int) -> tuple[int, ...]:
    """Return the same for any system."""
    import psutil

    try:
        return tuple(child.pid for child in psutil.Process(pid).children(recursive=True))
    except (psutil.Error, OSError):
        return ()


def _pids() -> list[int]:
    """Return the ids of all processes that can be seen."""
    if sys.platform != "linux":
        import psutil

        return psutil.pids()
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def _environ(pid: int) -> bytes:
    """Return the environment a process was started with; nothing where it is another user's, or gone."""
    if sys.platform != "linux":
        return environ_elsewhere(pid)
    try:
        descriptor = os.open(f"/proc/{pid}/environ", os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(descriptor, ENVIRON_LIMIT_BYTES)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def environ_elsewhere(pid: int) -> bytes:
    """Return the values of the same for any system."""
    import psutil

    try:
        return "\0".join(psutil.Process(pid).environ().values()).encode("utf-8", "surrogateescape")
    except (psutil.Error, OSError):
        return b""

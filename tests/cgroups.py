"""Cgroups of this machine's own for tests: real limits on processor time, memory and processes (cgroups(7); Linux, root)."""

import itertools
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TOP = Path("/sys/fs/cgroup")
PERIOD_US = 100_000
PATIENCE_S = 5
"""Whoever was in a cgroup may take a moment to end."""

FILES = {
    "cpu": ("cpu.max", "cpu.cfs_quota_us"),
    "memory": ("memory.max", "memory.limit_in_bytes"),
    "pids": ("pids.max",) * 2,
}
"""What holds a limit in version 2 and in version 1."""

_numbers = itertools.count()


@contextmanager
def limited(controller: str, limit: float, within: str = "") -> Iterator[Path]:
    """Give the file into which a process writes itself to be limited: to so many processors, bytes or processes.

    It is the file of that cgroup, or of one of the name `within` below it. Skip the test where none can be made.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("cgroups are made by root on Linux")
    second = (TOP / "cgroup.controllers").exists()
    group = (TOP if second else TOP / controller) / f"goverify-test-{os.getpid()}-{next(_numbers)}"
    try:
        if second:
            (TOP / "cgroup.subtree_control").write_text(f"+{controller}")
        (group / within).mkdir(parents=True)
    except OSError as error:
        pytest.skip(f"no cgroup with {controller} can be made here: {error}")
    try:
        (group / FILES[controller][0 if second else 1]).write_text(_said(controller, limit, second=second))
        yield group / within / "cgroup.procs"
    finally:
        for each in dict.fromkeys((group / within, group)):
            _remove(each)


def _said(controller: str, limit: float, *, second: bool) -> str:
    if controller != "cpu":
        return str(int(limit))
    return f"{int(limit * PERIOD_US)} {PERIOD_US}" if second else str(int(limit * PERIOD_US))


def _remove(group: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            group.rmdir()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def entering(members: Path) -> tuple[str, ...]:
    """Return the words that start a program within the cgroup of that file."""
    return ("/bin/sh", "-c", 'echo $$ >"$0" && exec "$@"', str(members))

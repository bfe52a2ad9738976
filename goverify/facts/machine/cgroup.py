"""What the cgroups above this process grant it: memory, processes, processor time. A limit of a parent binds too.

Sources: cgroups(7) and the kernel's documents on its first and second version.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import read_text

TOP = "/sys/fs/cgroup"
UNIFIED = ("", "unified")
"""Where version 2 is mounted below the top: by itself, or beside version 1."""

FILES = {
    "memory": ("memory.max", "memory.limit_in_bytes"),
    "pids": ("pids.max", "pids.max"),
    "cpu": ("cpu.max", "cpu.cfs_quota_us"),
}
"""The name of each limit's file in version 2 and in version 1."""

LARGEST_MEMORY_BYTES = 1 << 60
"""What version 1 says for no limit is the largest multiple of a page."""

LIMIT_DEPTH = 20


class Granted(NamedTuple):
    """The tightest limit of one kind."""

    value: int
    file: PurePath
    """The file that says so."""


def granted(ask: Facts, controller: str) -> Granted | None:
    """Return what the cgroups grant of "memory" (in bytes) or "pids"; None where they limit nothing."""
    limits = [found for file in limit_files(ask, controller) if (found := _read(ask, file))]
    return min((found for found in limits if found.value < LARGEST_MEMORY_BYTES), default=None)


def limit_files(ask: Facts, controller: str) -> Iterator[PurePath]:
    """Yield the files that may limit "memory", "pids" or "cpu" for this process: of its own cgroup and those above it.

    In a container the path may be the one outside it, of which nothing is mounted here but the end.
    """
    host = ask.host
    if host.platform.system is not System.LINUX:
        return
    try:
        text = read_text(host, host.path("/proc/self/cgroup"), 1 << 16) or ""
    except OSError:
        return
    second, first = FILES[controller]
    for line in text.splitlines():
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        own = [part for part in path.split("/") if part and part != ".."][:LIMIT_DEPTH]
        if controllers and controller not in controllers.split(","):
            continue
        tops = [host.path(TOP) / controller] if controllers else [host.path(TOP) / name for name in UNIFIED]
        for top in tops:
            places = (top.joinpath(*own[:depth]) for depth in range(len(own), -1, -1))
            yield from (place / (first if controllers else second) for place in places)


def _read(ask: Facts, file: PurePath) -> Granted | None:
    try:
        text = (read_text(ask.host, file, 64) or "").strip()
    except OSError:
        return None
    return Granted(int(text), file) if text.isdecimal() else None

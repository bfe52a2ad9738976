"""The file systems of this machine: which one holds a path, what it forbids, and how much room it has."""

import errno
import os
import re
import sys
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import FileSystem
from goverify.host.local import windows
from goverify.host.local.files import read_start

MOUNTINFO_LIMIT_BYTES = 16 << 20
"""A container host has thousands of mounts, of some hundred bytes each."""

NOEXEC = getattr(os, "ST_NOEXEC", 0)
"""What statvfs(3) says on Linux; elsewhere the mount's options say it."""


class Mount(NamedTuple):
    """Where a file system is mounted, and how."""

    point: str
    type: str
    options: tuple[str, ...] = ()


def filesystem(path: PurePath) -> FileSystem:
    """Return the file system that holds `path`; OSError where nothing stands there."""
    try:
        device = os.stat(path).st_dev
    except ValueError as error:
        raise FileNotFoundError(errno.ENOENT, "no name can hold a NUL byte", str(path)) from error
    if sys.platform == "win32":
        return windows.filesystem(path)
    space = os.statvfs(path)
    real = os.path.realpath(path)
    mount = _listed(real, device) or Mount(_climb(real, device), "")
    root = os.geteuid() == 0  # for whom the reserve is
    return FileSystem(
        type=mount.type,
        mount=mount.point,
        read_only=bool(space.f_flag & os.ST_RDONLY),
        noexec=bool(space.f_flag & NOEXEC) or "noexec" in mount.options,
        free_bytes=(space.f_bfree if root else space.f_bavail) * space.f_frsize,
        free_inodes=(space.f_ffree if root else space.f_favail) if space.f_files else None,
    )


def _listed(real: str, device: int) -> Mount | None:
    """Return the mount that the system's own list names for a path free of links."""
    if sys.platform == "linux":
        try:
            table = os.fsdecode(read_start("/proc/self/mountinfo", MOUNTINFO_LIMIT_BYTES))
        except OSError:
            return None
        return mount_of(table, real, f"{os.major(device)}:{os.minor(device)}")
    import psutil

    for part in sorted(psutil.disk_partitions(all=True), key=lambda part: -len(part.mountpoint)):
        # /Users of a Mac lies on /System/Volumes/Data, which its path does not tell.
        if is_below(real, part.mountpoint) or part.mountpoint.startswith("/System/Volumes/"):
            try:
                if os.stat(part.mountpoint).st_dev == device:
                    return Mount(part.mountpoint, part.fstype, tuple(part.opts.split(",")))
            except OSError:
                continue
    return None


def mount_of(table: str, path: str, device: str) -> Mount | None:
    """Return the mount of a path free of links, out of the text of mountinfo (proc_pid_mountinfo(5)).

    The longest mount point wins, and of several on one place the last. A mount of the path's own device
    ("major:minor") goes before others: what was mounted above it later hides it, and is shorter.
    """
    best: tuple[bool, int] = (False, -1)
    found = None
    for line in table.split("\n"):
        fields, _, about = line.partition(" - ")
        columns, kind = fields.split(" "), about.split(" ")[0]
        if len(columns) < 6 or not kind:
            continue
        point = unescaped(columns[4])
        rank = columns[2] == device, len(point)
        if is_below(path, point) and rank >= best:
            best, found = rank, Mount(point, kind, tuple(columns[5].split(",")))
    return found


def unescaped(text: str) -> str:
    r"""Return a name out of mountinfo, where blanks and backslashes are octal: `\040`."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def is_below(path: str, point: str) -> bool:
    """Return whether `path` is `point` or lies below it."""
    return path == point or path.startswith(point.rstrip("/") + "/")


def _climb(real: str, device: int) -> str:
    """Return the topmost folder on the way to `real` that is still on its device."""
    while (parent := os.path.dirname(real)) != real and os.stat(parent).st_dev == device:
        real = parent
    return real

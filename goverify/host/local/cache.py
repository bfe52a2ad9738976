"""Goverify's own folders that outlive a run: made only where this user alone has a say, and kept small."""

import contextlib
import os
import stat
import sys
import time
from pathlib import PurePath

from goverify.host.local.trees import remove_tree, size_bytes
from goverify.host.local.trust import distrust, steps

LIMIT_BYTES = 1 << 30
"""For all names beside each other: a build cache of the probe takes 50 to 75 MiB for each go."""

KEPT = 4
"""Names beside each other: as many releases as one person uses at a time."""

IN_USE_S, TIDY_AFTER_S = 3600.0, 86400.0
"""What was used within the hour may still be; what lay for a day is looked over before it is used again."""


def folder(name: str) -> PurePath | None:
    """Return goverify's folder `name`, which exists and takes files, or None where that cannot be had safely."""
    import platformdirs

    path = platformdirs.user_cache_dir("goverify", appauthor=False)
    inside = steps(name)
    try:
        if not os.path.isabs(path) or not _at_home(path):
            return None
        _make_way(os.path.dirname(path))
        fresh = _make_own(path)
        for step in inside:
            path = os.path.join(path, step)
            fresh = _make_own(path)
        if fresh or time.time() - os.stat(path).st_mtime > TIDY_AFTER_S:
            trim(PurePath(path).parent, LIMIT_BYTES)
            _make_own(path)
        os.utime(path)
        _prove(path)
    except OSError:
        return None
    return PurePath(path)


def _at_home(path: str) -> bool:
    """Return whether `path` is not in another's home: what root writes there under sudo, its owner cannot remove."""
    home = os.path.expanduser("~")
    if sys.platform == "win32" or not path.startswith(home.rstrip("/") + "/"):
        return True
    return os.path.isabs(home) and os.stat(home).st_uid == os.geteuid()


def _make_way(path: str) -> None:
    """Make the folders that are missing on the way; PermissionError where another user could interfere."""
    missing: list[str] = []
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    problem = distrust(path)
    if problem:
        raise PermissionError(problem)
    for place in reversed(missing):
        os.mkdir(place, 0o700)


def _make_own(path: str) -> bool:
    """Make sure that `path` is a private folder of this user's; return whether it is new."""
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        status = os.lstat(path)
        if not stat.S_ISDIR(status.st_mode):
            raise
        if sys.platform != "win32":
            if status.st_uid != os.geteuid():
                raise
            if stat.S_IMODE(status.st_mode) != stat.S_IRWXU:
                os.chmod(path, stat.S_IRWXU)
        return False
    return True


def _prove(path: str) -> None:
    """Write one small file; OSError where that fails."""
    import tempfile

    with tempfile.TemporaryFile(dir=path) as file:
        file.write(b"goverify\n")


def trim(parent: PurePath, limit_bytes: int) -> None:
    """Remove the least recently used folders in `parent` until a few are left that hold at most so much together.

    A folder used within the hour stays. What is not a folder of this user's is left alone.
    """
    folders = sorted(_own_folders(parent), reverse=True)
    total = 0
    for rank, (used, path) in enumerate(folders):
        total += size_bytes(path)
        if (rank >= KEPT or total > limit_bytes) and time.time() - used > IN_USE_S:
            remove_tree(path)


def _own_folders(parent: PurePath) -> list[tuple[float, str]]:
    """Return the folders in `parent` with the time when each was last used."""
    found: list[tuple[float, str]] = []
    with os.scandir(parent) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.geteuid()):
                    found.append((status.st_mtime, entry.path))
    return found

"""Whether nobody else can put something in the place of a folder, and names that stay inside one."""

import os
import stat
import sys
from pathlib import PurePath

FORBIDDEN = frozenset("\\:\0")
"""Characters that some system takes for a step or a drive."""


def steps(name: str) -> tuple[str, ...]:
    """Return the steps of a relative name with slashes; ValueError where it could lead elsewhere."""
    parts = tuple(name.split("/"))
    if any(part in ("", ".", "..") or FORBIDDEN & set(part) for part in parts):
        raise ValueError(f"not a name inside a folder: {name!r}")
    return parts


def distrust(path: str) -> str | None:
    """Return why another user could swap `path`, or a folder on the way there; None where none could.

    OSError where nothing stands there. A folder that others may write to is fine while its entries are safe from
    them (the sticky bit of /tmp). Windows gives each user a temporary folder, and its rights are not modes.
    """
    if sys.platform == "win32":
        return None
    # Whoever owns "/" can replace everything: in a user namespace, an id that stands for root outside.
    owners = {0, os.geteuid(), os.stat("/").st_uid}
    for place in (*_way(os.path.abspath(path)), *_way(os.path.realpath(path))):
        status = os.lstat(place)
        if status.st_uid not in owners:
            return f"{place} belongs to user {status.st_uid}"
        if stat.S_ISDIR(status.st_mode) and status.st_mode & (stat.S_IWOTH | stat.S_ISVTX) == stat.S_IWOTH:
            return f"everybody may rename what is in {place}"
    return None


def _way(path: str) -> tuple[str, ...]:
    """Return `path` and the folders above it."""
    return tuple(map(str, (PurePath(path), *PurePath(path).parents)))

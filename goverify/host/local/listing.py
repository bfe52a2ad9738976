"""What stands in a folder of this machine, told apart by what the listing itself tells: no entry is asked for alone."""

import itertools
import os
import stat
import sys
from typing import NamedTuple

from goverify.host.local import windows


class Listing(NamedTuple):
    """The entries of one folder by kind, as paths below the one that was named, in the system's order."""

    files: list[str]
    folders: list[str]
    links: dict[str, str]
    """Each with what it says; empty where that may not be read, or is a whole volume (Windows)."""
    others: list[str]
    """Pipes, sockets, devices."""

    @property
    def total(self) -> int:
        """Return how many entries there are."""
        return len(self.files) + len(self.folders) + len(self.links) + len(self.others)


def listing(folder: str, most: int) -> Listing:
    """Return what stands in a folder, the first `most` entries and links not followed; OSError where it cannot be listed."""
    found = Listing([], [], {}, [])
    with os.scandir(folder) as entries:
        for entry in itertools.islice(entries, most):
            if entry.is_file(follow_symlinks=False):
                found.files.append(entry.path)
            elif entry.is_symlink() or _is_junction(entry):
                found.links[entry.path] = _target(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                found.folders.append(entry.path)
            else:
                found.others.append(entry.path)
    return found


def _is_junction(entry: "os.DirEntry[str]") -> bool:
    """Return whether a folder is a link of Windows' other kind, which `is_symlink` does not tell."""
    if sys.platform != "win32":
        return False
    return entry.stat(follow_symlinks=False).st_reparse_tag == stat.IO_REPARSE_TAG_MOUNT_POINT


def _target(path: str) -> str:
    try:
        target = os.readlink(path)
    except OSError:
        return ""
    return windows.plain_target(target) or "" if sys.platform == "win32" else target

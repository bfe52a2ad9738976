"""Whole folders of our own: how much they hold, and their removal."""

import contextlib
import os
import shutil
import stat
import sys
import time

ATTEMPTS, PAUSE_S = 5, 0.1
"""To remove a folder: Windows holds a program's file for a moment after its end."""


def remove_tree(folder: str) -> None:
    """Remove a folder with all that is in it as far as possible, read-only parts too, links not followed."""
    if os.path.islink(folder):
        return
    for attempt in range(ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return
        if attempt:
            time.sleep(PAUSE_S)
        _unlock(folder)


def _unlock(folder: str) -> None:
    """Make a tree removable: the folders of a module cache are read-only, and on Windows read-only files stay."""
    with contextlib.suppress(OSError):
        os.chmod(folder, stat.S_IRWXU)
    for place, folders, files in os.walk(folder):
        for name in folders + (files if sys.platform == "win32" else []):
            path = os.path.join(place, name)
            if not os.path.islink(path):
                with contextlib.suppress(OSError):
                    os.chmod(path, stat.S_IRWXU)


def size_bytes(folder: str) -> int:
    """Return what the files below `folder` hold, links not followed."""
    total = 0
    for place, _, files in os.walk(folder):
        for name in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total

"""The file systems under folders that may not be there yet, and whether they have room for what builds write."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import FileSystem

NEEDED_BYTES, WANTED_BYTES = 64 << 20, 1 << 30
"""A cold build of a small program leaves 50 to 75 MiB in the build cache; a project's fill a gigabyte soon."""

NEEDED_INODES = 1000
"""The cache's 256 folders and the entries of a small program."""

NOTHING_BYTES, NOTHING_INODES = 1 << 20, 100
"""With less, no build writes even one package."""


class Room(NamedTuple):
    """What is left of a file system."""

    place: FileSystem
    lacks: str
    """ "room" or "inodes"; empty where it has enough."""
    none_left: bool
    """Nothing can be built there."""
    scarce: bool
    """There is enough for small programs only."""


def standing_on(ask: Facts, folder: PurePath) -> FileSystem | None:
    """Return the file system that holds a folder, or would if it were there; None where that cannot be told."""
    for path in (folder, *folder.parents):
        try:
            return ask.host.filesystem(path)
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def room(ask: Facts, folder: PurePath) -> Room | None:
    """Return what is left of the file system under a folder; None where that cannot be told."""
    place = ask(standing_on, folder)
    if place is None:
        return None
    few = place.free_inodes is not None and place.free_inodes < NEEDED_INODES
    little = place.free_bytes < NEEDED_BYTES
    none = place.free_bytes < NOTHING_BYTES or (place.free_inodes is not None and place.free_inodes < NOTHING_INODES)
    lacks = "room" if little and place.free_bytes < NOTHING_BYTES else "inodes" if few else "room" if little else ""
    return Room(place, lacks, none, not lacks and place.free_bytes < WANTED_BYTES)

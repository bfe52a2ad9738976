"""The build cache as it stands: which of its folders and entries this user cannot use.

Source: cmd/go/internal/cache (Open makes the folders 00 to ff; an entry that cannot be read counts as absent).
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.storage.cache_trial import refusal
from goverify.facts.storage.folders import CacheFolder, build_cache_folder
from goverify.facts.storage.hindrance import Hindrance, hindrance
from goverify.host import Entry

FOLDERS = 256
FOLDER = re.compile(r"[0-9a-f]{2}")

EVERY, ENTRIES = 32, 24
"""Entries are looked at in each 32nd folder, in each of those the first 24: what sudo leaves behind is everywhere."""


class BuildCache(NamedTuple):
    """What keeps this user from using the build cache."""

    cache: CacheFolder
    whole: Hindrance | None
    """Why it cannot be written as a whole, or not be made."""
    complete: bool
    """Its folders are all there, so that go has none to make."""
    closed: tuple[Hindrance, ...]
    """Its folders that cannot be written while it can."""
    unreadable: tuple[PurePath, ...]
    """Entries that cannot be read, of those that were looked at."""
    foreign: int | None
    """Who owns these, where it is somebody else."""


def build_cache_state(ask: Facts) -> BuildCache | None:
    """Return what is wrong with the build cache; None where it has no place."""
    cache = ask(build_cache_folder)
    if cache is None:
        return None
    whole = hindrance(ask, cache.path) or refusal(ask, cache)
    try:
        folders = [cache.path / name for name in ask.host.names(cache.path) if FOLDER.fullmatch(name)]
    except OSError:
        folders = []
    if ask.host.identity.uid == 0:  # who may read and write all that the mount allows
        return BuildCache(cache, whole, len(folders) >= FOLDERS, (), (), None)
    closed = () if whole else tuple(found for folder in folders if (found := _closed(ask, folder)))
    unreadable = tuple(_unreadable(ask, folders[::EVERY]))
    owners = {entry.uid for path, entry in unreadable if entry.uid != ask.host.identity.uid}
    paths = tuple(path for path, _ in unreadable)
    return BuildCache(cache, whole, len(folders) >= FOLDERS, closed, paths, min(owners, default=None))


def _closed(ask: Facts, folder: PurePath) -> Hindrance | None:
    return None if ask.host.access(folder, "w") else hindrance(ask, folder)


def _unreadable(ask: Facts, folders: list[PurePath]) -> Iterator[tuple[PurePath, Entry]]:
    for folder in folders:
        try:
            names = ask.host.names(folder)
        except OSError:
            continue
        for name in islice(names, ENTRIES):
            path = folder / name
            if ask.host.access(path, "r"):
                continue
            entry = ask.host.entry(path)
            if entry:  # else go has removed it in the meantime
                yield path, entry

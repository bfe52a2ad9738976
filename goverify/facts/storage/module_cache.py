"""The module cache as it stands: whether this user can add modules to it.

What go unpacks there has no write permission, on purpose: only the folders above modules are looked at, and the file
by which go commands wait for each other. Source: cmd/go/internal/modfetch (SideLock, DownloadDir).
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.storage.cache_trial import refusal
from goverify.facts.storage.folders import CacheFolder, module_cache_folder
from goverify.facts.storage.hindrance import Hindrance, hindrance, owner_name
from goverify.host import Kind

LIMIT_FOLDERS = 100
"""Folders of one level that are looked at."""


class ModuleCache(NamedTuple):
    """What keeps this user from adding to the module cache."""

    cache: CacheFolder
    whole: Hindrance | None
    """Why it cannot be written as a whole, or not be made."""
    exists: bool
    parts: tuple[Hindrance, ...]
    """What in it is somebody else's and cannot be written while it can."""


def module_cache_state(ask: Facts) -> ModuleCache | None:
    """Return what is wrong with the module cache; None where it has no place."""
    cache = ask(module_cache_folder)
    if cache is None:
        return None
    whole = hindrance(ask, cache.path) or refusal(ask, cache)
    names = _names(ask, cache.path)
    parts = () if whole else tuple(_foreign(ask, cache.path))
    return ModuleCache(cache, whole, bool(names), parts)


def _foreign(ask: Facts, cache: PurePath) -> Iterator[Hindrance]:
    download = cache / "cache" / "download"
    upper = [cache / name for name in _names(ask, cache) if "@" not in name]
    places = [*upper, download, *(download / name for name in _names(ask, download)), cache / "cache" / "lock"]
    for place in places:
        found = _of_somebody_else(ask, place)
        if found:
            yield found


def _of_somebody_else(ask: Facts, place: PurePath) -> Hindrance | None:
    host = ask.host
    try:
        entry = host.entry(place)
    except OSError:
        return None
    if entry is None or entry.kind not in {Kind.FOLDER, Kind.FILE} or entry.uid == host.identity.uid:
        return None
    if host.access(place, "w") or host.identity.uid < 0:
        return None
    return Hindrance(place, f"belongs to {owner_name(entry.uid)} and may not be written by this user", foreign=True)


def _names(ask: Facts, folder: PurePath) -> tuple[str, ...]:
    try:
        return ask.host.names(folder)[:LIMIT_FOLDERS]
    except OSError:
        return ()

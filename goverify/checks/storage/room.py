"""There is room for the caches.

Why
    Every build adds to the build cache, every download to the module cache. When their file system is full, go does
    not always say so: it says that packages of its own standard library are "not in std".

Looks at
    The free bytes and inodes of the file systems that hold the two caches, or would. Small programs need 64 MiB; less
    than 1 GiB is said, since projects need it. A small file is created there too, which shows a quota that is used up.
    The folder for temporary files is looked at by build.work-folder.

Fix
    Free some space there, or name a folder on another disk.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.storage.cache_remedies import TOLD, about_cache, elsewhere
from goverify.facts.storage.cache_trial import out_of_room
from goverify.facts.storage.folders import CacheFolder, caches
from goverify.facts.storage.room import Room
from goverify.facts.storage.room import room as room_under


@check(causes=("disk-full",))
def room(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    found = ask(caches)
    if not found:
        raise Blocked("go has no place for its caches")
    full: set[str] = set()
    for cache in found:
        left = ask(room_under, cache.path)
        if left is None:
            continue
        refused = "" if left.lacks or left.place.mount in full else ask(out_of_room, cache)
        if refused:
            full.add(left.place.mount)
            yield _refused(ask, cache, left, refused)
        elif (left.lacks or left.scarce) and left.place.mount not in full and not left.place.read_only:
            full.add(left.place.mount)
            yield _finding(ask, cache, left)
        else:
            yield Evidence(str(cache.path), _seen(left))


def _finding(ask: Ask, cache: CacheFolder, left: Room) -> Finding:
    build = cache.name == "GOCACHE"
    what = f"no {left.lacks} left" if left.none_left else f"few inodes left ({left.place.free_inodes})"
    if not left.none_left and left.lacks != "inodes":
        what = f"only {left.place.free_bytes >> 20} MiB left"
    grave = Severity.CRITICAL if left.none_left and build else None
    clean = "go clean -cache" if build else "go clean -modcache"
    other = elsewhere(ask, cache)
    return about_cache(
        ask,
        "disk-full",
        cache,
        f"is on a file system with {what}",
        evidence=(Evidence(str(cache.path), _seen(left)),),
        fix=Fix(f"Delete files on {left.place.mount}; the cache itself goes with the first line.", (clean,))
        if left.scarce
        else Fix(
            f"Free some space on {left.place.mount}: the first line empties the cache. Or: {other.summary}",
            (clean, *other.commands),
        ),
        detail=TOLD,
        severity=Severity.LOW if left.scarce else grave,
    )


def _refused(ask: Ask, cache: CacheFolder, left: Room, error: str) -> Finding:
    """Return the finding about a cache that takes no more although its file system has room."""
    quota = error == "EDQUOT"
    why = "this user's disk quota is used up" if quota else "the system says that there is no space left"
    other = elsewhere(ask, cache)
    clean = "go clean -cache" if cache.name == "GOCACHE" else "go clean -modcache"
    return about_cache(
        ask,
        "disk-full",
        cache,
        f"takes no more files, though {left.place.mount} has room: {why}",
        evidence=(Evidence(str(cache.path), f"a small file was refused with {error}"), Evidence("room", _seen(left))),
        fix=Fix(
            f"Delete files{' of this user' if quota else ''} on {left.place.mount}: the first line empties the cache. "
            f"Or: {other.summary}",
            (clean, *other.commands),
        ),
        detail=TOLD,
        severity=Severity.CRITICAL if cache.name == "GOCACHE" else None,
    )


def _seen(left: Room) -> str:
    inodes = "" if left.place.free_inodes is None else f" and {left.place.free_inodes} inodes"
    return f"{left.place.type} on {left.place.mount}, {left.place.free_bytes >> 20} MiB{inodes} free"

"""Programs can be started from the build cache.

Why
    Since Go 1.24 `go run` and `go tool` keep the programs that they build in the build cache, and start them there.
    On a mount that forbids execution they fail with "permission denied".

Looks at
    The mount flags of the file system that holds the build cache, or would. Releases before 1.24 start nothing there.

Fix
    Set GOCACHE to a folder on a file system that allows execution.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Unavailable, check
from goverify.facts.storage.cache_remedies import about_cache, elsewhere
from goverify.facts.storage.folders import build_cache_folder
from goverify.facts.storage.room import standing_on
from goverify.facts.tree import release_at_work

KEEPS_PROGRAMS = (1, 24, 0)
"""The first release whose go run keeps what it built (go.dev/doc/go1.24)."""


@check(causes=("cache-noexec",))
def noexec_cache(ask: Ask) -> Iterator[Finding | Evidence]:
    release, cache = ask(release_at_work), ask(build_cache_folder)
    if cache is None:
        raise Blocked("go has no place for its build cache")
    if release and release.numbers < KEEPS_PROGRAMS:
        raise Unavailable(f"{release} starts no program from the build cache")
    place = ask(standing_on, cache.path)
    if place is None:
        raise Blocked(f"{cache.path} cannot be looked at")
    if not place.noexec:
        yield Evidence(str(cache.path), f"{place.type} on {place.mount}, which allows execution")
        return
    seen = f"{place.mount} is a {place.type} with the option noexec"
    yield about_cache(
        ask,
        "cache-noexec",
        cache,
        f"is on {place.mount}, which is mounted noexec: go run and go tool cannot execute what they keep there",
        evidence=(Evidence(str(cache.path), seen),),
        fix=elsewhere(ask, cache),
    )

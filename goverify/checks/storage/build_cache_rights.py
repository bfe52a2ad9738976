"""This user can read and write the build cache.

Why
    A go that was run with sudo leaves folders and entries of root's in the user's cache. Go then says that packages
    of its own standard library are "not in std", as if its tree were damaged, and only where a build needs just the
    entries in question: the fault comes and goes.

Looks at
    The owner, mode and mount of the folder that GOCACHE names, else of the default; of its 256 folders; and of some
    entries in them. Where the folder is not there yet, at the one above it in which go would make it. Nothing is
    written.

Fix
    Give the cache back to its user, or set GOCACHE to a folder that this user may write.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, check
from goverify.facts.build_cache import BuildCache, build_cache_state
from goverify.facts.cache_remedies import give_back
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.hindrance import Hindrance, owner_name

SHOWN = 3


@check(causes=("cache-not-writable",))
def build_cache_rights(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    state = ask(build_cache_state)
    if state is None:
        raise Blocked("go has no place for its build cache")
    if state.whole:
        yield _whole(ask, state, state.whole)
    elif state.closed:
        yield _closed(ask, state)
    elif state.unreadable:
        yield _unreadable(ask, state)
    else:
        yield Evidence(str(state.cache.path), "this user may write it" if state.complete else "can be made")


def _whole(ask: Ask, state: BuildCache, found: Hindrance) -> Finding:
    cache = state.cache
    where = "" if found.place == cache.path else f"{found.place} "
    does = "builds fail as soon as they make something new" if state.complete else "go builds nothing"
    return Finding(
        cause="cache-not-writable",
        subject=cache.subject,
        message=f"{cache.named} is of no use to this user: {where}{found.why}, so {does}",
        evidence=(Evidence(str(found.place), found.why),),
        fix=give_back(ask, cache, found),
        detail=_told(ask),
        severity=None if state.complete else Severity.CRITICAL,
        concerns=(cache.path, *concerned(ask)),
    )


def _closed(ask: Ask, state: BuildCache) -> Finding:
    cache, first = state.cache, state.closed[0]
    named = ", ".join(found.place.name for found in state.closed[:SHOWN])
    more = f" and {len(state.closed) - SHOWN} more" if len(state.closed) > SHOWN else ""
    return Finding(
        cause="cache-not-writable",
        subject=cache.subject,
        message=f"{cache.named} holds folders that this user may not write: {named}{more}",
        evidence=tuple(Evidence(str(found.place), found.why) for found in state.closed[:SHOWN]),
        fix=give_back(ask, cache, first),
        detail=_told(ask),
        concerns=(cache.path, *concerned(ask)),
    )


def _unreadable(ask: Ask, state: BuildCache) -> Finding:
    cache, paths = state.cache, state.unreadable
    whose = f", which belong to {owner_name(state.foreign)}" if state.foreign is not None else ""
    fault = Hindrance(cache.path, "holds entries that cannot be read", foreign=state.foreign is not None)
    return Finding(
        cause="cache-not-writable",
        subject=cache.subject,
        message=f"{cache.named} holds entries that this user may not read{whose}",
        evidence=tuple(Evidence(str(path), "may not be read by this user") for path in paths[:SHOWN]),
        fix=give_back(ask, cache, fault),
        detail=_told(ask),
        concerns=(cache.path, *concerned(ask)),
    )


def _told(ask: Ask) -> str:
    caller = ask.host.env.get("SUDO_USER", "")
    sudo = f" This session was started with sudo by {caller}." if caller else ""
    return f'Go may say instead that a package "is not in std": the tree is not what is wrong then.{sudo}'

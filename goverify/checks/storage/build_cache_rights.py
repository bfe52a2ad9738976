"""This user can read and write the build cache.

Why
    A go that was run with sudo leaves folders and entries of root's in the user's cache. Go then says that packages
    of its own standard library are "not in std", as if its tree were damaged, and only where a build needs just the
    entries in question: the fault comes and goes.

Looks at
    The owner, mode and mount of the folder that GOCACHE names, else of the default; of its 256 folders; and of some
    entries in them. Where the folder is not there yet, at the one above it in which go would make it. Where it is
    there, one small file is created in it, written and removed, since a server may know other rights.

Fix
    Give the cache back to its user (`sudo chown -R "$USER" "$(go env GOCACHE)"`), or set GOCACHE to a folder that
    this user may write.
"""

from collections.abc import Iterator, Sequence

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.storage.build_cache import FOLDERS, BuildCache, build_cache_state
from goverify.facts.storage.cache_remedies import SHOWN, TOLD, about_cache, at, give_back, shown
from goverify.facts.storage.hindrance import Hindrance, owner_name


@check(causes=("cache-not-writable",))
def build_cache_rights(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    state = ask(build_cache_state)
    if state is None:
        raise Blocked("go has no place for its build cache")
    if state.whole:
        does = "builds fail as soon as they make something new" if state.complete else "go builds nothing"
        message = f"is of no use to this user: {at(state.cache, state.whole)}, so {does}"
        grave = None if state.complete else Severity.CRITICAL
        yield _finding(ask, state, message, (state.whole,), grave)
    elif state.closed:
        named = ", ".join(found.place.name for found in state.closed[:SHOWN])
        more = f" and {len(state.closed) - SHOWN} more" if len(state.closed) > SHOWN else ""
        every = len(state.closed) >= FOLDERS
        does = ", all there are, so builds fail as soon as they make something new" if every else ""
        grave = Severity.CRITICAL if every else None
        yield _finding(
            ask, state, f"holds folders that this user may not write: {named}{more}{does}", state.closed, grave
        )
    elif state.unreadable:
        whose = f", which belong to {owner_name(state.foreign)}" if state.foreign is not None else ""
        why, foreign = "may not be read by this user", state.foreign is not None
        faults = [Hindrance(path, why, foreign) for path in state.unreadable]
        yield _finding(ask, state, f"holds entries that this user may not read{whose}", faults)
    else:
        yield Evidence(str(state.cache.path), "this user may write it" if state.complete else "can be made")


def _finding(
    ask: Ask, state: BuildCache, message: str, faults: Sequence[Hindrance], severity: Severity | None = None
) -> Finding:
    cache, fix = state.cache, give_back(ask, state.cache, faults[0])
    return about_cache(
        ask,
        "cache-not-writable",
        cache,
        message,
        evidence=shown(faults),
        fix=fix,
        detail=_told(ask),
        severity=severity,
    )


def _told(ask: Ask) -> str:
    caller = ask.host.env.get("SUDO_USER", "")
    sudo = f" This session was started with sudo by {caller}." if caller else ""
    return f"{TOLD}{sudo}"

"""Files can be locked where go keeps what it fetches.

Why
    Go commands that run at the same time wait for each other through file locks. Where the system refuses them, all
    that touches modules fails with "no locks available" or "function not implemented".

Looks at
    Whether a Go program can lock a file in a private folder of this system's; whether a small file in each cache can
    be locked; and the type and options of the network file systems that hold them. A network file system alone is no
    fault.

Fix
    Put GOCACHE and GOMODCACHE on a local disk, or mount the file system so that it grants locks.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts import Unavailable
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.mount_options import mount_options
from goverify.facts.probing.probe import probe
from goverify.facts.storage.cache_remedies import about_cache, elsewhere
from goverify.facts.storage.cache_trial import lock_refused
from goverify.facts.storage.folders import CacheFolder, caches
from goverify.facts.storage.room import standing_on
from goverify.host import FileSystem

WITHOUT_LOCKS = {
    "lustre": ("noflock", "grants locks only where it was mounted with flock"),
    "nfs": (
        "nolock",
        "was mounted with nolock, so that go commands on different machines do not see each other's locks",
    ),
    "nfs4": (
        "nolock",
        "was mounted with nolock, so that go commands on different machines do not see each other's locks",
    ),
}
"""File systems with the option by which they do without proper locks, and what it means (nfs(5), mount.lustre(8))."""

WITHOUT_ALL = "lustre"

UNKNOWN = frozenset({"ENOSYS", "EOPNOTSUPP", "ENOTSUP"})
"""The errors with which go gives up, saying "failed to trim cache" (cmd/go/internal/cache, Trim; errors.ErrUnsupported)."""


@check(causes=("fs-no-locks",))
def locks(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    refused = _refused(ask)
    if refused:
        yield Finding(
            cause="fs-no-locks",
            subject=go.found,
            message=f"programs of {go.found} cannot lock files here, which all that touches modules does: {refused}",
            evidence=(Evidence("the probe's step lock", refused),),
            fix=Fix(
                "Put GOCACHE, GOMODCACHE and TMPDIR on a local disk that grants locks (for NFS: run its lock service, "
                "rpc.statd, or mount it with nolock), and let the sandbox allow the system call flock."
            ),
            concerns=concerned(ask),
        )
    for cache in ask(caches):
        place = ask(standing_on, cache.path)
        error = "" if refused else ask(lock_refused, cache)
        if error:
            yield _unlockable(ask, cache, place, error)
        elif place:
            yield _judged(ask, cache, place)


def _unlockable(ask: Ask, cache: CacheFolder, place: FileSystem | None, error: str) -> Finding:
    where = f"{place.mount}, a {place.type}" if place else "a file system"
    # For the build cache go locks only what tells when it was last tidied, and goes on but where locks are unknown.
    minor = cache.name == "GOCACHE" and error not in UNKNOWN
    return about_cache(
        ask,
        "fs-no-locks",
        cache,
        f"is on {where} that grants no file locks, which all that touches modules takes",
        evidence=(Evidence(str(cache.path), f"a lock was refused with {error}"),),
        fix=elsewhere(ask, cache),
        severity=Severity.LOW if minor else None,
    )


def _refused(ask: Ask) -> str:
    """Return with which words a lock was refused to a Go program; empty where it got one, or none ran."""
    try:
        step = ask(probe).step("lock")
    except Unavailable:
        return ""
    return step.error if step else ""


def _judged(ask: Ask, cache: CacheFolder, place: FileSystem) -> Finding | Evidence:
    option, meaning = WITHOUT_LOCKS.get(place.type, ("", ""))
    options = ask(mount_options, place.mount) if option else ()
    if option not in options:
        return Evidence(str(cache.path), f"{place.type} on {place.mount}")
    return about_cache(
        ask,
        "fs-no-locks",
        cache,
        f"is on {place.mount}, a {place.type} that {meaning}",
        evidence=(Evidence(place.mount, f"{place.type} with the option {option}"),),
        fix=elsewhere(ask, cache),
        severity=None if place.type == WITHOUT_ALL else Severity.LOW,
    )

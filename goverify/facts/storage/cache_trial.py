"""What comes of a small file in each cache: created, written, locked and removed by this user, as go would do it.

It tells what no owner, mode or mount does: quotas, locks that a server refuses, rights that only the server knows.
"""

from goverify.facts import Facts
from goverify.facts.storage.folders import CacheFolder
from goverify.facts.storage.hindrance import Hindrance, hindrance
from goverify.host import NotRecorded, Trial
from goverify.host.paths import is_folder

NO_ROOM = frozenset({"ENOSPC", "EDQUOT"})

REFUSALS = {
    "EACCES": "takes no file from this user, whatever its owner and mode say",
    "EPERM": "takes no file from this user, whatever its owner and mode say",
    "EROFS": "can only be read",
    "EIO": "answers with input and output errors",
    "ESTALE": "is gone from the server that it was mounted from",
    "ENOTCONN": "has lost what it was mounted from",
    "ENODEV": "has lost what it was mounted from",
    "ENXIO": "has lost what it was mounted from",
    "EOPNOTSUPP": "takes no files",
    "ENOSYS": "takes no files",
}
"""What each error says of a folder. Others, such as a limit for open files, are no fault of its."""


def cache_trial(ask: Facts, cache: CacheFolder) -> Trial | None:
    """Return how far a file came in a cache; None where the cache is not there yet, or rights forbid it anyway."""
    if not is_folder(ask.host, cache.path) or hindrance(ask, cache.path):
        return None
    within = cache.path / "cache"  # where go has its lock for the module cache
    place = within if is_folder(ask.host, within) and not hindrance(ask, within) else cache.path
    try:
        return ask.host.try_writing(place)
    except NotRecorded:  # by a recorder that did not know the question yet
        return None


def refusal(ask: Facts, cache: CacheFolder) -> Hindrance | None:
    """Return why a cache takes no files though its rights allow it; None where it takes them, or lacks but room."""
    trial = ask(cache_trial, cache)
    if trial is None or trial.failed not in {"create", "write"} or trial.error not in REFUSALS:
        return None
    return Hindrance(cache.path, f"{REFUSALS[trial.error]} ({trial.error})", mounted=True)


def out_of_room(ask: Facts, cache: CacheFolder) -> str:
    """Return the error by which a file was refused for want of room, a quota's among them; else nothing."""
    trial = ask(cache_trial, cache)
    return trial.error if trial and trial.error in NO_ROOM else ""


def lock_refused(ask: Facts, cache: CacheFolder) -> str:
    """Return the error by which a lock was refused in a cache; else nothing."""
    trial = ask(cache_trial, cache)
    return trial.error if trial and trial.failed == "lock" else ""

"""The question why this user cannot write in a folder, or make it: by owner, mode and mount, with nothing written."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Kind
from goverify.host.paths import Dead, follow


class Hindrance(NamedTuple):
    """What keeps this user from writing in a folder."""

    place: PurePath
    """The folder or file that is in the way: the one asked about, or one above it."""
    why: str
    """The end of a sentence about the place."""
    foreign: bool = False
    """It belongs to somebody else."""
    mounted: bool = False
    """The mount forbids it, whatever owners and modes say."""
    obstructs: bool = False
    """It is a file or a dead link where a folder has to be."""
    sealed: bool = False
    """It is this user's, and neither mode nor mount forbid what is refused."""


def hindrance(ask: Facts, folder: PurePath) -> Hindrance | None:
    """Return what keeps this user from writing in a folder, or from making it; None where nothing does."""
    for path in (folder, *folder.parents):
        chain = follow(ask.host, path)
        if chain.dead is Dead.ABSENT:
            continue
        if chain.dead is Dead.DENIED:
            return by_rights(ask, chain.end.parent, "may not be entered by this user")
        if chain.dead:
            hop = chain.hops[-1]
            what = "in a circle" if chain.dead is Dead.LOOP else f"to {hop.target}, which is not there"
            return Hindrance(hop.link, f"is a link {what}", obstructs=True)
        return _of_folder(ask, chain.end, chain.kind)
    return None


def _of_folder(ask: Facts, place: PurePath, kind: Kind | None) -> Hindrance | None:
    host = ask.host
    if kind is not Kind.FOLDER:
        return Hindrance(place, "is no folder", obstructs=True)
    if place.drive and place == place.parent and host.entry(place) is None:
        return Hindrance(place, "is a drive or share that is not there", mounted=True)
    if host.access(place, "w") and host.access(place, "x"):
        return None
    try:
        mount = host.filesystem(place)
    except OSError:
        mount = None
    if mount and mount.read_only:
        return Hindrance(place, f"is on {mount.mount}, which is mounted read-only", mounted=True)
    if _allows_its_owner(ask, place):
        what = "may not be written, though it belongs to this user: it is marked as immutable, or a policy of the system's forbids it"
        return Hindrance(place, what, sealed=True)
    return by_rights(ask, place, "may not be written by this user")


def _allows_its_owner(ask: Facts, place: PurePath) -> bool:
    """Return whether this user owns a folder and its mode lets the owner write: access(2) then tells of another reason."""
    try:
        entry = ask.host.entry(place)
    except OSError:
        return False
    return entry is not None and entry.uid == ask.host.identity.uid >= 0 and entry.mode & 0o300 == 0o300


def by_rights(ask: Facts, place: PurePath, what: str) -> Hindrance:
    """Return that owner and mode of a place keep this user out, in words that begin with `what`."""
    host = ask.host
    try:
        entry = host.entry(place)
    except OSError:
        entry = None
    if entry is None or host.identity.uid < 0:
        return Hindrance(place, what)
    foreign = entry.uid != host.identity.uid
    owner = owner_name(entry.uid) if foreign else "this user"
    return Hindrance(place, f"{what}: it belongs to {owner} and has mode {entry.mode & 0o7777:04o}", foreign)


def owner_name(uid: int) -> str:
    """Return how a sentence names a user of which the number is known."""
    return "root" if uid == 0 else f"user {uid}"

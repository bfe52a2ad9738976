"""The question who else may change a file: by its own mode and owner, or through a folder on the way to it."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Entry, Host, System
from goverify.host.paths import follow

OTHERS_WRITE = 0o002
STICKY = 0o1000

_MADE_UP = "9p v9fs drvfs cifs smb3 smbfs vfat msdos exfat ntfs ntfs3 fuseblk fakeowner osxfs vboxsf vmhgfs"
WITHOUT_MODES = frozenset(_MADE_UP.split())
"""File systems whose owners and modes are made up at mounting; WSL shows all of Windows as 777."""

CONTAINER_FILES = ("/.dockerenv", "/run/.containerenv")
CONTAINER_VARIABLES = {
    "container": r".+",
    "KUBERNETES_SERVICE_HOST": r".+",
    "GOLANG_VERSION": r"\d.*",
    "CODESPACES": r"true",
    "REMOTE_CONTAINERS": r"true",
    "GITPOD_WORKSPACE_ID": r".+",
    "HOSTNAME": r"[0-9a-f]{12}",
}
"""Variables that container managers, their images and hosted workspaces set, and the form of their values."""

SIGNS_OF_A_CONTAINER = 2
"""One alone proves nothing: the file is copied into images of virtual machines, the variables are inherited."""

HOSTED_RUNNERS = {"RUNNER_ENVIRONMENT": "github-hosted", "AGENT_ISSELFHOSTED": "0", "CIRCLECI": "true"}
"""Variables, and the value that each has on machines that are made for one job; GitHub's leave /opt open to everybody."""


def alone(ask: Facts) -> bool:
    """Return whether nobody else is to be expected on this machine: a container, or a runner made for one job."""
    host = ask.host
    if host.platform.system is System.WINDOWS:
        return False
    signs = [any(_entry(host, host.path(file)) for file in CONTAINER_FILES)]
    signs += [bool(re.fullmatch(form, host.env.get(name, ""))) for name, form in CONTAINER_VARIABLES.items()]
    if sum(signs) >= SIGNS_OF_A_CONTAINER:
        return True
    return any(host.env.get(name) == value for name, value in HOSTED_RUNNERS.items())


class OtherWriter(NamedTuple):
    """Somebody else who may change a file, or put another in its place."""

    place: PurePath
    """The file or folder that gives the right."""
    owner: bool
    """By owning it; else because everybody may write to it."""
    reason: str
    """The same in words."""


def other_writer(ask: Facts, path: PurePath) -> OtherWriter | None:
    """Return who else than root and this user may change what `path` leads to; None where nobody may.

    On Windows, whose rights are not modes, it is always None.
    """
    host = ask.host
    if host.platform.system is System.WINDOWS:
        return None
    chain = follow(host, path)
    if chain.dead:
        return None
    places = [chain.end, *chain.end.parents]
    found = (_right(ask, place, below) for place, below in zip(places, (None, *places), strict=False))
    return next((right for right in found if right and host.filesystem(right.place).type not in WITHOUT_MODES), None)


def _right(ask: Facts, place: PurePath, below: PurePath | None) -> OtherWriter | None:
    """Return by what right others may change `place`, or put something else in the place of `below`."""
    entry = _entry(ask.host, place)
    if entry is None:
        return None
    if entry.uid not in ask(trusted_owners):
        return OtherWriter(place, owner=True, reason=f"{place} belongs to user {entry.uid}")
    if not entry.mode & OTHERS_WRITE:
        return None
    if below is not None and entry.mode & STICKY:
        own = _entry(ask.host, below)
        if own is not None and own.uid in ask(trusted_owners):
            return None  # in a sticky folder only the owner of a file may replace it (rename(2))
    return OtherWriter(place, owner=False, reason=f"every user may write to {place} (mode {entry.mode & 0o7777:o})")


def _entry(host: Host, path: PurePath) -> Entry | None:
    """Return what stands at a path; None also where it may not be looked at."""
    try:
        return host.entry(path)
    except OSError:
        return None


def trusted_owners(ask: Facts) -> frozenset[int]:
    """Return the ids of those who can change everything here anyway, or are the person at the keyboard.

    The owner of / stands for root: in a user namespace the real root has another number (user_namespaces(7)).
    """
    host = ask.host
    owners = {0, host.identity.uid}
    if root := _entry(host, host.path("/")):
        owners.add(root.uid)
    if "/com.termux/" in host.env.get("PREFIX", ""):
        owners.add(1000)  # Android's own user "system" (AID_SYSTEM)
    sudo = host.env.get("SUDO_UID", "")
    if sudo.isdecimal() and host.identity.uid == 0:
        owners.add(int(sudo))
    return frozenset(owners)

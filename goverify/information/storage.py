"""Where a Go build's many small files lie. Sources: nfs(5), learn.microsoft.com/windows/wsl/filesystems, cmd/go/internal/cache."""

import contextlib
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.storage.folders import caches
from goverify.facts.storage.room import standing_on
from goverify.host import System
from goverify.information.item import Item, Seen

OF_A_SERVER = frozenset("afpfs ceph cifs davfs fuse.glusterfs fuse.sshfs lustre nfs nfs4 smb3 smbfs webdav".split())
OF_THE_HOST = frozenset("9p drvfs fuse.grpcfuse fuse.vmhgfs-fuse osxfs prl_fs vboxsf virtiofs vmhgfs".split())
"""File systems whose files lie on another machine, and those that a virtual machine or container shares with its host."""


def shared(ask: Facts) -> Seen | None:
    """Return which of the caches and the current folder lie on the file system of another machine or system."""
    found = list(_found(ask))
    if not found:
        return None
    value = "; ".join(f"{name} ({path}) on {where}" for name, path, where in found)
    if ask.host.platform.wsl:
        return Seen(value, "Windows answers for each file there: keep projects and caches in the file system of WSL.")
    return Seen(value)


def _found(ask: Facts) -> Iterator[tuple[str, PurePath, str]]:
    places = [(cache.name, cache.path) for cache in ask(caches)]
    with contextlib.suppress(OSError):  # that it is gone is told elsewhere
        places.append(("the current folder", ask.host.cwd))
    for name, path in places:
        where = _whose(ask, path)
        if where:
            yield name, path, where


def _whose(ask: Facts, path: PurePath) -> str:
    """Return the type of a file system that is not this system's own; empty for one that is."""
    if ask.host.platform.system is System.WINDOWS and path.drive.startswith("\\\\"):
        return f"the share {path.drive}"
    place = ask(standing_on, path)
    return place.type if place and place.type in OF_A_SERVER | OF_THE_HOST else ""


ITEMS = (
    Item(
        "storage.shared-disk",
        "Files on another machine",
        tuple(System),
        "the types of the file systems under GOCACHE, GOMODCACHE and the current folder",
        "A build opens thousands of small files, and each takes a trip to the other side: set GOCACHE and GOTMPDIR to "
        "folders on a disk of this system's own. go commands on different machines wait for each other only where the "
        "server grants file locks.",
        shared,
        "That a network file system breaks Go is not so: it needs locks in the module cache, and is slow.",
    ),
)

"""Every name `go` on PATH, dead or alive, and how far the way behind it goes.

The lookup is the system's: execvp(3) and shells pass over what is missing, no regular file or not executable, and
cmd.exe tries the extensions of PATHEXT in each folder before it goes on to the next.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.path.entries import PathEntry, search_path
from goverify.host import Host, Kind, System
from goverify.host.paths import Chain, Dead, Hop, command_names, follow, is_folder


class HitState(StrEnum):
    """What a command line makes of a name."""

    RUNNABLE = "runnable"
    DANGLING = "dangling"
    LOOP = "loop"
    FOLDER = "folder"
    NOT_EXECUTABLE = "not executable"
    DENIED = "denied"
    ALIAS = "alias"


class Hit(NamedTuple):
    """One name `go` on PATH."""

    entry: PathEntry
    found: PurePath
    """As on PATH, links not followed."""
    chain: Chain
    state: HitState
    why: str = ""
    """What keeps a file from being executed, in words."""
    barrier: PurePath | None = None
    """The highest folder on the way that this user may not enter."""


_DEAD = {Dead.DANGLING: HitState.DANGLING, Dead.LOOP: HitState.LOOP, Dead.DENIED: HitState.DENIED}
_GO_NAME = re.compile(r"(?i)^(go|golang|libexec)$|^\.?(go|golang)[-_@]?v?\d|^\.(go|gvm|goenv|gobrew|g)$")


def path_hits(ask: Facts) -> tuple[Hit, ...]:
    """Return every name `go` on PATH, in the order in which a command line meets them."""
    return tuple(hit for entry in ask(search_path) for hit in _hits(ask.host, entry))


def names_go(path: PurePath) -> bool:
    """Return whether a component of `path` is what people call the folder of a Go."""
    return any(_GO_NAME.match(part) for part in path.parts)


def _hits(host: Host, entry: PathEntry) -> Iterator[Hit]:
    if entry.folder is None:
        return
    way = follow(host, entry.folder)
    if way.dead:
        astray = way.dead is Dead.DENIED or culprit(host, way) is not None
        if way.dead in _DEAD and astray and _meant_for_go(way):
            usual = "go.exe" if host.platform.system is System.WINDOWS else "go"
            yield _dead(host, entry, entry.folder / usual, way)
        return
    if way.kind is not Kind.FOLDER:
        return
    for name in command_names(host, "go"):
        found = entry.folder / name
        try:
            there = host.entry(way.end / name)
        except PermissionError:
            if _meant_for_go(way):
                yield Hit(entry, found, follow(host, found), HitState.DENIED, barrier=barrier(host, way.end / name))
            continue
        except OSError:
            continue
        if there is not None:
            yield _hit(host, entry, found)


def go_in(host: Host, folder: PurePath) -> Chain | None:
    """Return the way to the go that a command line would start if `folder` stood on PATH, or None."""
    if not is_folder(host, folder):
        return None
    for name in command_names(host, "go"):
        chain = follow(host, folder / name)
        if chain.dead is None and chain.kind is Kind.FILE and not why_not_executable(host, chain):
            return chain
    return None


def _meant_for_go(way: Chain) -> bool:
    """Return whether a folder that cannot be looked into is likely to hold a go: its name or a link says so."""
    places = (way.start, way.end, *(type(way.end)(hop.target) for hop in way.hops))
    return any(map(is_profile, way.hops)) or any(map(names_go, places))


def is_profile(hop: Hop) -> bool:
    """Return whether a link leads into the store of Nix or Guix: such a profile holds whatever its user installed."""
    return hop.target.startswith(("/nix/store/", "/gnu/store/"))


def _hit(host: Host, entry: PathEntry, found: PurePath) -> Hit:
    chain = follow(host, found)
    if chain.dead:
        return _dead(host, entry, found, chain)
    if chain.kind is Kind.FOLDER:
        return Hit(entry, found, chain, HitState.FOLDER, "it is a folder")
    if chain.kind is Kind.ALIAS:
        return Hit(
            entry,
            found,
            chain,
            HitState.ALIAS,
            "it is an app execution alias, which leads to the Microsoft Store or its apps",
        )
    why = why_not_executable(host, chain)
    return Hit(entry, found, chain, HitState.NOT_EXECUTABLE if why else HitState.RUNNABLE, why)


def culprit(host: Host, chain: Chain) -> Hop | None:
    """Return the link of a dead chain that is to blame; None where all links work and something below them is absent.

    That is the last one that leads nowhere, and in a circle the first one.
    """
    hops = chain.hops if chain.dead is Dead.LOOP else reversed(chain.hops)
    return next((hop for hop in hops if follow(host, hop.link).dead), None)


def _dead(host: Host, entry: PathEntry, found: PurePath, chain: Chain) -> Hit:
    state = _DEAD.get(chain.dead or Dead.ABSENT, HitState.DANGLING)
    return Hit(entry, found, chain, state, barrier=barrier(host, chain.end) if state is HitState.DENIED else None)


def why_not_executable(host: Host, chain: Chain) -> str:
    """Return what keeps this user from executing the end of a living chain, empty where nothing does."""
    if chain.kind is not Kind.FILE:
        return "it is a device, pipe or socket"
    if host.platform.system is System.WINDOWS:
        return ""
    entry = host.entry(chain.end)
    mode = f"mode {entry.mode & 0o7777:o}, owner {entry.uid}" if entry else "its mode is unknown"
    if entry is not None and not entry.mode & 0o111:
        return f"nobody may execute it ({mode})"
    filesystem = host.filesystem(chain.end)
    if filesystem.noexec:
        return f"{filesystem.mount} is mounted noexec"
    return "" if host.access(chain.end, "x") else f"this user may not execute it ({mode})"


def barrier(host: Host, path: PurePath) -> PurePath:
    """Return the highest folder above `path` that this user may not enter, else the one next to it."""
    closed = [folder for folder in reversed(path.parents) if not host.access(folder, "x")]
    return closed[0] if closed else path.parent

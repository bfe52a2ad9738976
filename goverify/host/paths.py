"""Path questions as pure functions over a host, hence the same live and recorded."""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import Host, Kind, System

MAX_HOPS = 40
"""Links that Linux follows before it gives up with ELOOP (path_resolution(7))."""


PATHEXT = ".COM;.EXE;.BAT;.CMD"
"""What Windows takes for programs where the variable of that name is not set, and Go also where it is empty (os/exec)."""


class Dead(StrEnum):
    """Why a chain of links leads to nothing that can be used."""

    ABSENT = "absent"
    """All links on the way work, and what the path names below them is not there."""
    DANGLING = "dangling"
    LOOP = "loop"
    DENIED = "denied"


class Hop(NamedTuple):
    """One symbolic link on the way: where it stands and what is written in it."""

    link: PurePath
    target: str


class Chain(NamedTuple):
    """The way from a name to the file behind it."""

    start: PurePath
    hops: tuple[Hop, ...]
    end: PurePath
    """Free of links where `dead` is None; else the path where the way stops."""
    kind: Kind | None
    """What stands at the end; None where nothing does."""
    dead: Dead | None


def follow(host: Host, path: PurePath) -> Chain:
    """Resolve `path` link by link, folders on the way included."""
    hops: list[Hop] = []
    done, todo = _split(path)
    own = len(todo)
    kind: Kind | None = Kind.FOLDER
    while todo:
        linked = len(todo) > own  # a link's target has put it before what is left of the path itself
        part = todo.pop(0)
        own = min(own, len(todo))
        if part == "..":
            done = done.parent
            continue
        step = done / part
        try:
            entry = host.entry(step)
        except PermissionError:
            return Chain(path, tuple(hops), step, None, Dead.DENIED)
        except OSError:
            return Chain(path, tuple(hops), step, None, Dead.LOOP)
        if entry is None:
            return Chain(path, tuple(hops), step, None, Dead.DANGLING if linked else Dead.ABSENT)
        kind = entry.kind
        if kind is not Kind.LINK or entry.target is None:
            done = step
            continue
        hops.append(Hop(step, entry.target))
        if len(hops) > MAX_HOPS:
            return Chain(path, tuple(hops), step, None, Dead.LOOP)
        root, parts = _split(host.path(entry.target))
        done = step.parent / root  # on Windows a target may begin at the root of the link's own drive
        todo = parts + todo
    return Chain(path, tuple(hops), done, kind, None)


def _split(path: PurePath) -> tuple[PurePath, list[str]]:
    """Return the anchor of a path and the components below it."""
    anchor = type(path)(path.anchor)
    return anchor, [part for part in path.parts[1 if path.anchor else 0 :] if part != "."]


def resolve(host: Host, path: PurePath) -> PurePath | None:
    """Return `path` free of links, or None where it leads to nothing."""
    chain = follow(host, path)
    return None if chain.dead else chain.end


def kind_of(host: Host, path: PurePath) -> Kind | None:
    """Return what stands behind `path`, links followed; None where nothing does or it may not be looked at."""
    return follow(host, path).kind


def is_folder(host: Host, path: PurePath) -> bool:
    """Return whether `path` is a folder, links followed."""
    return kind_of(host, path) is Kind.FOLDER


def is_file(host: Host, path: PurePath) -> bool:
    """Return whether `path` is a regular file, links followed."""
    return kind_of(host, path) is Kind.FILE


def same_file(host: Host, one: PurePath, other: PurePath) -> bool:
    """Return whether two names lead to one file or folder, by its identity where the file system has one."""
    first, second = resolve(host, one), resolve(host, other)
    if first is None or second is None:
        return False
    if first == second:
        return True
    entries = host.entry(first), host.entry(second)
    return all(entry and entry.file_id for entry in entries) and entries[0].file_id == entries[1].file_id  # type: ignore[union-attr] # `all` has looked


def read_text(host: Host, path: PurePath, limit_bytes: int = 1 << 20) -> str | None:
    """Return the start of a text file, undecodable bytes replaced; None where there is no such file, OSError where it cannot be read."""
    try:
        with host.open(path) as reader:
            return reader.read(0, limit_bytes).decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None


def home(host: Host) -> PurePath | None:
    """Return the home folder as Go sees it (os.UserHomeDir), or None where its variable is unset."""
    text = host.env.get("USERPROFILE" if host.platform.system is System.WINDOWS else "HOME", "")
    return host.path(text) if text else None


def command_names(host: Host, name: str) -> tuple[str, ...]:
    """Return the file names that a command line tries for the command `name`, in order."""
    if host.platform.system is not System.WINDOWS:
        return (name,)
    extensions = [ext for ext in (host.env.get("PATHEXT") or PATHEXT).split(";") if ext.startswith(".")]
    return tuple(f"{name}{ext.lower()}" for ext in extensions)

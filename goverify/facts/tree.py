"""A Go tree as it lies on the disk: its release by several witnesses, its parts, and who may change or read them."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.executable import executable
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import Goroot, goroot, looks_like_tree, release_of, remains, same_tree
from goverify.facts.identity import identity
from goverify.facts.release import Release
from goverify.host import Entry, Host, System
from goverify.host.paths import Dead, follow, read_text


class Part(NamedTuple):
    """A file or folder of a tree, links followed."""

    path: PurePath
    end: PurePath
    """Where the links lead; where they break off, the place where the way stops."""
    entry: Entry | None
    """What stands at the end; None where nothing does or it may not be looked at."""
    gone: str
    """The target, as written, of the link that leads nowhere; empty where none does."""


class Tree(NamedTuple):
    """A Go tree."""

    root: PurePath
    version: str
    """The first line of VERSION, empty where the file is missing or unreadable."""
    release: Release | None
    """The release that VERSION names."""
    go: Binary | None
    """bin/go as it lies in this tree; None where it is missing or unreadable."""
    go_release: Release | None
    """The release that bin/go was built as."""
    parts: tuple[Part, ...]
    """Root, bin, src, pkg, pkg/tool and pkg/include."""

    def part(self, name: str) -> Part:
        """Return the part with that name below the root; "" is the root."""
        return next(part for part in self.parts if part.path == self.root / name)


PARTS = ("", "bin", "src", "pkg", "pkg/tool", "pkg/include")


def tree(ask: Facts, root: PurePath) -> Tree:
    """Return the tree at `root`; what is missing or unreadable is missing in the value."""
    host = ask.host
    go = _binary(ask, root / "bin" / ("go.exe" if host.platform.system is System.WINDOWS else "go"))
    return Tree(
        root=root,
        version=_version(host, root),
        release=release_of(host, root),
        go=go,
        go_release=Release.parse(go.go.version) if go and go.go else None,
        parts=tuple(part(host, root / name) for name in PARTS),
    )


def answering_tree(ask: Facts) -> Tree:
    """Return the tree that belongs to the go that answers; Blocked where it has none, Unavailable for gccgo's."""
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable(f"{go.found} is gccgo's, which has no such tree")
    found = ask(goroot)
    for root in (_in_force(ask, found), found.own, remains(ask.host, go)):
        if root is not None and looks_like_tree(ask.host, root):
            if system := _another_system(ask, go, root):
                raise Blocked(f"{go.found} and the tools of its tree are made for {system}")
            return ask(tree, root)
    raise Blocked("the go that answers has no tree")


def _another_system(ask: Facts, go: GoCommand, root: PurePath) -> str:
    """Return the system that go and all tools of its tree are made for, where that is not this one; else nothing."""
    system, own = go.binary.system if go.binary and not go.wrapper else "", ask.host.platform.system.goos
    try:
        names = ask.host.names(root / "pkg" / "tool") if system and system != own else ()
    except OSError:
        names = ()
    for_it = any(name.startswith(f"{system}_") for name in names)
    return system if system and for_it and not any(name.startswith(f"{own}_") for name in names) else ""


def tree_release(ask: Facts, root: PurePath) -> Release | None:
    """Return the release of a tree by its VERSION file, else by its bin/go."""
    found = ask(tree, root)
    return found.release or found.go_release


def release_at_work(ask: Facts) -> Release | None:
    """Return the release of the go that answers, by its build info, else by what it says of itself."""
    go = ask(answering_go)
    if go.release is not None and not go.wrapper:
        return go.release
    try:
        return ask(identity, go).release or go.release
    except Blocked:
        return go.release


def _in_force(ask: Facts, found: Goroot) -> PurePath | None:
    """Return the tree in force, unless GOROOT leads go away from its own: then GOROOT is to blame, not that tree."""
    root = found.root
    return root if found.own is None or same_tree(ask.host, found.own, root) else None


def part(host: Host, path: PurePath) -> Part:
    """Return what stands at a path, links followed."""
    chain = follow(host, path)
    try:
        entry = None if chain.dead else host.entry(chain.end)
    except OSError:
        entry = None
    return Part(path, chain.end, entry, chain.hops[-1].target if chain.hops and chain.dead is Dead.DANGLING else "")


def _version(host: Host, root: PurePath) -> str:
    try:
        return (read_text(host, root / "VERSION", 4096) or "").partition("\n")[0].strip()
    except OSError:
        return ""


def _binary(ask: Facts, path: PurePath) -> Binary | None:
    try:
        return ask(executable, path)
    except OSError:
        return None

"""This user may read the tree.

Why
    A tree that was unpacked under a strict umask, or copied with root's rights, is partly closed to others. go then
    takes what it may not read for missing: "package fmt is not in std".

Looks at
    Root, bin, pkg, pkg/tool, pkg/include, every folder in src, and some files that every build reads.

Fix
    Open the tree to readers: `sudo chmod -R a+rX /usr/local/go`, or where it is.
"""

import contextlib
import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.file_remedies import opened_tree
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.remedies import sudo, unset_variable
from goverify.facts.tools import NEEDED, tools
from goverify.facts.tree import Tree, answering_tree
from goverify.host import Host, Kind, System
from goverify.host.paths import Dead, follow

FILES = (
    "VERSION",
    "go.env",
    "pkg/include/textflag.h",
    "src/fmt/print.go",
    "src/internal/abi/abi.go",
    "src/os/file.go",
    "src/runtime/proc.go",
)
UNNEEDED = ("VERSION", "go.env")
"""Without these go builds all the same: it knows its release, and has no defaults for what it fetches."""

SHOWN = 5


@check(causes=("go-tree-unreadable",), systems=(System.LINUX, System.MACOS))
def unreadable(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    told = ask(goroot)
    if told.setting and told.root and not ask(is_gccgo, go):
        way = follow(ask.host, told.root)
        if way.dead is Dead.DENIED or (way.kind is Kind.FOLDER and not ask.host.access(way.end, "x")):
            message = f"GOROOT names {told.root}, which this user may not enter"
            fix = unset_variable(ask, told.setting) if told.own else None
            yield _finding(ask, told.root, (way.end,), message, fix)
            return
    tree = ask(answering_tree)
    barred = tuple(path for path in _sample(ask, tree) if _is_barred(ask.host, path))
    if not barred:
        yield Evidence(str(tree.root), "may be read by this user")
        return
    names = ", ".join(str(path) for path in barred[:SHOWN])
    more = f" and {len(barred) - SHOWN} more" if len(barred) > SHOWN else ""
    finding = _finding(
        ask, tree.root, barred, f"this user may not read parts of the Go tree {tree.root}: {names}{more}"
    )
    unneeded = {tree.root / name for name in UNNEEDED}
    yield finding._replace(severity=Severity.MEDIUM) if unneeded.issuperset(barred) else finding


def _sample(ask: Ask, tree: Tree) -> Iterator[PurePath]:
    root = tree.root
    yield from (part.path for part in tree.parts)
    found = ask(tools, tree)
    yield from (found.folder, *(found.folder / name for name in NEEDED))
    with contextlib.suppress(OSError):
        yield from (root / "src" / name for name in ask.host.names(root / "src"))
    yield from (root / name for name in FILES)


def _is_barred(host: Host, path: PurePath) -> bool:
    """Return whether something stands at a path that this user may not read, or not enter."""
    chain = follow(host, path)
    if chain.dead:
        return chain.dead is Dead.DENIED
    return not all(host.access(chain.end, right) for right in ("rx" if chain.kind is Kind.FOLDER else "r"))


def _opened(ask: Ask, root: PurePath, barred: tuple[PurePath, ...]) -> Fix:
    """Return how everybody comes to read a tree, and to start those of its programs that nobody may start."""
    fix = opened_tree(ask, root)
    folders = dict.fromkeys(path.parent for path in barred if _is_lame(ask.host, path))
    who = sudo(ask, root)
    return fix._replace(commands=(*fix.commands, *(f"{who}chmod a+x {shlex.quote(str(each))}/*" for each in folders)))


def _is_lame(host: Host, path: PurePath) -> bool:
    """Return whether a path is a program of the tree that lacks every right to be executed."""
    try:
        entry = host.entry(path) if path.parent.name == "bin" or path.parent.parent.name == "tool" else None
    except OSError:
        return False
    return entry is not None and entry.kind is Kind.FILE and not entry.mode & 0o111


def _finding(ask: Ask, root: PurePath, barred: tuple[PurePath, ...], message: str, fix: Fix | None = None) -> Finding:
    host = ask.host
    seen = []
    for path in barred[:SHOWN]:
        try:
            entry = host.entry(path)
        except OSError:
            entry = None
        seen.append(
            Evidence(str(path), f"mode {entry.mode & 0o7777:o}, owner {entry.uid}" if entry else "may not be looked at")
        )
    return Finding(
        cause="go-tree-unreadable",
        subject=root,
        message=message,
        evidence=tuple(seen),
        fix=fix or _opened(ask, root, barred),
        detail="What go may not read it takes for missing.",
        concerns=concerned(ask),
    )

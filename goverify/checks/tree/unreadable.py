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

from goverify.api import Ask, Evidence, Finding, Fix, check
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
    yield _finding(ask, tree.root, barred, f"this user may not read parts of the Go tree {tree.root}: {names}{more}")


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


def _finding(ask: Ask, root: PurePath, barred: tuple[PurePath, ...], message: str, fix: Fix | None = None) -> Finding:
    host = ask.host
    opened = Fix(f"Let everybody read {root}.", (f"{sudo(ask, root)}chmod -R a+rX {shlex.quote(str(root))}",))
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
        fix=fix or opened,
        detail="What go may not read it takes for missing.",
        concerns=concerned(ask),
    )

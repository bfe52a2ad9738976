"""Only its owner may change the tree.

Why
    Who may write the compiler or the standard library decides what every program built here does.

Looks at
    Owner and mode of root, bin, src, pkg and pkg/tool. A tree of one's own is fine; for root, one of another user is
    not. File systems without modes of their own are left out; on machines made for one job it is a mere note.

Fix
    Take the right to write away from others: `sudo chmod -R go-w /usr/local/go`, or where it is.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.remedies import sudo
from goverify.facts.tree import Part, answering_tree
from goverify.facts.writers import OTHERS_WRITE, STICKY, WITHOUT_MODES, alone, trusted_owners
from goverify.host import System

LOOKED_AT = ("", "bin", "src", "pkg", "pkg/tool")
NOBODY = 65534
"""Whom files belong to whose owner has no number in this user namespace (user_namespaces(7))."""


@check(causes=("tree-writable",), systems=(System.LINUX, System.MACOS))
def writable(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    filesystem = ask.host.filesystem(tree.part("").end)
    if filesystem.type in WITHOUT_MODES or filesystem.read_only:
        raise Unavailable(f"{filesystem.mount} is read-only or has no modes of its own")
    parts = [tree.part(name) for name in LOOKED_AT]
    yield Evidence(str(tree.root), "; ".join(_rights(part) for part in parts if part.entry))
    open_parts = [part for part in parts if _open_to_all(part)]
    foreign = [part for part in parts if ask.host.identity.uid == 0 and _foreign(ask, part)]
    root, who = shlex.quote(str(tree.root)), sudo(ask, tree.root)
    for found, what, fix in (
        (
            open_parts,
            "every user may write",
            Fix("Take the right to write away from others.", (f"{who}chmod -R go-w {root}",)),
        ),
        (foreign, "another user than root owns", Fix("Give the tree to root.", (f"{who}chown -R root {root}",))),
    ):
        if found:
            yield Finding(
                cause="tree-writable",
                subject=tree.root,
                message=f"{what} {', '.join(str(part.path) for part in found)}",
                evidence=tuple(Evidence(str(part.end), _rights(part)) for part in found),
                fix=fix,
                severity=Severity.INFO if ask(alone) else None,
                concerns=concerned(ask),
            )


def _rights(part: Part) -> str:
    return f"{part.path.name}: mode {part.entry.mode & 0o7777:o}, owner {part.entry.uid}" if part.entry else ""


def _open_to_all(part: Part) -> bool:
    return part.entry is not None and bool(part.entry.mode & OTHERS_WRITE) and not part.entry.mode & STICKY


def _foreign(ask: Ask, part: Part) -> bool:
    return part.entry is not None and part.entry.uid not in {*ask(trusted_owners), NOBODY}

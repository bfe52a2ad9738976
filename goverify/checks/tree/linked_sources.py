"""The folders of the standard library are folders, not links.

Why
    Patterns such as `std` and `./...` do not follow links below src: `go list std` matches nothing, `go vet std`
    and `go install std` do nothing, tools that load the library by pattern find it empty. Single imports still work.

Looks at
    The entries of src that are links to folders. That src itself is a link, as Debian has it, is fine.

Fix
    Put real folders in the place of the links, or unpack the release anew.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.goroot import concerned
from goverify.facts.remedies import sudo
from goverify.facts.sources import sources
from goverify.facts.tree import answering_tree, release_at_work
from goverify.host.paths import resolve

SHOWN = 3


@check(causes=("tree-src-missing",))
def linked_sources(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    release = tree.release or ask(release_at_work)
    found = ask(sources, tree, release.minor if release else "0")
    if not found.names:
        raise Blocked(f"{found.folder} holds nothing that can be listed")
    if not found.linked:
        yield Evidence(str(found.folder), "holds no links to folders")
        return
    first = found.folder / found.linked[0]
    target = resolve(ask.host, first) or first
    src, who = shlex.quote(str(found.folder)), sudo(ask, found.folder)
    yield Finding(
        cause="tree-src-missing",
        subject=tree.root,
        message=f"{len(found.linked)} of {len(found.names)} entries of {found.folder} are links to folders, "
        "which go's patterns do not follow: `go list std` leaves them out",
        evidence=tuple(
            Evidence(str(found.folder / name), f"is a link to {resolve(ask.host, found.folder / name)}")
            for name in found.linked[:SHOWN]
        ),
        fix=Fix(
            f"Replace the links by real folders: copy {target.parent} in their place, or link {found.folder} as a whole to it.",
            (f"{who}rm -r {src}", f"{who}cp -a {shlex.quote(str(target.parent))} {src}"),
        ),
        severity=Severity.MEDIUM,
        concerns=concerned(ask),
    )

"""The source of the standard library is there, in whole.

Why
    Since Go 1.20 the standard library is compiled from its source when it is needed. What is missing cannot be
    imported: "package fmt is not in std". Distributions ship the source in a package of its own, which can be
    removed while the rest stays.

Looks at
    The folder src, links followed; the packages below it against those of the release; the headers in pkg/include
    that its assembly files need.

Fix
    Install the source again, best with the whole tree.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.goroot import concerned
from goverify.facts.provenance.origins import origin
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.sources import CORE, INCLUDE, Sources, sources
from goverify.facts.tree import Tree, answering_tree, release_at_work
from goverify.host import Kind

SHOWN = 5


@check(causes=("tree-src-missing",))
def src_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    release = tree.release or ask(release_at_work)
    found = ask(sources, tree, release.minor if release else "0")
    if found.unreadable:
        raise Blocked(f"{found.folder} cannot be listed: {found.unreadable}")
    gone = _gone(tree, found)
    if gone:
        yield _finding(ask, tree, release, f"{found.folder} is {gone}", (Evidence(str(found.folder), gone),))
        return
    yield Evidence(str(found.folder), f"{len(found.names)} entries, {len(found.missing)} packages missing")
    if found.missing:
        yield _incomplete(ask, tree, release, found)
    # Where pkg/tool is gone too, pkg is the matter, and the check of the tools tells it.
    if found.headers_missing and tree.part("pkg/tool").entry is not None:
        folder = tree.part("pkg/include")
        how = f"is a link to {folder.gone}, which is gone" if folder.gone else "is missing or empty"
        if len(found.headers_missing) < len(INCLUDE):
            how = f"lacks {', '.join(found.headers_missing)}"
        seen = (Evidence(str(folder.path), how),)
        message = f"{folder.path} {how}, so the assembly files of the standard library do not compile"
        yield _finding(ask, tree, release, message, seen)


def _gone(tree: Tree, found: Sources) -> str:
    part = tree.part("src")
    if part.gone:
        return f"a link to {part.gone}, which is gone"
    if found.kind is None:
        return "missing"
    if found.kind is not Kind.FOLDER:
        return "no folder"
    return "" if found.names else "empty"


def _incomplete(ask: Ask, tree: Tree, release: Release | None, found: Sources) -> Finding:
    missing = found.missing
    vital = [name for name in missing if name in CORE]
    public = [name for name in missing if "internal" not in name.split("/")]
    shown = ", ".join((vital or public or list(missing))[:SHOWN])
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    message = f"{found.folder} lacks packages of {release}: {shown}{more}"
    evidence = tuple(
        Evidence(str(found.folder / name), "is not there, or holds no Go file") for name in missing[:SHOWN]
    )
    severity = None if vital else Severity.HIGH if public else Severity.MEDIUM
    return _finding(ask, tree, release, message, evidence, severity)


def _finding(
    ask: Ask,
    tree: Tree,
    release: Release | None,
    message: str,
    evidence: tuple[Evidence, ...],
    severity: Severity | None = None,
) -> Finding:
    keeper = ask(origin, tree.root) or ""
    apart = keeper in {"Debian package", "Ubuntu package"} and "a link to" in message
    fix: Fix = reinstall(ask, tree.root, release)
    return Finding(
        cause="tree-src-missing",
        subject=tree.root,
        message=message,
        evidence=evidence,
        fix=fix,
        detail=f"The source is a package of its own (golang-{release.minor if release else ''}-src), which was removed."
        if apart
        else "",
        severity=severity,
        concerns=concerned(ask),
    )

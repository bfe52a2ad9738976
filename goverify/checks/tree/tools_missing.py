"""The tree holds the tools that builds need, for this platform, and they may be executed.

Why
    go itself compiles nothing: it starts compile, asm and link from pkg/tool. Without them it answers `go version`
    and fails at the first build; without pkg/tool it does not even take the tree for its own.

Looks at
    The folder in pkg/tool that bears the go's own platform, the tools in it, and whether this user may execute them.

Fix
    Remove the tree and unpack its release anew.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.goroot import concerned
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall, sudo
from goverify.facts.tools import NEEDED, Tools, tools
from goverify.facts.tree import Tree, answering_tree, release_at_work
from goverify.host import System


@check(causes=("tree-tools-missing",))
def tools_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    found = ask(tools, tree)
    if found.unreadable:
        raise Blocked(f"{found.folder} cannot be listed: {found.unreadable}")
    if not found.present:
        yield _no_folder(ask, tree, found)
        return
    yield Evidence(str(found.folder), ", ".join(tool.name for tool in found.tools) or "is empty")
    if found.missing:
        yield _absent(ask, tree, found)
    barred = [tool.path for tool in found.tools if tool.name in NEEDED and not tool.runnable]
    if barred and ask.host.platform.system is not System.WINDOWS:
        names = ", ".join(path.name for path in barred)
        command = f"{sudo(ask, tree.root)}chmod -R a+rX,u+w {shlex.quote(str(tree.root))}"
        executable = f"{sudo(ask, tree.root)}chmod a+x {shlex.quote(str(found.folder))}/* {shlex.quote(str(tree.root / 'bin'))}/*"
        yield _finding(
            ask,
            tree,
            f"{names} in {found.folder} may not be executed",
            tuple(Evidence(str(path), "this user may not execute it") for path in barred),
            Fix("Give the tools back the right to be executed.", (command, executable)),
        )


def _no_folder(ask: Ask, tree: Tree, found: Tools) -> Finding:
    for name in ("pkg", "pkg/tool"):
        part = tree.part(name)
        if part.entry is None:
            gone = f"a link to {part.gone}, which is gone" if part.gone else "missing"
            message = (
                f"{part.path} is {gone}, so the tree {tree.root} has no compiler and go does not take it for its own"
            )
            return _finding(ask, tree, message, (Evidence(str(part.path), gone),))
    others = ", ".join(found.others)
    message = f"{found.folder.parent} holds no tools for {found.platform}" + (f", only for {others}" if others else "")
    return _finding(ask, tree, message, (Evidence(str(found.folder), "is not there"),))


def _absent(ask: Ask, tree: Tree, found: Tools) -> Finding:
    vital = [name for name in found.missing if name in NEEDED]
    severity = None if vital else Severity.HIGH if "cgo" in found.missing else Severity.MEDIUM
    return _finding(
        ask,
        tree,
        f"{found.folder} lacks {', '.join(found.missing)}",
        tuple(Evidence(str(found.folder / name), "is not there") for name in found.missing),
        severity=severity,
    )


def _finding(
    ask: Ask,
    tree: Tree,
    message: str,
    evidence: tuple[Evidence, ...],
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Finding:
    release: Release | None = tree.release or ask(release_at_work)
    return Finding(
        cause="tree-tools-missing",
        subject=tree.root,
        message=message,
        evidence=evidence,
        fix=fix or reinstall(ask, tree.root, release),
        severity=severity,
        concerns=concerned(ask),
    )

"""The tree holds files of one release.

Why
    An archive unpacked over an older tree leaves the older release's files among the new ones. Every command that
    prints a version is content; a build ends in errors inside the standard library ("redeclared in this block").

Looks at
    The VERSION file against the go file; packages and source files that only other releases have; tools of other
    releases that this one no longer brings.

Fix
    Remove the tree, then unpack the archive into an empty folder, never over an old tree.
"""

from collections.abc import Iterator, Mapping

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.facts.goroot import concerned, goroot, same_tree
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.sources import sources
from goverify.facts.std_packages import Span, described
from goverify.facts.tools import Tool, brought_by, tools
from goverify.facts.tree import Tree, answering_tree, release_at_work

SHOWN = 4
NEWER_NEEDED = 2
"""A patch release may bring one file of a newer line with it, but never one that an older line has lost."""


@check(causes=("tree-mixed",))
def mixed(ask: Ask) -> Iterator[Finding | Evidence]:
    tree, release = ask(answering_tree), ask(release_at_work)
    belongs = same_tree(ask.host, tree.root, ask(goroot).own)
    go = release if belongs else tree.go_release
    yield Evidence(str(tree.root / "VERSION"), tree.version or "is not there")
    signs: list[Evidence] = []
    if go and tree.release and go != tree.release:
        signs += [Evidence(str(tree.root / "VERSION"), f"says {tree.release}"), Evidence("the go file", f"is of {go}")]
    kept = tree.release or go
    left = _leftovers(ask, tree, kept) if kept else {}
    signs += [
        Evidence(str(tree.root / "src" / name), f"belongs to {described({name: span})}") for name, span in _some(left)
    ]
    stale = [tool for tool in ask(tools, tree).tools if _is_stale(tool, kept)]
    signs += [Evidence(str(tool.path), f"is of {tool.release}") for tool in stale]
    if signs:
        yield _finding(ask, tree, go, left, stale, tuple(signs))


def _leftovers(ask: Ask, tree: Tree, release: Release) -> Mapping[str, Span]:
    found = ask(sources, tree, release.minor).strangers
    older = {name: span for name, span in found.items() if span.ended_before(release.minor)}
    others = {name: span for name, span in found.items() if name not in older}
    return found if older or len(others) >= NEWER_NEEDED else {}


def _is_stale(tool: Tool, release: Release | None) -> bool:
    """Return whether a tool that this release does not bring was left behind by another."""
    if release is None or tool.release is None or tool.name in brought_by(release):
        return False
    made = tool.binary
    return tool.release != release and made is not None and made.go is not None and made.go.path.startswith("cmd/")


def _some(left: Mapping[str, Span]) -> list[tuple[str, Span]]:
    return sorted(left.items())[:SHOWN]


def _finding(
    ask: Ask, tree: Tree, go: Release | None, left: Mapping[str, Span], stale: list[Tool], signs: tuple[Evidence, ...]
) -> Finding:
    release = tree.release or go
    words = []
    if go and tree.release and go != tree.release:
        words.append(f"VERSION says {tree.release} and the go file is of {go}")
    if left:
        names = ", ".join(name for name, _ in _some(left))
        words.append(
            f"src holds {len(left)} packages or files that only other releases have ({names}, …)"
            if len(left) > SHOWN
            else f"src holds what only other releases have ({names})"
        )
    if stale:
        words.append(f"pkg/tool holds {', '.join(f'{tool.name} of {tool.release}' for tool in stale[:SHOWN])}")
    only_tools = bool(stale) and len(words) == 1
    return Finding(
        cause="tree-mixed",
        subject=tree.root,
        message=f"{tree.root} holds files of more than one release: {'; '.join(words)}",
        evidence=signs,
        fix=reinstall(ask, tree.root, release),
        detail="So it looks when one archive was unpacked over another release's tree.",
        severity=Severity.MEDIUM if only_tools else None,
        concerns=concerned(ask),
    )

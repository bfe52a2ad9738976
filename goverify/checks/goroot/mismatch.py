"""GOROOT belongs to the go that runs, not to another one.

Why
    GOROOT makes a go use another one's compiler and standard library. Where the releases differ, builds end with
    "version does not match go tool version", while `go version` says that all is well.

Looks at
    The tree that GOROOT names and the one that the go on PATH finds by itself, compared as folders, and the release
    of each. A copy of one release elsewhere works, and is only untidy.

Fix
    Unset GOROOT, or put the bin folder of the tree that it names first on PATH.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import Goroot, concerned, goroot, looks_like_tree, same_tree
from goverify.facts.goroot_value import misuse
from goverify.facts.provenance.origins import origin
from goverify.facts.release import Release
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import Origin
from goverify.facts.tools import NEEDED, platform_of, tools
from goverify.facts.tree import release_at_work, tree, tree_release
from goverify.facts.variables.shells import prepend_to_path
from goverify.host.paths import is_folder


@check(causes=("goroot-mismatch",))
def mismatch(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go has no GOROOT of its own")
    found = ask(goroot)
    if found.setting is None:
        raise Unavailable("GOROOT is not set")
    if found.root is None or not looks_like_tree(ask.host, found.root) or _is_misused(ask):
        raise Blocked("GOROOT names no tree")
    if same_tree(ask.host, found.root, found.own):
        yield Evidence(f"GOROOT in {found.setting.place}", f"{found.root}, which {go.found} finds by itself")
        return
    mine, named = ask(release_at_work), ask(tree_release, found.root)
    yield Evidence(f"GOROOT in {found.setting.place}", f"{found.root}, {named or 'of unknown release'}")
    if mine == named and (found.own is None or mine is None):
        return
    yield _finding(ask, go, found, mine, named)


def _is_misused(ask: Ask) -> bool:
    wrong = ask(misuse)
    return wrong is not None and not wrong.works


def _finding(ask: Ask, go: GoCommand, found: Goroot, mine: Release | None, named: Release | None) -> Finding:
    root, given = found.root, found.setting
    assert root
    assert given
    keeper = ask(origin, root)
    kept = f", {keeper}" if keeper else ""
    same, flaw = mine == named, _flaw(ask, root)
    what = "a second copy" if same else "another Go"
    own = f" of {found.own}" if found.own else ""
    fix = unset_variable(ask, given) if found.own or same else None
    return Finding(
        cause="goroot-mismatch",
        subject="GOROOT",
        message=f"GOROOT names {what}, {root} ({named or 'release unknown'}{kept}), but the go that runs is {go.found} "
        f"({mine or 'release unknown'}{own})" + (f"; the copy {flaw}" if flaw else ""),
        evidence=(
            Evidence(f"GOROOT in {given.place}", given.value),
            Evidence(str(go.found), f"{mine or 'release unknown'}, finds {found.own or 'no tree'} by itself"),
        ),
        fix=_fix(ask, fix, root, usable=not flaw),
        detail=_how_it_came(ask, found, go),
        severity=Severity.LOW if same and not flaw else None,
        concerns=(*concerned(ask), root),
    )


def _flaw(ask: Ask, root: PurePath) -> str:
    """Return why go cannot work with a tree even if it is of the right release; empty where it may."""
    copy = ask(tree, root)
    found = ask(tools, copy)
    mine = platform_of(copy.go)
    if mine and mine != found.platform:
        return f"is made for {mine.replace('_', '/')}"
    lacking = [name for name in NEEDED if found.tool(name) is None and not found.unreadable]
    if lacking:
        others = f" and holds those for {', '.join(found.others)}" if found.others else ""
        return f"lacks {', '.join(lacking)} for {found.platform}{others}"
    return "" if is_folder(ask.host, root / "src" / "runtime") else "has no standard library"


def _fix(ask: Ask, unset: Fix | None, root: PurePath, *, usable: bool) -> Fix:
    to_path = prepend_to_path(ask, root / "bin")
    if unset is None:
        return Fix(f"Put the go that belongs to GOROOT first on PATH: {root / 'bin'}.", (to_path,))
    if not usable:
        return unset
    return Fix(f"{unset.summary} To use {root} instead, put its bin folder first on PATH: {to_path}", unset.commands)


def _how_it_came(ask: Ask, found: Goroot, go: GoCommand) -> str:
    """Return how one go came to another's tree, as far as the environment shows it."""
    env = ask.host.env
    first = f"The go first on PATH is not the one that GOROOT names, so {go.found} uses the compiler of {found.root}. "
    if found.setting and found.setting.origin is Origin.FILE:
        return f"{first}The go env file {found.setting.file} holds it."
    if "SUDO_USER" in env:
        return f"{first}sudo kept {env['SUDO_USER']}'s GOROOT (sudo -E, or env_keep), and took PATH from secure_path."
    if any(name in env for name in ("REMOTE_CONTAINERS", "CODESPACES", "DEVCONTAINER")):
        return f"{first}Images of development containers export GOROOT."
    if "GITHUB_ACTIONS" in env:
        return f"{first}setup-go exported GOROOT, and a later step changed PATH."
    keeper = ask(origin, found.root) if found.root else None
    return (
        f"{first}{keeper} exports GOROOT for the version that it selects."
        if keeper in {"mise", "asdf", "goenv", "gvm"}
        else first.strip()
    )

"""GOROOT does not name a folder that is gone.

Why
    Go believes GOROOT without a question. Where the folder does not exist, every go command ends with
    "cannot find GOROOT directory". The usual reason is an upgrade that removed a folder with a version in its name.

Looks at
    The GOROOT variable, then the GOROOT line of the go env file; links are followed. Without either, the tree that
    a wrapper chose, or whose path is built into the go file.

Fix
    Unset GOROOT: go finds its tree by itself. A go that does not needs GOROOT set to its tree.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.goroot_value import misuse
from goverify.facts.identity import GoIdentity, identity
from goverify.facts.managers.misread import misread
from goverify.facts.managers.script_lines import assigned
from goverify.facts.provenance.origins import origin
from goverify.facts.provenance.relatives import related_tree
from goverify.facts.provenance.wrappers import HAND_WRITTEN
from goverify.facts.remedies import reinstall, set_variable, unset_variable
from goverify.facts.settings.in_force import Setting
from goverify.host.paths import Dead, follow

BY_VERSION = frozenset({"mise", "asdf", "goenv", "gvm", "g", "goup", "gobrew", "Homebrew", "setup-go", "golang.org/dl"})
"""What keeps its trees in folders with the version in their names, and clears them away."""


@check(causes=("goroot-missing",))
def missing(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go has no GOROOT of its own")
    found = ask(goroot)
    if found.setting is None:
        yield from _looked_for(ask, go)
        return
    place = ask.host.cwd / ask.host.path(found.setting.value)
    chain = follow(ask.host, place)
    if found.root != place:
        yield Evidence(str(go.found), f"replaces GOROOT={found.setting.value} by {found.root}")
    elif chain.dead and ask(misuse):
        raise Blocked("GOROOT is no path as it is written")
    elif chain.dead is Dead.DENIED:
        raise Blocked(f"this user may not look at {chain.end}")
    elif chain.dead:
        how = (
            "which does not exist" if chain.dead is Dead.ABSENT else f"a link to {chain.hops[-1].target}, which is gone"
        )
        yield _stale(ask, found.setting, place, how)
    else:
        yield Evidence(f"GOROOT in {found.setting.place}", found.setting.value)


def _stale(ask: Ask, given: Setting, place: PurePath, how: str) -> Finding:
    keeper = ask(origin, place)
    kept = f" {keeper} keeps each version in a folder of its own, and removes it with the version."
    own = ask(goroot).own
    return Finding(
        cause="goroot-missing",
        subject="GOROOT",
        message=f"GOROOT in {given.place} names {place}, {how}",
        evidence=(
            Evidence(f"GOROOT in {given.place}", given.value),
            Evidence(str(place), how.removeprefix("which ")),
            *((Evidence(str(ask(answering_go).found), f"finds {own} by itself"),) if own else ()),
        ),
        fix=_fix(ask, given),
        detail=f'Every go command ends with "cannot find GOROOT directory".{kept if keeper in BY_VERSION else ""}',
        concerns=concerned(ask),
    )


def _fix(ask: Ask, given: Setting) -> Fix:
    go, found = ask(answering_go), ask(goroot)
    unset = unset_variable(ask, given)
    if found.own is not None:
        return unset
    if go.wrapper:
        return _rechosen(go, unset)
    tree = ask(related_tree)
    return Fix(f"Set GOROOT to the tree of this go, {tree}.", (set_variable(ask, "GOROOT", tree),)) if tree else unset


def _rechosen(go: GoCommand, first: Fix) -> Fix:
    """Return the fix for a tree that a version manager names."""
    asdf = ("asdf plugin update golang",) if go.wrapper == "asdf shim" else ()
    summary = f"{first.summary} Where the {go.wrapper} sets it, choose a version that is installed."
    return Fix(summary.strip(), (*first.commands, *asdf))


def _looked_for(ask: Ask, go: GoCommand) -> Iterator[Finding | Evidence]:
    """Judge a tree that nobody set and go looks for all the same."""
    said: GoIdentity = ask(identity, go)
    if said.finds_root or said.missing_root is None:
        yield Evidence("GOROOT", "is not set")
        return
    if go.wrapper in HAND_WRITTEN and any(each.name == "GOROOT" for each in ask(assigned, go.file)):
        yield Evidence(str(go.file), f"sets GOROOT to {said.missing_root}, which another check reports")
        return
    tree = None if go.wrapper else ask(related_tree)
    who = f"{go.found} ({go.wrapper}) sets GOROOT to" if go.wrapper else f"{go.found} looks for its tree at"
    known = Fix(f"Set GOROOT to {tree}.", (set_variable(ask, "GOROOT", tree),)) if tree else None
    chosen = (ask(misread, go, said.missing_root) or _rechosen(go, Fix(""))) if go.wrapper else None
    yield Finding(
        cause="goroot-missing",
        subject="GOROOT",
        message=f"{who} {said.missing_root}, which does not exist",
        evidence=(Evidence(f"{go.found} env", f"cannot find GOROOT directory: {said.missing_root}"),),
        fix=known or chosen or reinstall(ask, said.missing_root, go.release),
        detail="The path is built into the file or set by what starts it; GOROOT is not set here.",
        concerns=concerned(ask),
    )

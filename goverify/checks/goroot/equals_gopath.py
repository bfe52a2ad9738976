"""GOROOT and GOPATH are two folders.

Why
    Where the Go tree is also GOPATH, downloaded modules and installed programs end up among Go's own files, an
    upgrade of Go deletes them, and every go command prints a warning.

Looks at
    The tree in force and every entry of GOPATH. Without GOPATH, its default: the folder go in the home folder,
    where people also like to unpack Go.

Fix
    Give GOPATH a folder of its own, or move the tree.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot, looks_like_tree, same_tree
from goverify.facts.remedies import set_variable, unset_variable
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import System
from goverify.host.paths import home


@check(causes=("goroot-equals-gopath",))
def equals_gopath(ask: Ask) -> Iterator[Finding | Evidence]:
    if ask(is_gccgo, ask(answering_go)):
        raise Unavailable("gccgo's go has no tree of its own")
    root = ask(goroot).root
    if root is None or not looks_like_tree(ask.host, root):
        raise Unavailable("the go that answers has no tree")
    given = ask(setting, "GOPATH")
    folders = _folders(ask, given)
    yield Evidence("GOPATH", given.value if given else f"not set, hence {folders[0] if folders else 'nowhere'}")
    same = next((folder for folder in folders if same_tree(ask.host, folder, root)), None)
    if same is None:
        return
    how = f"GOPATH in {given.place} names" if given else "GOPATH is not set, and its default is"
    yield Finding(
        cause="goroot-equals-gopath",
        subject="GOPATH",
        message=f"{how} the Go tree itself, {same}",
        evidence=(Evidence("GOPATH", given.value if given else str(same)), Evidence("GOROOT", str(root))),
        fix=_fix(ask, given, root),
        detail="Modules and programs that go downloads and installs come to lie among Go's own files, and go with them.",
        concerns=("GOROOT", *concerned(ask)),
    )


def _folders(ask: Ask, given: Setting | None) -> tuple[PurePath, ...]:
    if given is None:
        base = home(ask.host)
        return (base / "go",) if base else ()
    mark = ";" if ask.host.platform.system is System.WINDOWS else ":"
    return tuple(ask.host.path(part) for part in given.value.split(mark) if part)


def _fix(ask: Ask, given: Setting | None, root: PurePath) -> Fix:
    base = home(ask.host)
    if given is not None and not (base and same_tree(ask.host, base / "go", root)):
        return unset_variable(ask, given)
    elsewhere = (base or root.parent) / "gopath"
    summary = f"Give GOPATH a folder of its own, such as {elsewhere}, in a start-up file of your shell."
    return Fix(summary, (set_variable(ask, "GOPATH", elsewhere),))

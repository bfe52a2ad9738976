"""The go that answers finds its tree.

Why
    The go file alone is of no use: it needs the compiler and the standard library of its tree, and looks for them
    two and three folders above itself. A copy or a hard link elsewhere answers `go version` at most.

Looks at
    Whether the go finds a tree when GOROOT is not set; if not, whether GOROOT as it is set leads it to one, as some
    distributions have it; whether a tree stands at the place and the go merely cannot tell where it is.

Fix
    Replace the copy by a symbolic link to the go in its tree, or set GOROOT.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot, remains
from goverify.facts.identity import identity
from goverify.facts.path.hits import names_go
from goverify.facts.provenance.installations import best_installation
from goverify.facts.provenance.relatives import related_tree
from goverify.facts.remedies import reinstall, set_variable, sudo
from goverify.host import System


@check(causes=("go-detached",))
def detached(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go has no tree of its own")
    said, found = ask(identity, go), ask(goroot)
    if said.finds_root:
        yield Evidence(str(go.found), f"finds its tree by itself: {said.goroot}")
    elif said.goroot is not None and found.by_location is None:
        yield Evidence(str(go.found), f"finds its tree because GOROOT={said.goroot} is set")
    elif found.by_location is not None:
        yield _lost(ask, go, found.by_location)
    elif said.missing_root is None and remains(ask.host, go) is None:
        yield _copied(ask, go)
    else:
        raise Blocked("its tree is gone or has lost its tools")


def _lost(ask: Ask, go: GoCommand, root: PurePath) -> Finding:
    """Return the finding on a go that stands in its tree and does not see it."""
    proc = ask.host.path("/proc/self/exe")
    blind = ask.host.platform.system is System.LINUX and ask.host.entry(proc) is None
    why = "/proc is not mounted here, by which it would know its own place" if blind else "it cannot tell its own place"
    mount = Fix("Mount /proc, or set GOROOT.", ("mount -t proc proc /proc", set_variable(ask, "GOROOT", root)))
    return Finding(
        cause="go-detached",
        subject=go.file,
        message=f"{go.found} stands in its tree {root} and finds no GOROOT: {why}",
        evidence=(
            Evidence(f"{go.found} env", "cannot find GOROOT directory"),
            Evidence(str(root), "is a Go tree"),
            *((Evidence(str(proc), "is not there"),) if blind else ()),
        ),
        fix=mount if blind else Fix("Set GOROOT.", (set_variable(ask, "GOROOT", root),)),
        concerns=concerned(ask),
    )


def _copied(ask: Ask, go: GoCommand) -> Finding:
    tree = ask(related_tree)
    return Finding(
        cause="go-detached",
        subject=go.file,
        message=f"{go.file} was taken out of its tree: no folder above it has pkg/tool, so it finds no GOROOT",
        evidence=(
            Evidence(f"{go.found} env", "cannot find GOROOT directory"),
            Evidence(str(go.file.parent.parent / "pkg" / "tool"), "is not there"),
        ),
        fix=_linked(ask, go, tree) if tree else _completed(ask, go),
        concerns=concerned(ask),
    )


def _completed(ask: Ask, go: GoCommand) -> Fix:
    """Return how the lone go comes to a tree: around it where it stands in the place of one, else somewhere else."""
    around = go.file.parent.parent
    if go.file.parent.name == "bin" and names_go(ask.host.path(around.name)) and ask(best_installation) is None:
        return reinstall(ask, around, go.release)
    whole = f"install {go.release or 'Go'} with its whole tree from https://go.dev/dl/"
    unix = ask.host.platform.system is not System.WINDOWS
    remove = (f"{sudo(ask, go.file)}rm {shlex.quote(str(go.file))}",) if unix else ()
    return Fix(f"Remove {go.file} and {whole}.", remove)


def _linked(ask: Ask, go: GoCommand, tree: PurePath) -> Fix:
    if ask.host.platform.system is System.WINDOWS:
        return Fix(
            f"Remove {go.file} and set GOROOT for good, or put {tree / 'bin'} on PATH.",
            (set_variable(ask, "GOROOT", tree),),
        )
    link = f"{sudo(ask, go.file)}ln -sf {shlex.quote(str(tree / 'bin' / 'go'))} {shlex.quote(str(go.file))}"
    return Fix(f"Replace the copy by a link to the go of {tree}.", (link,))

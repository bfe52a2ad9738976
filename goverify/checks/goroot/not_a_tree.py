"""GOROOT names a Go tree, not its bin folder, a prefix, or text that a shell should have expanded.

Why
    Go takes GOROOT as it is written. With /usr/local/go/bin, with quotes inside the value, or with a prefix such as
    /usr, it looks for its standard library where there is none: "package fmt is not in std".

Looks at
    The value's own characters, then what stands at the place: a tree has pkg/tool, src/runtime or a VERSION file.
    A tree that is damaged is still a tree; the tree checks judge it.

Fix
    Unset GOROOT: go finds its tree by itself.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot, looks_like_tree
from goverify.facts.goroot_value import Misuse, misuse
from goverify.facts.provenance.relatives import related_tree
from goverify.facts.remedies import set_variable, unset_variable
from goverify.facts.settings.in_force import Setting


@check(causes=("goroot-not-a-tree",))
def not_a_tree(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go has no GOROOT of its own")
    found, wrong = ask(goroot), ask(misuse)
    if found.setting is None:
        raise Unavailable("GOROOT is not set")
    if wrong is None and (found.root is None or not looks_like_tree(ask.host, found.root)):
        raise Blocked("GOROOT names nothing that this user may enter")
    if wrong is None:
        yield Evidence(f"GOROOT in {found.setting.place}", found.setting.value)
        return
    if go.wrapper and found.root is not None and looks_like_tree(ask.host, found.root):
        yield Evidence(str(go.found), f"replaces GOROOT={found.setting.value} by {found.root}")
        return
    evidence = [Evidence(f"GOROOT in {found.setting.place}", repr(found.setting.value))]
    if wrong.meant:
        evidence.append(Evidence(str(wrong.meant), "is a Go tree"))
    yield Finding(
        cause="goroot-not-a-tree",
        subject="GOROOT",
        message=f"GOROOT={found.setting.value.rstrip()} {wrong.what}",
        evidence=tuple(evidence),
        fix=_fix(ask, found.setting, wrong),
        detail=_detail(wrong),
        severity=Severity.MEDIUM if wrong.works else None,
        concerns=concerned(ask),
    )


def _detail(wrong: Misuse) -> str:
    if wrong.works:
        return 'Go commands in another folder end with "cannot find GOROOT directory", and caches are filled once per folder.'
    tree = f" The tree is {wrong.meant}." if wrong.meant else ""
    return f"Go takes GOROOT as it is written and finds no tools or packages there.{tree}"


def _fix(ask: Ask, given: Setting, wrong: Misuse) -> Fix:
    if ask(goroot).own:
        return unset_variable(ask, given)
    tree = wrong.meant or ask(related_tree)
    if tree is None:
        return unset_variable(ask, given)
    return Fix(f"Set GOROOT to the tree itself, {tree}.", (set_variable(ask, "GOROOT", tree),))

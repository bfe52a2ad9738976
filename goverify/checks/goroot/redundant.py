"""GOROOT is set only where go needs it.

Why
    A GOROOT that names the very tree that go finds by itself does nothing today, and misleads every other go
    tomorrow: after an upgrade, under sudo, or when go.mod makes go switch to another release.

Looks at
    The GOROOT setting, and the tree that the go on PATH finds without it.

Fix
    Unset GOROOT.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot, same_tree
from goverify.facts.remedies import unset_variable


@check(causes=("goroot-redundant",))
def redundant(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    found = ask(goroot)
    if found.setting is None or ask(is_gccgo, go):
        raise Unavailable("GOROOT is not set")
    if not same_tree(ask.host, found.root, found.own) or not found.by_itself:
        yield Evidence(
            f"GOROOT in {found.setting.place}", f"{found.setting.value}, which {go.found} does not find by itself"
        )
        return
    yield Finding(
        cause="goroot-redundant",
        subject="GOROOT",
        message=f"GOROOT={found.setting.value} is what {go.found} finds by itself",
        evidence=(
            Evidence(f"GOROOT in {found.setting.place}", found.setting.value),
            Evidence(str(go.found), f"finds {found.own} by itself"),
        ),
        fix=unset_variable(ask, found.setting),
        detail="It takes effect on every other go too: one that go.mod asks for, or that comes first on PATH under sudo.",
        concerns=concerned(ask),
    )

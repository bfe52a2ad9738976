"""The Go that would run here is one that the policy allows.

Why
    A team agrees on the releases that it builds with, and a machine outside of them finds out when something differs:
    a build that only fails there, or a release whose security fixes nobody follows.

Looks at
    The range under `go` in the policy (goverify.toml, or tool.goverify in pyproject.toml), the release of the go that
    answers, and the one that it would hand over to in this folder by GOTOOLCHAIN and the go and toolchain lines.

Fix
    Install a release of the range, or change the range.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.release import Release
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.values import ToolchainChoice
from goverify.facts.toolchain_choice.words import told
from goverify.facts.tree import release_at_work


@check(causes=("policy-go-version",))
def go_version(ask: Ask) -> Iterator[Finding | Evidence]:
    requires = ask.allow.requires
    if requires is None or requires.go is None:
        raise Unavailable("no policy says which Go is allowed")
    go, local, choice = ask(answering_go), ask(release_at_work), _switching(ask)
    release = Release.parse(choice.wanted) if choice else local
    if release is None:
        raise LookupError(f"the release of {go.found} is not known")
    seen = Evidence(str(go.found), f"is {local}" if choice is None else told(choice))
    if release in requires.go:
        yield seen
        return
    runs = f"{choice.wanted}, which {go.found} hands over to," if choice else f"{go.found}, which is {release},"
    yield Finding(
        cause="policy-go-version",
        subject=go.found,
        message=f"{runs} is not in the range {requires.go.text} of the policy",
        evidence=(Evidence(requires.go_place, f'go = "{requires.go.text}"'), seen),
        fix=Fix(f"Install a release in the range {requires.go.text}, or change the range in {requires.go_place}."),
        concerns=concerned(ask),
    )


def _switching(ask: Ask) -> ToolchainChoice | None:
    """Return the choice of another Go than the one that answers; None where that one runs itself."""
    try:
        choice = ask(toolchain_choice)
    except Unavailable:
        return None
    return choice if choice.switches and Release.parse(choice.wanted) else None

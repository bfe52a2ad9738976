"""The Go that would run here is new enough for the project.

Why
    A go line in go.mod or go.work names the oldest Go that may be used. From 1.21 on an older go gives way to that one,
    or refuses every build where GOTOOLCHAIN=local forbids it, as distributions, container images and CI actions set
    it; a go before 1.21 knows no such thing and stops at a line that it cannot read.

Looks at
    The go and toolchain lines of the go.work or else the go.mod around the current folder, GOTOOLCHAIN in the
    environment, in the go env file and in GOROOT/go.env, and the release of the go that answers or would take its
    place; the same lines of the modules that the project requires directly, as far as the module cache, a folder that
    stands in for them, or vendor/modules.txt has them. What those require in turn is not looked at.

Fix
    Let go switch, or install the release that is asked for.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.held import borne_on, stands
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.remedies import either, install, lower, switch_on
from goverify.facts.toolchain_choice.values import Refusal, ToolchainChoice, Wish
from goverify.facts.toolchain_choice.words import told


@check(causes=("toolchain-too-old",))
def too_old(ask: Ask) -> Iterator[Finding | Evidence]:
    choice = ask(toolchain_choice)
    if choice.refusal is None or choice.policy.name or choice.reach.possible is False:
        yield Evidence("the choice of a Go", told(choice))
    else:
        yield _finding(ask, choice, choice.refusal)


def _finding(ask: Ask, choice: ToolchainChoice, refusal: Refusal) -> Finding:
    wish, held, go = refusal.wish, choice.policy.held, ask(answering_go)
    asks = f"{wish.text} in {wish.place}"
    where = Evidence(wish.place, wish.text)
    return Finding(
        cause="toolchain-too-old",
        subject=wish.file,
        message=f"{asks} asks for a newer Go than {go.found}, which is {choice.local}, {_why(choice, refusal)}",
        evidence=(where, *(stands(ask, held) if held else _of_release(choice))),
        fix=_fix(ask, choice, refusal),
        detail="go version still answers; what loads the module, go build and go list among it, is refused."
        if choice.policy.value
        else "",
        severity=Severity.MEDIUM if refusal.tries else None,
        concerns=(*((held.name,) if held else ()), *borne_on(ask)),
    )


def _why(choice: ToolchainChoice, refusal: Refusal) -> str:
    """Return why another Go does not take its place, as the end of the sentence."""
    policy = choice.policy
    if policy.mode and refusal.module:
        return f"and go does not switch for {refusal.module}, which is required"
    if policy.mode:
        return "and its toolchain line says default, so go does not look for another one"
    if policy.value:
        return f"and {policy.text} in {policy.place} lets no other take its place"
    if refusal.why.startswith("refuses"):
        return "and nothing sets GOTOOLCHAIN, so no other takes its place"
    return f"cannot give way to another one, and {refusal.why}"


def _of_release(choice: ToolchainChoice) -> tuple[Evidence, ...]:
    policy = choice.policy
    return (Evidence(policy.place, policy.text),) if policy.value else ()


def _fix(ask: Ask, choice: ToolchainChoice, refusal: Refusal) -> Fix:
    wish = refusal.wish
    new = install(ask, f"go{wish.value.removeprefix('go')}")
    if refusal.module:
        return either(_raised(ask, choice, wish), new)
    if choice.policy.mode:
        lines = f"Or remove the toolchain line from {wish.file}, so that go finds a newer Go by itself."
        return Fix(f"{new.summary} {lines}", new.commands)
    if not choice.policy.value and not refusal.why.startswith("refuses"):
        return Fix(f"{new.summary} {lower(choice, wish)}", new.commands)
    return either(switch_on(ask, choice.policy), new)


def _raised(ask: Ask, choice: ToolchainChoice, wish: Wish) -> Fix:
    """Return how to let the project ask for what a module of it needs."""
    allow = Fix("") if choice.policy.mode else switch_on(ask, choice.policy)
    summary = f"{allow.summary} Raise the go line of the project to {wish.value}, for which go switches."
    return Fix(summary.strip(), (*allow.commands, f"go get go@{wish.value}"))

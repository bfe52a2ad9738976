"""A release that GOTOOLCHAIN names is there, and new enough for the project.

Why
    GOTOOLCHAIN=go1.25.4, stored once by `go env -w` or exported in a start-up file, makes every go command of every
    project run that release. Where it is neither on PATH nor in the module cache it has to be downloaded first;
    offline nothing works then, `go version` and `go env -u GOTOOLCHAIN` among it.

Looks at
    The release in GOTOOLCHAIN, in the environment, the go env file or GOROOT/go.env, whether it is the go that
    answers, lies on PATH or in the module cache, or could be downloaded, and the go line of the project.

Fix
    Take GOTOOLCHAIN away, or name a release that is there.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.held import about_setting, borne_on, named
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.existence import why_none
from goverify.facts.toolchain_choice.remedies import install, meant, switch_on
from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice
from goverify.facts.toolchain_choice.versions import of_toolchain
from goverify.facts.toolchain_choice.words import told


@check(causes=("toolchain-too-old", "toolchain-unavailable", "toolchain-blocked"))
def pinned(ask: Ask) -> Iterator[Finding | Evidence]:
    choice = ask(toolchain_choice)
    cause, why = _fault(choice) if choice.policy.name and not choice.decided else ("", "")
    if cause:
        yield _finding(ask, choice, cause, why)
    else:
        yield Evidence("the choice of a Go", told(choice))


def _fault(choice: ToolchainChoice) -> tuple[str, str]:
    """Return what comes of the release that GOTOOLCHAIN names: the cause, and the end of a sentence."""
    if choice.ending is Ending.UNREADABLE:
        return "", ""  # env.value tells
    none = why_none(choice)
    if none:
        return "toolchain-unavailable", f"makes every go command look for {choice.wanted}, {none}"
    if choice.reach.possible is False:
        what = f"makes {choice.local} give way to {choice.wanted} everywhere"
        return "toolchain-blocked", f"{what}, which cannot be had here: {choice.reach.why}"
    if choice.refusal:
        wish = choice.refusal.wish
        return "toolchain-too-old", f"chooses an older Go than {wish.text} in {wish.place} asks for"
    if choice.ending is Ending.DOWNLOAD and choice.reach.possible is None:
        what = f"makes {choice.local} give way to {choice.wanted} everywhere"
        return "toolchain-blocked", f"{what}, which is not on this machine: {choice.reach.why} for it first"
    return "", ""


def _finding(ask: Ask, choice: ToolchainChoice, cause: str, why: str) -> Finding:
    held = choice.policy.held
    unsure = cause == "toolchain-blocked" and choice.reach.possible is None
    remedy = _remedy(ask, choice, cause)
    wishes = tuple(Evidence(wish.place, wish.text) for wish in choice.wishes)
    if held:
        return about_setting(
            ask,
            cause,
            held,
            f"{named(held)} {why}",
            remedy=remedy,
            evidence=wishes,
            severity=Severity.MEDIUM if unsure else None,
        )
    switch = switch_on(ask, choice.policy)
    return Finding(
        cause=cause,
        subject="GOTOOLCHAIN",
        message=f"{choice.policy.text} in {choice.policy.place} {why}",
        evidence=(Evidence(choice.policy.place, choice.policy.text), *wishes),
        fix=Fix(f"{switch.summary} {remedy}", switch.commands),
        severity=Severity.MEDIUM if unsure else None,
        concerns=borne_on(ask),
    )


def _remedy(ask: Ask, choice: ToolchainChoice, cause: str) -> str:
    if cause == "toolchain-unavailable":
        name = meant(choice.wanted)
        return f"Or name a release: GOTOOLCHAIN={name}." if name and name != choice.wanted else ""
    if cause == "toolchain-too-old" and choice.refusal:
        return f"Or let it be a minimum: GOTOOLCHAIN={choice.policy.name}+auto."
    wanted, local = of_toolchain(choice.wanted), of_toolchain(choice.local)
    if wanted and local and wanted > local:
        return f"Or: {install(ask, choice.wanted).summary}"
    return f"Or install {choice.wanted} beside it, under that name on PATH, as golang.org/dl/{choice.wanted} does."

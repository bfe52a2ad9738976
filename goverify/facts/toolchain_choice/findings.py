"""The finding that the Go that the project asks for cannot be had, or would have to be downloaded."""

from goverify.facts import Facts
from goverify.facts.held import borne_on, cut, stands
from goverify.facts.toolchain_choice.existence import unheard_of
from goverify.facts.toolchain_choice.remedies import either, enough, install, switch_on
from goverify.facts.toolchain_choice.values import Ending, Reach, ToolchainChoice, Wish
from goverify.facts.toolchain_choice.words import outcome
from goverify.facts.variables.shells import prepend_to_path
from goverify.model import Evidence, Finding, Fix, Severity, Subject

FAILS = "Every go command in this folder fails, `go version` too."


def blocked_finding(ask: Facts, choice: ToolchainChoice, wish: Wish) -> Finding:
    """Return the finding about the Go that a line asks for."""
    reach = choice.reach
    open_question = reach.possible is None
    about = stands(ask, reach.held) if reach.held else ()
    policy = choice.policy
    return Finding(
        cause="toolchain-blocked",
        subject=wish.file,
        message=f"{wish.text} in {wish.place} makes {choice.local} give way to {choice.wanted}: {outcome(choice)}",
        evidence=(Evidence(wish.place, wish.text), Evidence(policy.place, policy.text), *about),
        fix=_fix(ask, choice, wish),
        detail=" ".join(filter(None, ("" if open_question else FAILS, unheard_of(choice.wanted)))),
        severity=Severity.INFO if open_question else None,
        concerns=_concerns(ask, reach),
    )


def _concerns(ask: Facts, reach: Reach) -> tuple[Subject, ...]:
    """Return what the finding bears on: where one setting forbids it all, this is what that setting leads to."""
    if reach.held is None:
        return borne_on(ask)
    return (reach.held.name,) if reach.malformed else ()


def _fix(ask: Facts, choice: ToolchainChoice, wish: Wish) -> Fix:
    new, held = install(ask, choice.wanted), choice.reach.held
    if choice.reach.possible is None:
        return Fix(f"The first go command here gets it where the network allows. Or: {new.summary}", new.commands)
    if choice.ending is Ending.CACHED and choice.runs is not None:
        folder = choice.runs.parent
        summary = (
            f"Put {folder} first on PATH, where go needs no proof; or let go reach the checksum database (GOSUMDB)."
        )
        return Fix(summary, (prepend_to_path(ask, folder),))
    if choice.ending is Ending.ON_PATH:
        return Fix(f"Remove {choice.runs}, or finish its download with `{choice.wanted} download`.")
    if choice.ending is Ending.ABSENT:
        return either(new, switch_on(ask, choice.policy))
    way = f" Or change {held.name}={cut(held.value)} in {held.place}." if held else ""
    least = f" {enough(choice)}" if wish.key == "toolchain" and choice.refusal is None else ""
    return Fix(f"{new.summary}{way}{least}", new.commands)

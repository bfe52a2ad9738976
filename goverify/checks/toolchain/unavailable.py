"""The project names a Go that exists.

Why
    The first release of a line is 1.N.0 since 1.21: "toolchain go1.25" names none, and go looks for one in vain. Go
    releases up to 1.21.10 and 1.22.3 do the same with a go line such as "go 1.25". A name that is none at all, such
    as "toolchain 1.25.1", ends every go command in the project.

Looks at
    The name that go makes of the go and toolchain lines of the go.work or else the go.mod around the current folder,
    where the go at hand is older than that; with --online also whether a proxy has it.

Fix
    Write the name with its patch number.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.held import borne_on
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.existence import why_none
from goverify.facts.toolchain_choice.remedies import edit, either, install, lower, meant, mended_line
from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice, Wish
from goverify.facts.toolchain_choice.words import told


@check(causes=("toolchain-unavailable",))
def unavailable(ask: Ask) -> Iterator[Finding | Evidence]:
    choice = ask(toolchain_choice)
    why = why_none(choice) if choice.decided else ""
    if choice.decided is None or not why:
        yield Evidence("the choice of a Go", told(choice))
    else:
        yield _finding(ask, choice, choice.decided, why)


def _finding(ask: Ask, choice: ToolchainChoice, wish: Wish, why: str) -> Finding:
    return Finding(
        cause="toolchain-unavailable",
        subject=wish.file,
        message=f"{wish.text} in {wish.place} makes {choice.local} look for {choice.wanted}, {why}",
        evidence=(Evidence(wish.place, wish.text), Evidence(choice.policy.place, choice.policy.text)),
        fix=_fix(ask, choice, wish),
        detail="Every go command in this folder fails, `go version` too.",
        concerns=borne_on(ask),
    )


def _fix(ask: Ask, choice: ToolchainChoice, wish: Wish) -> Fix:
    if choice.ending is Ending.UNREADABLE:
        mended = mended_line(ask, wish.file, wish.line, wish.text)
        return mended or Fix(f"Correct {wish.place}, or remove the line.")
    name = meant(wish.value)
    value = name.removeprefix("go") if wish.key == "go" else name
    if not name or value == wish.value:
        return Fix(f"Correct {wish.place}. {lower(choice, wish)}")
    return either(edit(ask, wish, value), install(ask, name))

"""The shim that answers for go does not lead back to itself.

Why
    A script named go that runs `go` finds itself first on PATH; two managers that each hand on to "the system's go"
    find one another. Such a go never answers: it fills the process table, or goes round until it is killed.

Looks at
    The stand-in that comes first on PATH, the one it would run, and so on to a go itself. Nothing of it is run. A
    shim that hands on to another one, which does run a go, is no fault.

Fix
    Name the go in the script by its whole path, choose a version in one of the managers, or put a go before them.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.managers.first_shim import FirstShim, first_shim
from goverify.facts.managers.starter import ends_elsewhere, lost_program
from goverify.facts.provenance.installations import best_installation
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.remedies import DOWNLOADS
from goverify.facts.variables.shells import prepend_to_path


@check(causes=("shim-recursion",))
def shim_recursion(ask: Ask) -> Iterator[Finding | Evidence]:
    first = ask(first_shim)
    yield from first.evidence
    if not first.way.circle or ask(lost_program, first.go) or ends_elsewhere(ask, first.go):
        return
    circle = first.way.circle
    way = " to ".join(str(place) for place in (*circle, circle[0]))
    yield Finding(
        cause="shim-recursion",
        subject=first.go.found,
        message=f"{first.go.found} never comes to a go: it leads from {way}",
        evidence=tuple(Evidence(str(place), chosen.why) for place, chosen in first.way.steps if place in circle),
        fix=_fix(ask, first),
        detail="It was not run.",
        concerns=("PATH", first.go.file),
    )


def _fix(ask: Ask, first: FirstShim) -> Fix:
    tree = ask(best_installation)
    scripts = [place for place, chosen in first.way.steps if chosen.manager == "script" and place in first.way.circle]
    what = (
        f"Name the go that {scripts[0]} is to run by its whole path"
        if scripts
        else "Choose a version in one of these managers, in place of the system's"
    )
    if tree is None:
        return Fix(f"{what}; no Go is installed behind them: install one with a manager, or from {DOWNLOADS}.")
    folder = steady_folder(ask, tree)
    return Fix(f"{what}, or put {folder} before it on PATH.", (prepend_to_path(ask, folder),))

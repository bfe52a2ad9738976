"""The version manager that answers for go has a version chosen for this folder.

Why
    A shim runs nothing by itself: it looks for the version that somebody chose, by a variable, by a file in this
    folder or above, or for the whole account. Where nobody did, every go command ends with "No version is set".

Looks at
    The shim that stands first on PATH and what it would choose here, by its manager's own order. A shim that then
    hands on to the next go on PATH is no fault.

Fix
    Choose a version: `asdf set golang V` (`asdf local golang V` before 0.16), `goenv local V`, `mise use go@V`.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.managers.first_shim import FirstShim, first_shim
from goverify.facts.managers.remedies import choose
from goverify.facts.managers.values import Choice


@check(causes=("shim-no-version",))
def shim_no_version(ask: Ask) -> Iterator[Finding | Evidence]:
    first = ask(first_shim)
    yield from first.evidence
    if first.stopped and first.stopped[1].version is None:
        yield _finding(ask, first, *first.stopped)


def _finding(ask: Ask, first: FirstShim, place: PurePath, chosen: Choice) -> Finding:
    installed = ", ".join(chosen.available) or "no version"
    return Finding(
        cause="shim-no-version",
        subject=first.go.found,
        message=f"{first.go.found} is {chosen.manager}'s shim, and no version of go is chosen for {ask.host.cwd}",
        evidence=(Evidence(str(place), chosen.why), Evidence(chosen.manager, f"has {installed} installed")),
        fix=choose(ask, place, chosen),
        detail=f"Here {chosen.why}.",
        concerns=("PATH", first.go.file),
    )

"""The version that a version manager is told to use is installed.

Why
    A version file came with a project, or a version was removed, and the shim that answers for go cannot start what
    it is told to. asdf and goenv then fail at every command; mise tries to install the version, or runs another go.

Looks at
    The shim that stands first on PATH, the version it would choose here and what says so, and whether the manager
    has that version. asdf's shims know the versions that they list, and no others.

Fix
    Install that version, or choose one that is installed.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.facts.managers.first_shim import FirstShim, first_shim
from goverify.facts.managers.remedies import install
from goverify.facts.managers.values import Choice


@check(causes=("shim-version-missing",))
def shim_version_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    first = ask(first_shim)
    yield from first.evidence
    if first.stopped and first.stopped[1].version is not None:
        yield _finding(ask, first, *first.stopped)


def _finding(ask: Ask, first: FirstShim, place: PurePath, chosen: Choice) -> Finding:
    installed = ", ".join(chosen.available) or "no version"
    instead = f" {chosen.instead.capitalize()}." if chosen.instead else ""
    return Finding(
        cause="shim-version-missing",
        subject=first.go.found,
        message=f"{first.go.found} is {chosen.manager}'s shim and cannot run go {chosen.version}: {chosen.why}",
        evidence=(
            Evidence(chosen.decided_by.text if chosen.decided_by else str(place), chosen.version or ""),
            Evidence(chosen.manager, f"has {installed} installed"),
        ),
        fix=install(ask, place, chosen),
        detail=f"{chosen.manager} has {installed} installed.{instead}",
        severity=Severity.MEDIUM if chosen.instead else None,
        concerns=("PATH", first.go.file),
    )

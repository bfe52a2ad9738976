"""Every PATH entry that is meant for Go is spelt so that every program understands it.

Why
    Quotes, a ~, $HOME, a blank or a carriage return in PATH are part of the folder's name for whatever searches it.
    bash alone forgives some of them, so that a terminal finds go and an editor, make or sudo does not.

Looks at
    Every entry that leads nowhere as it is written. It is mended, and reported only where its mended form leads to a
    go or to other programs. An entry that names the go file, or a tree instead of its bin folder, is one of them.

Fix
    Write the entry out in full, where PATH is set.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.broken_entries import BrokenEntry, broken_entries
from goverify.facts.executable import executable
from goverify.facts.go_commands import go_commands
from goverify.facts.gopath import gopath
from goverify.facts.release import Release
from goverify.facts.search_path import search_path, shown
from goverify.facts.shells import prepend_to_path
from goverify.host.paths import command_names, follow, is_file

NEEDED = ("gcc", "clang", "cc", "git")
"""What go itself starts."""


@check(causes=("go-path-entry-broken",))
def broken_entry(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(broken_entries)
    yield Evidence("PATH", f"{len(ask(search_path))} entries, {len(found)} misspelt")
    yield from (_finding(ask, broken) for broken in found)


def _finding(ask: Ask, broken: BrokenEntry) -> Finding:
    text = shown(broken.entry.text)
    what = f"go ({_release(ask, broken.go) or 'release unknown'})" if broken.go else "programs"
    detail = f"Another entry names {broken.meant} as it should be." if broken.elsewhere else ""
    return Finding(
        cause="go-path-entry-broken",
        subject=f"PATH entry {text}",
        message=f"The PATH entry {text} {broken.problem}; meant is {broken.meant}, which holds {what}",
        evidence=(
            Evidence(f"PATH entry {broken.entry.index + 1}", text),
            Evidence(str(broken.meant), f"holds {broken.go or 'programs'}"),
        ),
        fix=_fix(ask, broken),
        detail=detail,
        severity=_severity(ask, broken),
        concerns=("PATH",),
    )


def _fix(ask: Ask, broken: BrokenEntry) -> Fix:
    if broken.elsewhere:
        return Fix("Take the entry out where PATH is set; nothing depends on it.")
    summary = f"Write {broken.meant} in its place, where PATH is set"
    if "~" in broken.problem or "$" in broken.problem:
        summary += ": with $HOME in double quotes, or with ~ outside of quotes"
    return Fix(f"{summary}.", (prepend_to_path(ask, broken.meant),))


def _severity(ask: Ask, broken: BrokenEntry) -> Severity | None:
    """Return how much the entry costs; None, the cause's own, where it costs the go that should answer."""
    commands = ask(go_commands)
    if broken.elsewhere:
        return Severity.LOW
    if broken.go is None:
        return Severity.MEDIUM if _needed(ask, broken.meant) else Severity.LOW
    if not commands:
        return None
    first = commands[0]
    mine = _release(ask, broken.go)
    if mine is None or first.release is None:
        return Severity.MEDIUM
    if mine <= first.release:
        return Severity.LOW
    return None if broken.entry.index < first.entry.index else Severity.MEDIUM


def _needed(ask: Ask, folder: PurePath) -> bool:
    """Return whether a folder holds what go starts and PATH lacks, or what `go install` installed."""
    if folder in ask(gopath).bins:
        return True
    folders = [entry.folder for entry in ask(search_path) if entry.folder]
    names = [command_names(ask.host, name) for name in NEEDED]
    missing = (each for each in names if not any(is_file(ask.host, place / name) for place in folders for name in each))
    return any(is_file(ask.host, folder / name) for each in missing for name in each)


def _release(ask: Ask, go: PurePath | None) -> Release | None:
    """Return the release of the go file behind a name, by its build info."""
    try:
        binary = ask(executable, follow(ask.host, go).end) if go else None
    except OSError:
        return None
    return Release.parse(binary.go.version) if binary and binary.go else None

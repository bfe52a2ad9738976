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
from goverify.facts.path.entries import search_path, shown
from goverify.facts.release import Release
from goverify.facts.remedies import AS_ADMINISTRATOR, set_variable
from goverify.facts.variables.shells import Shell, powershell, prepend_to_path, quoted, user_shell
from goverify.facts.variables.stored_path import KEYS, stored_entry
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
    if broken.lost:
        return _without_the_rest(ask, broken)
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


def _without_the_rest(ask: Ask, broken: BrokenEntry) -> Finding:
    """Return the finding about an entry that stands for all of PATH as it was before."""
    lost = ", ".join(map(str, broken.lost))
    whole = [text for entry in ask(search_path) if (text := entry.text) != broken.entry.text]
    commands = (set_variable(ask, "PATH", ":".join([*whole, *map(str, broken.lost)])),)
    where = "A file of plain settings (/etc/environment, a unit, a .env file) fills nothing in, nor do single quotes"
    return Finding(
        cause="go-path-entry-broken",
        subject=f"PATH entry {shown(broken.entry.text)}",
        message=f"The PATH entry {shown(broken.entry.text)} {broken.problem}: the folders of before are missing ({lost})",
        evidence=(
            Evidence(f"PATH entry {broken.entry.index + 1}", shown(broken.entry.text)),
            Evidence("PATH", f"lacks {lost}"),
        ),
        fix=Fix(f"Write {lost} in its place, where PATH is set. {where}.", commands),
        detail="No program of the system is found by its name, neither gcc nor git." if ask(go_commands) else "",
        severity=Severity.MEDIUM if ask(go_commands) or not broken.go else None,
        concerns=("PATH",),
    )


def _fix(ask: Ask, broken: BrokenEntry) -> Fix:
    if broken.elsewhere:
        return Fix("Take the entry out where PATH is set; nothing depends on it.")
    summary = f"Write {broken.meant} in its place, where PATH is set"
    if "~" in broken.problem or "$" in broken.problem:
        summary += ": with $HOME in double quotes, or with ~ outside of quotes"
    stored = _in_store(ask, broken)
    return stored or Fix(f"{summary}.", (prepend_to_path(ask, broken.meant),))


def _in_store(ask: Ask, broken: BrokenEntry) -> Fix | None:
    """Return how to mend what Windows keeps for new processes; None where the entry does not come from there."""
    key = ask(stored_entry, broken.entry.text)
    if not key:
        return None
    target, who = ("Machine", AS_ADMINISTRATOR) if key == KEYS[0] else ("User", "")
    old, new = (quoted(Shell.POWERSHELL, text) for text in (broken.entry.text, str(broken.meant)))
    entries = f"[Environment]::GetEnvironmentVariable('Path', '{target}') -split ';'"
    mended = f"(({entries}) | ForEach-Object {{ if ($_ -eq {old}) {{ {new} }} else {{ $_ }} }}) -join ';'"
    # cmd.exe fills in what stands between two percent signs, in quotes too.
    told = "%" not in old or ask(user_shell) is not Shell.CMD
    lasting = powershell(ask, f"[Environment]::SetEnvironmentVariable('Path', ({mended}), '{target}')")
    return Fix(
        rf"Write {broken.meant} in its place in {key}\Path{who}, and open a new terminal; the first line is for this one.",
        (prepend_to_path(ask, broken.meant), *((lasting,) if told else ())),
    )


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

"""PATH entries that lead nowhere as they are written, and to programs once they are mended.

An entry counts only where its mended form does hold programs: a folder that is merely absent is nobody's mistake.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.mistyped import mistyped
from goverify.facts.path.entries import PathEntry, search_path
from goverify.facts.path.hits import go_in
from goverify.facts.path.mending import BLANKS, Mended, mended
from goverify.facts.settings.in_force import setting
from goverify.host import Host, Kind, System
from goverify.host.paths import home, is_file, is_folder, kind_of, same_file

SYSTEM_PATH = ("/usr/local/go/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
"""What a PATH that nothing filled in would have begun with."""

_PATH_ITSELF = re.compile(r"""["']?\$(?:PATH|\{PATH\})["']?\s*|%PATH%""")

LIMIT_NAMES = 400
"""Names of a folder that are looked at to find out whether it holds programs."""


_OF_DRIVE = re.compile(r"([A-Za-z]:)([^\\/].*)")
"""A path on a drive that begins in the drive's current folder."""


class BrokenEntry(NamedTuple):
    """One entry that does not mean what was meant."""

    entry: PathEntry
    problem: str
    """What is wrong with it, as the end of "the entry …"."""
    meant: PurePath
    """The folder that was meant."""
    go: PurePath | None
    """The go that stands there; None where only other programs do."""
    elsewhere: bool
    """Another entry names that folder as it should."""
    lost: tuple[PurePath, ...] = ()
    """The folders that PATH had before, where the entry is the name of PATH itself, as far as they are on it no more."""


def broken_entries(ask: Facts) -> tuple[BrokenEntry, ...]:
    """Return the entries of PATH that are misspelt and whose mended form holds programs."""
    found = (_broken(ask, entry) for entry in ask(search_path))
    return tuple(broken for broken in found if broken)


def _broken(ask: Facts, entry: PathEntry) -> BrokenEntry | None:
    host = ask.host
    if entry.folder is not None and go_in(host, entry.folder):
        return None
    if host.platform.system is not System.WINDOWS and _PATH_ITSELF.fullmatch(entry.text):
        return _path_of_before(ask, entry)
    candidates = [
        (problem, folder)
        for problem, text in _candidates(ask, entry)
        if (folder := host.path(text)).is_absolute() and folder != entry.folder
    ]
    for problem, folder in candidates:
        if go := go_in(host, folder):
            return _found(ask, entry, problem, folder, go.start)
    others = (each for each in candidates if holds_programs(host, each[1]))
    return next((_found(ask, entry, problem, folder, None) for problem, folder in others), None)


def _path_of_before(ask: Facts, entry: PathEntry) -> BrokenEntry | None:
    """Return what became of an entry that says $PATH, where a file that no shell reads was to add to PATH."""
    host = ask.host
    there = [other.folder for other in ask(search_path) if other.folder]
    first = (
        1 if any(go_in(host, folder) for folder in there) else 0
    )  # Go's own folder, where nothing else leads to a go
    usual = [folder for text in SYSTEM_PATH[first:] if is_folder(host, folder := host.path(text))]
    lost = tuple(folder for folder in usual if not any(same_file(host, folder, other) for other in there))
    if not usual:
        return None
    go = next((found for folder in lost if (found := go_in(host, folder))), None)
    meant = go.start.parent if go else (lost or usual)[-1]
    problem = f"is the text {entry.text.strip()} itself, which nothing filled in"
    return BrokenEntry(entry, problem, meant, go.start if go else None, not lost, lost)


def _found(ask: Facts, entry: PathEntry, problem: str, meant: PurePath, go: PurePath | None) -> BrokenEntry:
    folders = (other.folder for other in ask(search_path) if other.index != entry.index and other.folder)
    return BrokenEntry(entry, problem, meant, go, any(same_file(ask.host, folder, meant) for folder in folders))


def _candidates(ask: Facts, entry: PathEntry) -> Iterator[Mended]:
    host, folder = ask.host, entry.folder
    windows = host.platform.system is System.WINDOWS
    if windows and (named := _OF_DRIVE.fullmatch(entry.text)):
        yield Mended("lacks the backslash behind the drive", f"{named[1]}\\{named[2]}")
    if folder is not None and is_folder(host, folder) and entry.text:
        if go_in(host, folder / "bin") and is_folder(host, folder / "pkg"):
            yield Mended("names a Go tree and not the bin folder in it", str(folder / "bin"))
        # Windows drops a blank at the end of a whole path, and keeps it where a file name follows.
        if not (windows and entry.text[-1] in BLANKS):
            return
    if folder is not None and is_file(host, folder):
        yield Mended("names a file and not its folder", str(folder.parent))
        return
    if "*" in entry.text and not windows:
        yield from _globbed(host, entry.text)
    yield from mended(entry.text, windows=windows, values=lambda name: _values(ask, name))
    if entry.relative and entry.text and not windows:
        yield Mended("lacks the / at its beginning", f"/{entry.text}")
    if folder is not None and not entry.relative:
        yield from _cut_off(host, folder)
        yield from () if windows else mistyped(host, folder)


def _values(ask: Facts, name: str) -> Sequence[str]:
    """Return what a variable of that name may have been meant to stand for; its value where it has one."""
    host, base = ask.host, home(ask.host)
    own = [str(base)] if base else []
    if name in {"~", "HOME", "USERPROFILE"}:
        return own
    if name == "PATH":
        return SYSTEM_PATH
    known = ask(setting, name) if name.startswith("GO") else None
    if known or host.env.get(name):
        return [known.value if known else host.env[name]]
    if name == "GOROOT":
        return ["C:/Program Files/Go", "C:/Go"] if host.platform.system is System.WINDOWS else ["/usr/local/go"]
    if name == "GOPATH":
        return [f"{text}/go" for text in own]
    return [f"{text}/go/bin" for text in own] if name == "GOBIN" else []


def _globbed(host: Host, text: str) -> Iterator[Mended]:
    """Yield the folders that a shell would have put in the place of one part with a * in it."""
    parts = host.path(text).parts
    where = next((number for number, part in enumerate(parts) if "*" in part), 0)
    above = host.path("/").joinpath(*parts[:where])
    try:
        names = host.names(above)[:LIMIT_NAMES] if where else ()
    except OSError:
        return
    for name in sorted(names, reverse=True):
        if fnmatchcase(name, parts[where]):
            yield Mended(
                "holds a *, which nothing fills in within PATH", str((above / name).joinpath(*parts[where + 1 :]))
            )


def _cut_off(host: Host, folder: PurePath) -> Iterator[Mended]:
    """Yield the folders whose path is this one up to a blank, as an unquoted assignment cuts it off."""
    try:
        names = host.names(folder.parent)
    except OSError:
        return
    for name in names:
        if name.startswith(folder.name + " "):
            below = (folder.parent / name / way for way in ("bin", "go/bin", "Go/bin", ""))
            yield from (Mended("is cut off at a space", str(place)) for place in below if go_in(host, place))


def holds_programs(host: Host, folder: PurePath) -> bool:
    """Return whether a folder holds a file that could be started by its name."""
    try:
        names = host.names(folder)[:LIMIT_NAMES]
    except OSError:
        return False
    if host.platform.system is System.WINDOWS:
        return any(name.lower().endswith((".exe", ".cmd", ".bat", ".com")) for name in names)
    return any(kind_of(host, folder / name) is Kind.FILE and host.access(folder / name, "x") for name in names)

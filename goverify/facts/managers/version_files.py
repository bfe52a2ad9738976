"""The files in which projects and people write down which version they want, each with the line that says so."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import Host
from goverify.host.paths import is_file, read_text

LIMIT_BYTES = 256 << 10
LIMIT_FOLDERS = 64
"""Folders above the current one that are looked into."""


class Wanted(NamedTuple):
    """What one line asks for."""

    versions: tuple[str, ...]
    """In the order of preference."""
    file: PurePath
    line: int

    @property
    def place(self) -> str:
        """Return the file with the line's number."""
        return f"{self.file}, line {self.line}"


def upward(folder: PurePath) -> tuple[PurePath, ...]:
    """Return a folder and those above it, the nearest first."""
    return (folder, *folder.parents)[:LIMIT_FOLDERS]


def tool_versions(host: Host, file: PurePath, names: tuple[str, ...], blank: str | None = None) -> Wanted | None:
    """Return what a .tool-versions file asks for under one of these names: name, blank, versions; # begins a comment.

    Any blank parts them, unless one is given.
    """
    for number, line in _lines(host, file):
        parts = (part.strip() for part in line.partition("#")[0].split(blank))
        name, *versions = [part for part in parts if part] or [""]
        if name in names and versions:
            return Wanted(tuple(versions), file, number)
    return None


def words(host: Host, file: PurePath) -> Wanted | None:
    """Return the first word of each line of a .go-version file, without comments and without what is no version but a path."""
    found = [(number, line.split()[0]) for number, line in _lines(host, file) if line.split()]
    kept = [(number, word) for number, word in found if not word.startswith("#") and "/" not in word and word != ".."]
    return Wanted(tuple(word for _, word in kept), file, kept[0][0]) if kept else None


def go_lines(host: Host, file: PurePath) -> dict[str, Wanted]:
    """Return the `go` and `toolchain` lines of a go.mod or go.work file, by their keyword, without "go" before the number."""
    found: dict[str, Wanted] = {}
    for number, line in _lines(host, file):
        match = re.match(r"\s*(go|toolchain)[ \t]+(?:go)?(\d[\w.]*)\s*(?://.*)?$", line)
        if match:
            found.setdefault(match[1], Wanted((match[2],), file, number))
    return found


def _lines(host: Host, file: PurePath) -> Iterator[tuple[int, str]]:
    try:
        text = read_text(host, file, LIMIT_BYTES) if is_file(host, file) else None
    except OSError:
        text = None
    yield from enumerate((text or "").splitlines(), 1)

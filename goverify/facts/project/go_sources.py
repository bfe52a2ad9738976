"""The Go files of a folder and the packages that they import, as far as their first lines tell.

Source: the Go specification: a file begins with its package clause and its imports.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Kind, Reader

MOST_FILES, MOST_FOLDERS = 50, 30
"""What a folder's imports look like shows in the first of them."""

START_BYTES = 32 << 10
"""Imports stand before all else, behind a licence at most."""

NOT_LOOKED_INTO = frozenset({"vendor", "testdata", "node_modules"})

GROUP = re.compile(r"\bimport\s*\(([^)]*)\)|\bimport\s+(?:[\w.]+\s+)?([\"`][^\"`\n]*[\"`])")
PATH = re.compile(r"[\"`]([^\"`\n]*)[\"`]")
BODY = re.compile(r"^(?:func|var|const|type)\b", re.MULTILINE)


class Sources(NamedTuple):
    """The Go files in a folder and in those below it."""

    files: tuple[PurePath, ...]
    imports: tuple[str, ...]
    """What they import from outside the standard library, each once."""


def sources_at(ask: Facts, folder: PurePath) -> Sources:
    """Return the Go files in a folder and in the nearest ones below, such as cmd/app, up to a bound."""
    files = list(go_files(ask, folder))
    for place in package_folders(ask, folder):
        if len(files) >= MOST_FILES:
            break
        files += go_files(ask, place) or (
            file for below in package_folders(ask, place) for file in go_files(ask, below)
        )
    files = files[:MOST_FILES]
    paths = (path for file in files for path in _imports(ask, file) if "." in path.partition("/")[0])
    return Sources(tuple(files), tuple(dict.fromkeys(paths)))


def go_files(ask: Facts, folder: PurePath) -> tuple[PurePath, ...]:
    """Return the files in a folder that go takes for source, up to a bound; none where it cannot be listed."""
    names = (name for name in names_in(ask, folder) if name.endswith(".go") and name[0] not in "._")
    return tuple(folder / name for name, _ in zip(names, range(MOST_FILES), strict=False))


def package_folders(ask: Facts, folder: PurePath) -> tuple[PurePath, ...]:
    """Return the folders directly below in which go looks for packages, links aside and up to a bound."""
    names = (name for name in names_in(ask, folder) if name[:1] not in "._" and name not in NOT_LOOKED_INTO)
    found = (folder / name for name in names if "." not in name and _is_folder(ask, folder / name))
    return tuple(place for place, _ in zip(found, range(MOST_FOLDERS), strict=False))


def _is_folder(ask: Facts, place: PurePath) -> bool:
    try:
        entry = ask.host.entry(place)
    except OSError:
        return False
    return entry is not None and entry.kind is Kind.FOLDER


def imports_of(text: str) -> Iterator[str]:
    """Yield the paths that a Go file imports."""
    head = _without_comments(text)
    body = BODY.search(head)
    for found in GROUP.finditer(head[: body.start() if body else None]):
        yield from (path[1] for path in PATH.finditer(found[1] or found[2] or ""))


def _without_comments(text: str) -> str:
    """Return a file's text without comments; no import path holds what begins one."""
    kept, place = [], 0
    while (start := text.find("/", place)) >= 0:
        mark = text[start : start + 2]
        end = {"//": "\n", "/*": "*/"}.get(mark)
        if end is None:
            kept.append(text[place : start + 1])
            place = start + 1
            continue
        kept.append(text[place:start])
        close = text.find(end, start + 2)
        if close < 0:
            return "".join(kept)
        place = close if mark == "//" else close + 2
    return "".join((*kept, text[place:]))


def names_in(ask: Facts, folder: PurePath) -> tuple[str, ...]:
    """Return the names in a folder; none where it cannot be listed."""
    try:
        return ask.host.names(folder)
    except OSError:
        return ()


def _imports(ask: Facts, file: PurePath) -> tuple[str, ...]:
    """Return what a file imports; a recording of the host keeps that, and not the file."""
    try:
        return tuple(ask.host.judged(file, "imports", _imports_in).split())
    except OSError:
        return ()


def _imports_in(reader: Reader) -> str:
    return " ".join(imports_of(reader.read(0, START_BYTES).decode("utf-8", "replace")))

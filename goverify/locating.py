"""The locator: the line of a TOML text where a key stands, which the reader of TOML does not tell."""

import re
from collections.abc import Iterator
from itertools import islice

Way = tuple[str | int, ...]
"""Keys from the outermost inwards; a number is the place in a list."""

MOST_LINES = 20_000
"""More than a policy or a pyproject.toml has."""

_KEY = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]")
_ENTRY = re.compile(rf"[ \t]*({_KEYS})[ \t]*=")
_PART = re.compile(_KEY)


def line_of(text: str, way: Way, holding: str = "") -> int:
    """Return the line where a key stands, or the innermost table around it that has a line of its own.

    `holding`: below that line, the first one that holds this text in quotes is meant, as for an item of a list.
    """
    best, line = 0, 1
    for number, place in _places(text):
        if best < len(place) <= len(way) and way[: len(place)] == place:
            best, line = len(place), number
    return _holding(text, line, holding) if holding else line


def _places(text: str) -> Iterator[tuple[int, Way]]:
    """Yield each line that begins a table or an entry, with the way to it."""
    table: Way = ()
    counts: dict[Way, int] = {}
    for number, line in enumerate(islice(text.split("\n"), MOST_LINES), 1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, *_parts(entry[1]))


def _parts(keys: str) -> Way:
    return tuple(part.strip("\"'") for part in _PART.findall(keys))


def _holding(text: str, line: int, item: str) -> int:
    lines = text.split("\n")
    for number in range(line, min(len(lines), line + 200) + 1):
        if f'"{item}"' in lines[number - 1] or f"'{item}'" in lines[number - 1]:
            return number
        if number > line and (_HEADER.match(lines[number - 1]) or _ENTRY.match(lines[number - 1])):
            break
    return line

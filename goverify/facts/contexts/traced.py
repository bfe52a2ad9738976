"""PATH with its history: which line put an entry there, and which one took an entry away."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.path.entries import split
from goverify.host import System
from goverify.model import Evidence

UNKNOWN = "\0"
"""Stands for text that only a running shell could tell."""

LONGEST_LINE = 200
"""Characters of a line that are quoted."""


def quote(file: PurePath | str, number: int, text: str) -> Evidence:
    """Return a line of a file as evidence."""
    return Evidence(f"{file}, line {number}", " ".join(text.split())[:LONGEST_LINE])


class TracedPath(NamedTuple):
    """A value of PATH, and the lines that made it so."""

    system: System
    text: str
    origins: Mapping[str, Evidence] = {}
    """The line that put an entry where it stands, for those that did not stand there from the start."""
    lost: Mapping[str, Evidence] = {}
    """The line that took an entry away."""

    @property
    def entries(self) -> list[str]:
        """Return the entries in order, as written."""
        return split(self.system, self.text)

    def assigned(self, text: str, line: Evidence) -> "TracedPath":
        """Return PATH after a line that gives it a new value."""
        old, new = _places(self.entries), _places(split(self.system, text))
        moved = {entry: line for entry, place in new.items() if entry not in old or place < old[entry]}
        kept = {entry: origin for entry, origin in self.origins.items() if entry in new}
        gone = {entry: line for entry in old if entry not in new}
        lost = {entry: origin for entry, origin in self.lost.items() if entry not in new}
        return self._replace(text=text, origins=kept | moved, lost=lost | gone)


def _places(entries: list[str]) -> dict[str, int]:
    """Return where each entry stands first."""
    places: dict[str, int] = {}
    for place, entry in enumerate(entries):
        places.setdefault(entry, place)
    return places

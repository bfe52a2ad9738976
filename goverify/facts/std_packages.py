"""What the standard library consists of in each minor release: its packages, and source files that come and go.

The tables are read off real trees. A release newer than the tables is judged only by what an older one had and
the newest known one no longer has.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Span(NamedTuple):
    """The minor releases that have something, such as "1.21-1.23,1.26-"; an open end means the newest and later ones."""

    text: str

    def holds(self, minor: str) -> bool:
        """Return whether that release has it."""
        return any(first <= number(minor) <= last for first, last in self._parts())

    def ended_before(self, minor: str) -> bool:
        """Return whether no release from that one on has it."""
        return all(last < number(minor) for _, last in self._parts())

    def begins_after(self, minor: str) -> bool:
        """Return whether only later releases have it."""
        return all(first > number(minor) for first, _ in self._parts())

    def _parts(self) -> Iterator[tuple[int, int]]:
        for part in self.text.split(","):
            first, _, last = part.partition("-")
            yield number(first), number(last) if last else 1 << 30


class Table(NamedTuple):
    """Names and the releases that have them."""

    oldest: str
    newest: str
    spans: Mapping[str, Span]
    """By path below src, with slashes."""

    def of(self, minor: str) -> frozenset[str]:
        """Return what a release has; nothing where the table does not know it."""
        if not number(self.oldest) <= number(minor) <= number(self.newest):
            return frozenset()
        return frozenset(name for name, span in self.spans.items() if span.holds(minor))

    def strangers(self, minor: str) -> Mapping[str, Span]:
        """Return what only other releases have; a folder that merely holds other packages is no stranger."""
        if number(minor) < number(self.oldest):
            return {}
        held = {name for name, span in self.spans.items() if span.holds(minor)}
        around = {name.rpartition("/")[0] for name in held}
        around |= {name.rpartition("/")[0] for name in around}
        return {name: span for name, span in self.spans.items() if name not in held and name not in around}


def number(minor: str) -> int:
    """Return a minor release such as "1.27" as a number that can be compared."""
    major, _, rest = minor.partition(".")
    return int(major) * 1000 + int(rest or 0)


@cache
def std_packages() -> Table:
    """Return the packages of the standard library, those of vendor and cmd left out."""
    data = _read("std_packages.json")
    return Table(data["oldest"], data["newest"], {name: Span(text) for name, text in data["packages"].items()})


@cache
def std_files() -> Table:
    """Return source files of some folders that not every release has."""
    data = _read("std_files.json")
    spans = {
        f"{folder}/{name}": Span(text)
        for text, folders in data["files"].items()
        for folder, names in folders.items()
        for name in names.split()
    }
    return Table(data["oldest"], data["newest"], spans)


def described(spans: Mapping[str, Span]) -> str:
    """Return the first and last release of a set of spans in words."""
    ends = sorted({tuple(span.text.split(",")[0].split("-")) for span in spans.values()})
    return ", ".join(f"Go {first} and later" if not last else f"Go {first} to {last}" for first, last in ends)


def _read(name: str) -> dict[str, Any]:
    text = resources.files("goverify.data").joinpath(name).read_text("utf-8")
    data = json.loads(text)
    return dict(data)

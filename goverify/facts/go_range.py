"""A range of Go releases as a policy writes it, such as ">=1.26, <1.28"."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from goverify.facts.release import Release, Stage

OLDER, SAME, NEWER = -1, 0, 1

OPERATORS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        ">=": (SAME, NEWER),
        "<=": (OLDER, SAME),
        "==": (SAME,),
        "!=": (OLDER, NEWER),
        ">": (NEWER,),
        "<": (OLDER,),
    }
)
"""How a release may stand to that of a bound."""

MOST_PARTS = 16
"""More than anybody needs to say which releases are meant."""

_PART = re.compile(r"(?P<operator>[<>=!~^]*)\s*(?P<version>\S+)")
_VERSION = re.compile(r"(?:go)?(\d{1,4}\.\d{1,4}(?:\.\d{1,4}|(?:rc|beta)\d{1,3})?)")


class Bound(NamedTuple):
    """One part of a range."""

    operator: str
    release: Release
    line: bool
    """Two numbers alone mean a whole line of releases: 1.26.8 and 1.26rc1 are both of "1.26"."""

    def holds(self, release: Release) -> bool:
        """Return whether a release is on the right side."""
        if self.line:
            line, own = release.numbers[:2], self.release.numbers[:2]
            return (line > own) - (line < own) in OPERATORS[self.operator]
        return (release > self.release) - (release < self.release) in OPERATORS[self.operator]


class GoRange(NamedTuple):
    """Releases between bounds, all of which hold."""

    text: str
    bounds: tuple[Bound, ...]

    def __contains__(self, release: object) -> bool:
        """Return whether a release is one of them."""
        return isinstance(release, Release) and all(bound.holds(release) for bound in self.bounds)


class BadRange(ValueError):
    """A text is no range; it says what is wrong with which part."""

    def __init__(self, what: str, odd_operator: str = "") -> None:
        super().__init__(what)
        self.odd_operator = odd_operator


def go_range(text: str) -> GoRange:
    """Return the range that a text writes; BadRange where it is none, or one that no release is in."""
    parts = text.split(",")
    if len(parts) > MOST_PARTS:
        raise BadRange(f"holds more than {MOST_PARTS} parts")
    bounds = tuple(_bound(part.strip()) for part in parts)
    found = GoRange(text, bounds)
    if not any(release in found for bound in bounds for release in _around(bound.release)):
        raise BadRange(f"leaves no release: {text!r}")
    return found


def _bound(part: str) -> Bound:
    found = _PART.fullmatch(part)
    if found is None:
        raise BadRange("has an empty part" if not part else f"cannot be read at {part!r}")
    operator, version = found["operator"] or "==", _VERSION.fullmatch(found["version"])
    if operator not in OPERATORS:
        raise BadRange(f"has an unknown comparison {operator!r}", operator)
    release = Release.parse(f"go{version[1]}") if version else None
    if version is None or release is None:
        raise BadRange(f"names no Go release with {found['version']!r}, which is written like 1.26, 1.26.3 or 1.27rc1")
    return Bound(operator, release, line=release.stage is Stage.FINAL and version[1].count(".") == 1)


def _around(release: Release) -> tuple[Release, ...]:
    """Return a release and its neighbours: a range with a release in it holds one of those beside a bound."""
    major, minor, patch = release.numbers
    beside = (
        (major, minor, patch),
        (major, minor, patch + 1),
        (major, minor, max(patch - 1, 0)),
        (major, minor + 1, 0),
        (major, max(minor - 1, 0), 9999),
    )
    return (release, *(Release(numbers, Stage.FINAL, 0, "") for numbers in beside))

"""Which lines of Go releases still get fixes, by a table that comes with goverify and bears its own date.

What has ended stays ended, so that an old table never calls a release unsupported that is not; what came after it, it
cannot know. Source: go.dev/doc/devel/release (Release Policy: each major release is supported until there are two newer
ones); the table says where its dates come from. Days are written as 2026-11-20, so that texts compare as days do.
"""

import json
import pkgutil
from functools import cache
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.machine.wall_clock import release_time, wall_clock, written
from goverify.facts.release import Release

SUPPORTED = 2
"""Lines that get fixes at a time."""

GROWN_OLD_MONTHS = 9
"""A line comes every six months: by then one more is out, and one has ended that the table has as supported."""


class Line(NamedTuple):
    """A line of releases, such as 1.27."""

    minor: str
    first: str
    """The day on which it began."""
    newest: Release
    """The newest one that the table knows."""
    made: str
    """The day on which that one was made."""
    ended_by: "Line | None"
    """The line whose first release ended the support of this one; None where it is supported."""


class History(NamedTuple):
    """The lines of releases, as they were on a day."""

    as_of: str
    lines: tuple[Line, ...]
    """The newest first."""

    def line(self, release: Release) -> Line | None:
        """Return the line that a release belongs to; None where the table does not have it."""
        return next((line for line in self.lines if line.minor == release.minor), None)


@cache
def release_history() -> History:
    """Return the table that comes with goverify."""
    data = pkgutil.get_data("goverify", "data/releases.json")  # importlib.resources would cost more than the table
    assert data is not None
    return history_of(data.decode("utf-8"))


def history_of(text: str) -> History:
    """Return the history that a table in JSON gives."""
    table = json.loads(text)
    lines: list[Line] = []
    for minor, each in reversed(table["lines"].items()):
        newest = Release.parse(f"go{each['newest']}")
        assert newest is not None
        ended_by = lines[-SUPPORTED] if len(lines) >= SUPPORTED else None
        lines.append(Line(minor, each["first"], newest, each["made"], ended_by))
    return History(table["date"], tuple(lines))


def day_at_least(ask: Facts, history: History) -> str:
    """Return today by this host's clock; where it tells none or lags behind, the latest day that was certainly reached."""
    now = ask(wall_clock)
    try:
        made = ask(release_time)[:10]
    except Unavailable:
        made = ""
    return max(history.as_of, made, written(now)[:10] if now is not None else "")


def months_between(earlier: str, later: str) -> float:
    """Return how many months lie between two days, to within a day or two."""
    years, months, days = (
        int(late) - int(early) for early, late in zip(earlier.split("-"), later.split("-"), strict=True)
    )
    return years * 12 + months + days / 31

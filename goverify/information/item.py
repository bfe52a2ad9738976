"""The form of an item of information, and what items of one kind share."""

from collections.abc import Callable
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.machine.kernel_values import kernel_value
from goverify.facts.release import Release
from goverify.facts.tree import release_at_work
from goverify.host import System

LINUX = (System.LINUX,)
WINDOWS = (System.WINDOWS,)


class Seen(NamedTuple):
    """What there is on this host."""

    value: str
    meaning: str = ""
    """What this value means for a Go program, in a sentence; empty where the item's own sentence says it all."""


class Item(NamedTuple):
    """One thing worth knowing about a host: it has no cause, no outcome and no part in the score."""

    id: str
    title: str
    systems: tuple[System, ...]
    looks_at: str
    meaning: str
    """What it means for a Go program, whatever its value."""
    read: Callable[[Facts], Seen | None]
    """Returns None where the host has no such thing, and raises OSError where it does not let it be read."""
    myth: str = ""
    """What is often said and is not so, and how it is instead."""

    @property
    def area(self) -> str:
        """Return the area of checks that it goes with, such as "host"."""
        return self.id.partition(".")[0]


def told(place: str, meanings: dict[str, Seen]) -> Callable[[Facts], Seen | None]:
    """Return a reader of a file of the kernel's whose few values are known; another value is told as it stands."""

    def read(ask: Facts) -> Seen | None:
        value = kernel_value(ask, place)
        return meanings.get(value, Seen(value)) if value else None

    return read


def release_here(ask: Facts) -> Release | None:
    """Return the release of the go that answers; None where none does or it does not tell."""
    try:
        return ask(release_at_work)
    except (Unavailable, LookupError, OSError, ValueError):
        return None

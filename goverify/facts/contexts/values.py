"""One context: the PATH that programs get there, the go on it, and how far that can be read from files."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.contexts.traced import TracedPath
from goverify.model import Evidence


class Reckoned(NamedTuple):
    """What reading comes to, before a go is looked for."""

    id: str
    """Names the context; permanent."""
    name: str
    """For people."""
    path: TracedPath | None
    """None where it cannot be told at all."""
    gaps: tuple[Evidence, ...] = ()
    """The lines whose effect cannot be told without running them."""
    note: str = ""
    stand_in: Evidence | None = None
    """The line that defines a function or alias go, which comes before any file."""
    environment: tuple[tuple[str, str], ...] = ()
    """The variables beside PATH that programs get from here."""


class Found(NamedTuple):
    """The go that a context finds."""

    found: PurePath
    file: PurePath
    version: str | None
    """None for a stand-in, and where it cannot be read."""
    entry: str
    """The entry of PATH, as written there."""
    wrapper: str | None = None


class Context(NamedTuple):
    """A context in which a go may be started."""

    id: str
    name: str
    path: str | None
    """What could not be told is left out of it."""
    known: bool
    """Nothing that cannot be told bears on the answer."""
    go: Found | None
    differs: bool
    """Its answer is another one than this process'; False where it is not known."""
    why: str
    """What makes the difference, as a sentence; empty where there is none."""
    cause: Evidence | None
    """The line that makes it."""
    gaps: tuple[Evidence, ...]
    note: str
    asked: bool = False
    """A shell itself has said so."""

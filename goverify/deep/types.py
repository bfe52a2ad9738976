"""The values of the deep view: what the established libraries see inside an executable, in bounded lists."""

from typing import NamedTuple

LISTED = 200
"""Names that one list holds; how many there are stands beside it."""

LONGEST = 200
"""Characters of one name."""


class Region(NamedTuple):
    """A section or a segment."""

    name: str
    address: int
    offset: int
    size: int
    flags: str
    """What may be done with it in memory: "r", "w", "x"."""


class Names(NamedTuple):
    """The first of many names, and how many there are."""

    total: int
    names: tuple[str, ...]


class Import(NamedTuple):
    """What is taken from one library."""

    library: str
    """Of ELF files "" for all libraries together: the names are looked for in each of them."""
    total: int
    names: tuple[str, ...]


class Note(NamedTuple):
    """A note of an ELF file."""

    owner: str
    kind: str
    size: int


class View(NamedTuple):
    """The inside of an executable, or of one part of a fat file."""

    architecture: str = ""
    """Of a fat file's part, in the library's words."""
    sections: tuple[Region, ...] = ()
    segments: tuple[Region, ...] = ()
    imports: tuple[Import, ...] = ()
    exports: Names = Names(0, ())
    commands: tuple[str, ...] = ()
    """Load commands of a Mach-O file."""
    notes: tuple[Note, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """Named texts: the version resource of a PE file, an ELF file's run path, a Mach-O's UUID …"""


class Deep(NamedTuple):
    """The deep view of a file."""

    library: str
    """Which one looked."""
    problem: str | None = None
    """Why there is no view, as a sentence fragment."""
    views: tuple[View, ...] = ()


def shortened(name: object) -> str:
    """Return a name of an executable as text of bounded length."""
    text = name[: 4 * LONGEST].decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    return text[:LONGEST]

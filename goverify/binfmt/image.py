"""What the format readers hand on: where in an executable Go's own marks may lie."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, ParamSpec, TypeVar

from goverify.binfmt.types import Damaged
from goverify.binfmt.window import Memory, Range

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")

SECTION, SEGMENT, SYMBOL, REALIGNED = "section", "segment", "symbol", "realigned section"
"""The rules by which build info is found: in the section made for it or known to hold it, in the first writable segment,
by a symbol, in a section of an alignment that go does not expect."""
UNMAPPED, BEHIND_SECTION = "unmapped section", "segment behind a section"
"""Those for files that nobody makes on purpose: a section that is not loaded, and the segment though there is a section."""


class Place(NamedTuple):
    """A stretch of memory in which the build info may stand, and the rule that says so."""

    rule: str
    address: int
    size: int


class SymbolTable(NamedTuple):
    """Where a symbol table lies in the file, and how its entries are laid out."""

    offset: int
    size: int
    entry: str
    """A struct format that yields the offset of the name and the value, and for `bases` the number of the section."""
    names: Range
    prefix: bytes = b""
    """What the platform puts before each name of Go."""
    shift: int = 0
    """How many bits of the entry precede the offset of the name."""
    bases: tuple[int, ...] = ()
    """The addresses of the sections, where values count from them."""


class Image(NamedTuple):
    """An executable whose headers have been read."""

    memory: Memory
    order: str
    """"<" or ">", as struct wants it."""
    bits: int | None
    places: Iterable[Place] = ()
    build_id: str | None = None
    """Go's build ID, where the headers led to it."""
    text: Range | None = None
    """Code, at whose beginning a Go build ID may stand in words."""
    symbols: Callable[[], SymbolTable | None] | None = None
    """Finds the table of symbols, which is seldom needed."""
    pclntab: Range | None = None
    """The section made for Go's table of functions."""
    marked: bool = False
    """Whether a section or a note is Go's, so that programs of other languages never pay for a search in their symbols."""


class Problems(list[str]):
    """What was found wrong so far, gravest first."""

    def attempt(self, otherwise: U, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | U:
        """Return what `read` gives; where it finds damage, note that and return the other value."""
        try:
            return read(*args, **kwargs)
        except Damaged as damage:
            self.append(str(damage))
            return otherwise

    @property
    def first(self) -> str | None:
        """Return the problem to tell, None when there is none."""
        return self[0] if self else None

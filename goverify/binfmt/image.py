"""The common outcome of the format readers: the facts, and where Go's own marks may lie."""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar

from goverify.binfmt.types import Binary, Damaged
from goverify.binfmt.window import Memory, Range

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")


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
    """A struct format that yields the offset of the name and the value."""
    names: Range
    prefix: bytes
    """What the platform puts before each name of Go."""


class Image(NamedTuple):
    """An executable whose headers have been read."""

    binary: Binary
    memory: Memory
    places: tuple[Place, ...] = ()
    text: Range | None = None
    """Code, at whose beginning a Go build ID may stand in words."""
    symbols: SymbolTable | None = None
    """Only where the file looks like Go's, so that others never pay for the search."""


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

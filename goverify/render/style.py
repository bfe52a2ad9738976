"""The look of the text documents: width, symbols with their plain stand-ins, colours. Chosen once, in one place."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from goverify.render.layout import MAX_WIDTH, MIN_WIDTH

if TYPE_CHECKING:  # the lines of `inspect` have outcomes neither to show nor to pay for
    from goverify.model import Outcome


class Ink(StrEnum):
    """The ANSI attributes in use (ECMA-48 8.3.117); each reads on dark and light ground."""

    BOLD = "1"
    DIM = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    CYAN = "36"


SYMBOLS = {
    "passed": ("✓", "+"),
    "failed": ("✗", "x"),
    "unknown": ("?", "?"),
    "blocked": ("·", "-"),
    "skipped": ("·", "-"),
    "waived": ("·", "-"),
    "item": ("•", "*"),
    "gutter": ("│", "|"),
}
"""Each symbol, those of outcomes by their names, with what stands for it where only ASCII can be shown. A word beside
it always says the same."""

OUTCOME_INK = {"passed": Ink.GREEN, "failed": Ink.RED, "unknown": Ink.YELLOW}


class Style(NamedTuple):
    """How a text document is to look."""

    width: int
    colour: bool
    unicode: bool

    @classmethod
    def fitting(cls, width: int, *, colour: bool, unicode: bool) -> "Style":
        """Return the style for a page of about `width` columns, kept within what can be read."""
        return cls(max(MIN_WIDTH, min(width, MAX_WIDTH)), colour, unicode)

    def symbol(self, name: str) -> str:
        """Return a symbol of the table."""
        pretty, plain = SYMBOLS[name]
        return pretty if self.unicode else plain

    def paint(self, text: str, *inks: Ink) -> str:
        """Return `text` in colour, where colour is wanted; call it last, for it changes the length."""
        return f"\x1b[{';'.join(inks)}m{text}\x1b[0m" if self.colour and inks and text else text

    def heading(self, text: str) -> str:
        """Return the heading of a section."""
        return self.paint(text, Ink.BOLD)

    def mark(self, outcome: "Outcome") -> str:
        """Return the symbol of an outcome, in its colour."""
        return self.paint(self.symbol(outcome), *([OUTCOME_INK[outcome]] if outcome in OUTCOME_INK else [Ink.DIM]))

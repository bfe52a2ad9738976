"""The rows of `goverify inspect` as text: a card for one file, a line each for many."""

from collections.abc import Callable

from goverify.inspected import Row, Summary
from goverify.render.inspect_lines import head, line, tail
from goverify.render.style import Style


class Text:
    """One text document, in the parts in which it is written."""

    def __init__(self, style: Style, redact: Callable[[str], str], *, verbose: int, alone: bool) -> None:
        """Take how it looks; a name that stands `alone` gets a card if it is a file, with `verbose` every file does."""
        self._style = style
        self._redact = redact
        self._verbose = verbose
        self._alone = alone
        self._rows = 0
        self._cards = False

    def begin(self) -> str:
        """Return nothing: the first row decides how all look."""
        return ""

    def row(self, row: Row) -> str:
        """Return a card or a line."""
        self._rows += 1
        if self._rows == 1:
            self._cards = bool(self._verbose) or row.deep is not None or (self._alone and row.named)
        if self._cards:
            return ("\n" if self._rows > 1 else "") + self._card(row)
        return (head(self._style) if self._rows == 1 else "") + line(row, self._style)

    def _card(self, row: Row) -> str:
        from goverify.render.inspect_card import card  # lines show nothing of what these make and take out
        from goverify.render.inspect_redacted import redacted

        return card(redacted(row, self._redact), self._style, self._verbose)

    def end(self, summary: Summary, exit_code: int) -> str:  # noqa: ARG002 - a person sees the status by itself
        """Return the summary, unless one card has said all."""
        if self._cards and summary.files == 1 and summary.complete:
            return ""
        return ("\n" if self._rows else "") + tail(summary, self._style)

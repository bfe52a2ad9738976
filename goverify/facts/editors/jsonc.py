"""A reader of JSON with comments and trailing commas that never fails: what is wrong in a file costs no more than itself.

Editors read their settings like that (microsoft/node-jsonc-parser), so that a setting counts although a bracket is
missing somewhere else. Nothing recurs, and every count is bounded by the length of the text.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from goverify.facts.editors.reading import without_surrogates

MOST_LEAVES = 20_000
MOST_TOKENS = 200_000
DEEPEST = 32
"""Settings are four levels deep at most; what lies deeper is passed over."""

_TOKEN = re.compile(r'(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<text>"(?:[^"\\\n]|\\[^\n])*"?)|(?P<mark>[{}\[\]:,])|(?P<word>[^\s"{}\[\]:,/]+|/)', re.DOTALL)  # fmt: skip
_OPENERS = {"}": "{", "]": "["}


class Leaf(NamedTuple):
    """A text in a document."""

    keys: tuple[str, ...]
    """The keys that lead to it; lists do not count."""
    text: str
    line: int


class Document(NamedTuple):
    """What could be read."""

    leaves: tuple[Leaf, ...]
    """In the order of the file; of two with the same keys the later counts, unless they stand in a list."""
    problem: str
    """What is wrong with its form, else empty."""


def document(text: str) -> Document:
    """Return the texts in a document with comments, however damaged it is."""
    reader = _Reader(text)
    leaves = tuple(islice(reader.leaves(), MOST_LEAVES))
    return Document(leaves, "it has too many values" if len(leaves) == MOST_LEAVES else reader.problem)


class _Reader:
    """One reading of a text, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[str, str]] = []
        self._key: str | None = None
        self._pending: tuple[str, int] | None = None
        self.problem = ""

    def leaves(self) -> Iterator[Leaf]:
        """Yield the texts in the order in which they stand."""
        line, at = 1, 0
        for token in islice(_TOKEN.finditer(self._text), MOST_TOKENS):
            line += self._text.count("\n", at, token.start())
            at = token.start()
            if token.lastgroup == "comment":
                continue
            if token[0] == ":" and self._pending:
                self._key, self._pending = _unquoted(self._pending[0]), None
                continue
            yield from self._taken()
            if token.lastgroup == "text":
                self._pending = (token[0], line)
            elif token.lastgroup == "mark":
                self._marked(token[0], line)
            else:
                self._key = None
        yield from self._taken()
        if self._open:
            self._wrong("it ends before its brackets are closed")

    def _taken(self) -> Iterator[Leaf]:
        """Yield the text that has just been read, where it is the value of a key."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        if len(pending[0]) < 2 or not pending[0].endswith('"'):
            self._wrong(f"a text is not closed in line {pending[1]}")
        key, self._key = self._key, None
        if key is not None and len(self._open) <= DEEPEST:
            yield Leaf((*(name for _, name in self._open if name), key), _unquoted(pending[0]), pending[1])

    def _marked(self, mark: str, line: int) -> None:
        if mark in "{[":
            self._open.append((mark, self._key or ""))
        elif mark in _OPENERS:
            near = range(len(self._open) - 1, max(len(self._open) - DEEPEST, 0) - 1, -1)
            depth = next((at for at in near if self._open[at][0] == _OPENERS[mark]), None)
            if depth is None or depth < len(self._open) - 1:
                self._wrong(f"the brackets do not match in line {line}")
            if depth is not None:
                del self._open[depth:]
        self._key = None

    def _wrong(self, problem: str) -> None:
        self.problem = self.problem or problem


def _unquoted(token: str) -> str:
    """Return what a quoted text says; one that is not closed or wrongly escaped is taken as it stands."""
    if "\\" in token:
        import json

        try:
            return without_surrogates(str(json.loads(token)))
        except ValueError:
            pass
    return token.strip('"')

"""The reading of JSON that people write: each value knows its place, so that an error can name it."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from goverify.stops import BadInput

LONGEST = 8 << 20
"""Characters of a document: no larger recording is written."""


class BadRecording(BadInput):
    """A recording breaks the rules of its schema; the message names the place."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the document and the way to it."""

    value: Any
    place: str

    def wrong(self, wanted: str) -> BadRecording:
        """Return the error that says what was wanted here."""
        seen = (
            json.dumps(self.value)[:60]
            if isinstance(self.value, str | int | float | None)
            else type(self.value).__name__
        )
        return BadRecording(f"{self.place or 'the document'}: wanted {wanted}, found {seen}")

    def text(self) -> str:
        """Return the value, which must be text."""
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return self.value

    def lines(self) -> str:
        """Return the value, a text that bytes can hold or a list of its lines, each of which ends in a line feed."""
        text = "".join(f"{node.text()}\n" for node in self.list()) if isinstance(self.value, list) else self.text()
        try:
            text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise self.wrong("text without lone surrogates") from None
        return text

    def error_name(self) -> str:
        """Return the value, which must be the name of an error."""
        if not isinstance(self.value, str) or re.fullmatch(r"E[A-Z0-9]{1,20}", self.value) is None:
            raise self.wrong('the name of an error, such as "EACCES"')
        return self.value

    def one_of(self, words: Collection[str]) -> str:
        """Return the value, which must be one of these words."""
        if not isinstance(self.value, str) or self.value not in words:
            raise self.wrong(f"one of {', '.join(words)}")
        return self.value

    def integer(self, least: int = 0) -> int:
        """Return the value, which must be a whole number of a size that machines have."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value < 1 << 64:
            raise self.wrong(f"a whole number from {least}")
        return self.value

    def number(self) -> float:
        """Return the value, which must be a number that is not negative."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not 0 <= self.value < 1e9:
            raise self.wrong("a number from 0")
        return float(self.value)

    def truth(self) -> bool:
        """Return the value, which must be true or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("true or false")
        return self.value

    def list(self) -> "list[Node]":
        """Return the elements."""
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [Node(value, f"{self.place}[{index}]") for index, value in enumerate(self.value)]

    def texts(self) -> tuple[str, ...]:
        """Return the elements, which must be texts."""
        return tuple(node.text() for node in self.list())

    def items(self) -> "Iterator[tuple[str, Node]]":
        """Return the names and values of an object."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        for name, value in self.value.items():
            shown = json.dumps(name)[1:-1][:80]  # it may hold what a terminal would obey
            place = f"{self.place}.{shown}" if self.place else shown
            yield Node(name, f"the name of {place}").text(), Node(value, place)

    def fields(self, known: Collection[str], required: Collection[str] = ()) -> "dict[str, Node]":
        """Return the fields of an object; BadRecording for an unknown one, and for one that is missing."""
        fields = dict(self.items())
        for name, node in fields.items():
            if name not in known:
                raise BadRecording(f"{node.place}: unknown; known here are {', '.join(sorted(known))}")
        for name in required:
            if name not in fields:
                raise BadRecording(f"{self.place or 'the document'}: {name!r} is missing")
        return fields


def document(text: str) -> Node:
    """Return the root of a JSON document; BadRecording where it is too long or none."""
    if len(text) > LONGEST:
        raise BadRecording(f"the document: {len(text)} characters, more than {LONGEST}")
    try:
        return Node(json.loads(text), "")
    except RecursionError:
        raise BadRecording("the document: nested too deeply") from None
    except ValueError as error:
        raise BadRecording(f"the document: not JSON: {error}") from None

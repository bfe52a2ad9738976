"""A scanner for the start tags of XML, which is all that IDE settings need.

It is no parser on purpose: document types and entities are passed over, never expanded, and nothing recurs, so that
no file can make it slow or large; a file that is cut off still gives what stands in it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from goverify.facts.editors.reading import without_surrogates

MOST_ATTRIBUTES = 32
MOST_TAGS = 50_000

_NAME = re.compile(r"[A-Za-z_][\w.:-]*")
_ATTRIBUTE = re.compile(r"""\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PASSED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
"""What is no tag: how it begins and how it ends."""


class Tag(NamedTuple):
    """A start tag."""

    name: str
    attributes: Mapping[str, str]
    line: int


def tags(text: str, wanted: frozenset[str]) -> Iterator[Tag]:
    """Yield the start tags with these names, in the order of the file."""
    at, line, counted = text.find("<"), 1, 0
    for _ in range(MOST_TAGS):
        if at < 0:
            return
        line, counted = line + text.count("\n", counted, at), at
        passed = next((ending for beginning, ending in _PASSED if text.startswith(beginning, at)), None)
        name = None if passed else _NAME.match(text, at + 1)
        if passed:
            end = text.find(passed, at)
            at = -1 if end < 0 else end
        elif name and name[0] in wanted:
            attributes, at = _attributes(text, name.end())
            yield Tag(name[0], attributes, line)
        at = text.find("<", at + 1) if at >= 0 else -1


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes that follow a tag's name, and where they end."""
    found: dict[str, str] = {}
    while len(found) < MOST_ATTRIBUTES and (pair := _ATTRIBUTE.match(text, at)):
        found[pair[1]] = _ENTITY.sub(_plain, pair[2] if pair[2] is not None else pair[3])
        at = pair.end()
    return found, at


def _plain(entity: re.Match[str]) -> str:
    if entity[1]:
        return _NAMED[entity[1]]
    number = int(entity[2]) if entity[2] else int(entity[3], 16)
    return without_surrogates(chr(number)) if number < 0x110000 else entity[0]

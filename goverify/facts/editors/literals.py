"""The literal values in editors' start-up files, which are programs: what is written out is understood, and nothing is run."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors.expansion import from_home, variable
from goverify.facts.editors.reading import text_of
from goverify.facts.editors.values import UNKNOWN, Oddity

LIMIT_BYTES = 256 << 10
LIMIT_LINES = 5000
LIMIT_CHARACTERS = 2000
"""Longer lines are data, not a person's."""

MOST_PIECES = 20

_TEXT = r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)')"""
_ENV = r"""(?:vim\.env\.|\$)(?P<env>\w+)|(?:os\.getenv|vim\.uv\.os_getenv|getenv)\s*\(\s*["'](?P<got>\w+)["']\s*\)"""
_EXPAND = r"""(?:vim\.fn\.)?expand\s*\(\s*["'](?P<expand>[^"']*)["']\s*\)|vim\.fs\.normalize\s*\(\s*["'](?P<normal>[^"']*)["']\s*\)"""
_VIM_PIECE = re.compile(rf"\s*(?:{_EXPAND}|{_ENV}|{_TEXT})\s*(?P<more>\.{{1,2}})?")
_LISP_PIECE = re.compile(
    r"""\s*(?:"(?P<double>(?:[^"\\]|\\.)*)"|\(getenv\s+"(?P<env>\w+)"\)|\(expand-file-name\s+"(?P<expand>[^"]*)"\)|(?P<mark>path-separator))"""
)


_CONDITION = re.compile(r"\b(?:if|when|unless|cond|pcase)\b")


class Line(NamedTuple):
    """A line with something that can be read."""

    number: int
    text: str

    @property
    def nested(self) -> bool:
        """Return whether it may stand below a condition, such as one for another machine: it is indented, or has one."""
        return self.text[:1].isspace() or _CONDITION.search(self.text) is not None


def lines(ask: Facts, file: PurePath, comment: str) -> Iterator[Line | Oddity]:
    """Yield the lines of a file that are neither comments nor data, and what is odd about it."""
    read = text_of(ask, file, LIMIT_BYTES)
    if read is not None and read.problem:
        yield Oddity(file, read.problem)
    for number, line in enumerate(read.text.splitlines()[:LIMIT_LINES] if read else (), 1):
        if len(line) <= LIMIT_CHARACTERS and not line.lstrip().startswith(comment):
            yield Line(number, line)


def vim_value(ask: Facts, text: str) -> str:
    """Return what an expression of Lua or Vim script says: texts and variables in a row."""
    said, at = "", 0
    for _ in range(MOST_PIECES):
        piece = _VIM_PIECE.match(text, at)
        if piece is None:
            return said + UNKNOWN
        said += _said(ask, piece)
        at = piece.end()
        if not piece["more"]:
            return said
    return said + UNKNOWN


def lisp_value(ask: Facts, text: str, separator: str) -> str:
    """Return what an expression of Emacs Lisp says: a text, or a row of texts and variables in `concat`."""
    row = re.match(r"\s*\(concat\b", text)
    said, at = "", row.end() if row else 0
    for _ in range(MOST_PIECES):
        piece = _LISP_PIECE.match(text, at)
        if piece is None:
            return said + (UNKNOWN if not row or text[at:].strip()[:1] != ")" else "")
        said += separator if piece["mark"] else _said(ask, piece)
        at = piece.end()
        if not row:
            return said
    return said + UNKNOWN


def _said(ask: Facts, piece: re.Match[str]) -> str:
    """Return what one piece of an expression says."""
    of = {name: value or "" for name, value in piece.groupdict("").items()}
    name = of["env"] or of.get("got", "")
    if name:
        return variable(ask, name)
    path = of["expand"] or of.get("normal", "")
    if path:
        filled = re.sub(r"\$(\w+)", lambda found: variable(ask, found[1]), path)
        return from_home(ask, filled)
    return re.sub(r'\\(["\\])', r"\1", of["double"]) or of.get("single", "")

"""The grammar of go.mod and go.work: words on lines, alone or in a block of parentheses, with comments behind them.

Source: golang.org/x/mod/modfile (read.go). A fault in it ends the reading, as it does for go.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

PUNCTUATION = "()[]{},"

WORD = re.compile(r"(?:(?!//|/\*)[^\s()\[\]{},])+")
"""What is no blank and no punctuation, up to a comment."""

STRING = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')

SHOWN = 60
"""Characters of a line that a sentence can take."""


class Defect(NamedTuple):
    """What go refuses in a go.mod or go.work."""

    line: int
    """Counted from 1; 0 where it is the whole file's."""
    text: str
    """The line, cut where it is long."""
    why: str


class Statement(NamedTuple):
    """One directive: its verb, and the words behind it."""

    line: int
    verb: str
    words: tuple[str, ...]
    """As they are written, with their quotes."""
    comment: str
    """What stands behind // on the same line."""
    in_block: bool
    """It stands between the parentheses of a block, whose verb it has."""


class Fault(Exception):
    """A line that is no go.mod syntax; its text says why."""


class _Line(NamedTuple):
    number: int
    words: tuple[str, ...]
    comment: str


class Syntax(NamedTuple):
    """A file taken apart."""

    statements: tuple[Statement, ...]
    defects: tuple[Defect, ...]
    """Unknown blocks, and the one fault at which reading ended."""


def take_apart(text: str, blocks: frozenset[str]) -> Syntax:
    """Return the statements of a file in which the verbs of `blocks` may have a block."""
    lines = text.split("\n")
    statements: list[Statement] = []
    defects: list[Defect] = []
    number = 0
    try:
        for number, statement in _statements(lines):
            if statement.in_block and statement.verb not in blocks:
                if not statement.words:
                    defects.append(defect(lines, number, f"{statement.verb or 'this'} takes no block in parentheses"))
            elif statement.words or not statement.in_block:
                statements.append(statement)
    except _At as fault:
        defects.append(defect(lines, fault.number, str(fault)))
    return Syntax(tuple(statements), tuple(defects))


def defect(lines: list[str], number: int, why: str) -> Defect:
    """Return the defect of a line."""
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return Defect(number, text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…", why)


class _At(Fault):
    """A fault with the number of its line."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


def _statements(lines: list[str]) -> Iterator[tuple[int, Statement]]:
    """Yield each statement; a block yields one without words for itself first."""
    block: tuple[int, str] | None = None
    for line in _words_of_lines(lines):
        words = line.words
        if block is None and words[-1] == "(" and len(words) > 1:
            block = (line.number, " ".join(words[:-1]))
            yield line.number, Statement(line.number, block[1], (), line.comment, in_block=True)
        elif block is None and len(words) > 2 and words[-2:] == ("(", ")"):
            yield line.number, Statement(line.number, " ".join(words[:-2]), (), line.comment, in_block=True)
        elif block is None:
            yield line.number, Statement(line.number, words[0], words[1:], line.comment, in_block=False)
        elif words[0] == ")" and len(words) > 1:
            raise _At(line.number, "nothing may stand behind the closing parenthesis")
        elif words[0] == ")":
            block = None
        else:
            yield line.number, Statement(line.number, block[1], words, line.comment, in_block=True)
    if block is not None:
        raise _At(block[0], "the parenthesis that opens here is not closed")


def _words_of_lines(lines: list[str]) -> Iterator[_Line]:
    for number, line in enumerate(lines, 1):
        try:
            words, comment = words_of(line)
        except Fault as fault:
            raise _At(number, str(fault)) from None
        if words:
            yield _Line(number, words, comment)


def words_of(line: str) -> tuple[tuple[str, ...], str]:
    """Return the words of one line and the comment behind them; Fault where it is no line of a go.mod."""
    words: list[str] = []
    place = 0
    while place < len(line):
        char = line[place]
        if char in " \t\r":
            place += 1
        elif line.startswith("//", place):
            return tuple(words), line[place + 2 :].strip()
        elif char in PUNCTUATION:
            words.append(char)
            place += 1
        else:
            words.append(_word(line, place))
            place += len(words[-1])
    return tuple(words), ""


def _word(line: str, place: int) -> str:
    """Return the string or the word that begins at a place."""
    if line[place] in '"`':
        string = STRING.match(line, place)
        if string is None:
            raise Fault("a quote is not closed")
        return string[0]
    word = WORD.match(line, place)
    if word is None:
        raise Fault("a comment begins with //, and not with /*" if line[place] == "/" else _strange(line[place]))
    bad = next((char for char in word[0] if not char.isprintable()), None)
    if bad is not None:
        raise Fault(_strange(bad))
    if line.startswith("/*", word.end()):
        raise Fault("a comment begins with //, and not with /*")
    return word[0]


def _strange(char: str) -> str:
    if char == "\ufeff":
        return "the file begins with a byte-order mark, which go does not take in it"
    if char == "\0":
        return "the file is no UTF-8: it holds zero bytes, as text does that Windows PowerShell writes"
    return f"the character U+{ord(char):04X} cannot stand here"

"""The words and operators of a shell's start-up file, with the line that each stands on; nothing is expanded.

Source: Shell Command Language, 2.3 Token Recognition (POSIX.1-2017). Redirections and here-documents are left out, as
they set no variable. One pass over the text, whatever is in it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LIMIT_TOKENS = 60_000
"""Four times as many as the longest file of a framework for zsh has."""

_REDIRECTION = re.compile(r"(?:\d+|\{\w+\})?(?:<<<|<<-?|<>|[<>]&|>\||>>|<(?!\()|>(?!\()|&>>?)[ \t]*")
_OPERATOR = re.compile(r";;&|;;|;&|;|&&|&|\|\||\|&|\||\(|\)")
_ENDS_WORD = frozenset(" \t\r\n;&|()<>")
_CLOSERS = {"$(": ")", "${": "}", "`": "`", '"': '"', "<(": ")", ">(": ")"}
_PLAIN = re.compile(r"[^\s;&|()<>'\"\\$`]+")
_BLANKS = " \t\r"
_NO_VALUE = frozenset({")", " ", "\t", "\n", ""})
"""What follows the bracket of a function's definition."""


class Token(NamedTuple):
    """A word as written, or an operator; the end of a line is the operator of that name."""

    text: str
    line: int
    is_word: bool


NEWLINE = "\n"


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, as many as are read of one."""
    found: list[Token] = []
    for token in _tokens(text):
        found.append(token)
        if len(found) >= LIMIT_TOKENS:
            break
    return found


def _tokens(text: str) -> Iterator[Token]:
    at, line = 0, 1
    documents: list[str] = []
    while at < len(text):
        char, end = text[at], at + 1
        if char == "\n":
            yield Token(NEWLINE, line, is_word=False)
            end = _behind_documents(text, end, documents)
        elif char == "#":
            end = _index(text, "\n", at)
        elif char == "\\" and text[end : end + 1] == "\n":
            end += 1
        elif char not in _BLANKS:
            if redirection := _REDIRECTION.match(text, at):
                end = word_end(text, redirection.end())
                if redirection[0].strip().endswith(("<<", "<<-")):
                    documents.append(text[redirection.end() : end].strip("'\"\\"))
            elif char + text[end : end + 1] == "((":
                end = skipped(text, at + 2, [")", ")"])
                yield Token(text[at:end], line, is_word=True)
            elif operator := _OPERATOR.match(text, at):
                end = operator.end()
                yield Token(operator[0], line, is_word=False)
            else:
                end = max(word_end(text, at), end)
                yield Token(text[at:end], line, is_word=True)
        line += text.count("\n", at, end)
        at = end


def _behind_documents(text: str, at: int, documents: list[str]) -> int:
    """Return where the text goes on after the here-documents that begin at a place."""
    for delimiter in documents:
        while at < len(text):
            end = _index(text, "\n", at)
            content, at = text[at:end].strip("\t\r"), end + 1
            if content == delimiter:
                break
    documents.clear()
    return min(at, len(text))


def _index(text: str, char: str, at: int) -> int:
    found = text.find(char, at)
    return len(text) if found < 0 else found


def word_end(text: str, at: int) -> int:
    """Return where the word ends that begins at a place."""
    start = at
    while at < len(text):
        char = text[at]
        # An array's values, and what zsh writes behind a pattern, belong to the word.
        if char == "(" and at > start and (text[at - 1] == "=" or text[at + 1 : at + 2] not in _NO_VALUE):
            at = skipped(text, at + 1, [")"])
        elif char in "<>" and text[at + 1 : at + 2] == "(":
            at = skipped(text, at + 2, [")"])
        elif char in _ENDS_WORD:
            return at
        elif plain := _PLAIN.match(text, at):
            at = plain.end()
        else:
            at = part_end(text, at)
    return len(text)


def part_end(text: str, at: int) -> int:
    """Return where a quoted text, a substitution or a single character ends that begins at a place."""
    char, two = text[at], text[at : at + 2]
    if char == "\\":
        return min(at + 2, len(text))
    if char == "'":
        return min(_index(text, "'", at + 1) + 1, len(text))
    opener = two if two in _CLOSERS else char
    return skipped(text, at + len(opener), [_CLOSERS[opener]]) if opener in _CLOSERS else at + 1


def skipped(text: str, at: int, closers: list[str]) -> int:
    """Return the place behind the last of the closing marks, those between having to match as they open."""
    while at < len(text) and closers:
        char, top = text[at], closers[-1]
        two = text[at : at + 2]
        if char == top:
            closers.pop()
        elif char == "\\":
            at += 1
        elif char == "'" and top not in '"`':
            at = _index(text, "'", at + 1)
        elif top != "`" and (two in _CLOSERS or char in _CLOSERS):
            closers.append(_CLOSERS[two if two in _CLOSERS else char])
            at += 1 if two in _CLOSERS else 0
        elif char == "(" and top == ")":
            closers.append(")")
        at += 1
    return min(at, len(text))

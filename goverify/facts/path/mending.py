"""The ways in which a PATH entry is misspelt, and what each was meant to be: text in, text out."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

BLANKS = " \t\r\n\v\f\u00a0\u200b\ufeff"
QUOTES = "\"'`\u201c\u201d\u2018\u2019"
"""Straight ones, and those that word processors and web pages make of them."""

LIMIT_CHARACTERS = 4096
"""The longest path that Linux takes (PATH_MAX)."""

Values = Callable[[str], Sequence[str]]
"""Gives the values that a variable's name may stand for, home under "~"."""

# Texts, as hardly a run needs them: compiling them would cost each start.
_VARIABLE = r"%([\w()]+)%|\$env:(\w+)|\$\{(\w+)\}|\$\(go env (\w+)\)|\$(\w+)"
_SEPARATORS = {"unix": ((r";", "a semicolon"), (r",", "a comma"), (r"\s", "a space"))}
_SEPARATORS["windows"] = (
    (r";", "an unclosed quote"),
    (r",", "a comma"),
    (r":(?=[A-Za-z]:[\\/])|(?<=[^:]{2}):(?=/)", "a colon"),
)
_ASSIGNED = r"(?i)(?:export |set |setx )?path="
_ADDRESS = r"(?i)^file://(?:localhost)?(/[A-Z]:)?"
_DRIVE = r"(?:/(?:cygdrive|mnt))?/([A-Za-z])(/.*)"
"""How Git Bash, Cygwin and WSL write a drive's folder."""


class Mended(NamedTuple):
    """What a text may have been meant to be."""

    problem: str
    """What is wrong with it, as the end of "the entry …"."""
    text: str


def mended(text: str, *, windows: bool, values: Values) -> Iterator[Mended]:
    """Yield what a PATH entry may have been meant to be, the least changed first; nothing where it is written well."""
    if len(text) > LIMIT_CHARACTERS:
        return
    problems, plain = _undressed(text, windows=windows)
    yield from _filled(problems, plain, windows=windows, values=values)
    for separator, name in _SEPARATORS["windows" if windows else "unix"]:
        pieces = re.split(separator, plain)
        for piece in pieces if len(pieces) > 1 else ():
            _, bare = _undressed(piece, windows=windows)
            yield from _filled(
                [*problems, f"holds several folders with {name} between them"], bare, windows=windows, values=values
            )


def _undressed(text: str, *, windows: bool) -> tuple[list[str], str]:
    """Return what is wrong around a path, and the path without it."""
    problems = []
    plain = text.strip(BLANKS)
    if plain != text:
        front, tail = text[: len(text) - len(text.lstrip(BLANKS))], text[len(text.rstrip(BLANKS)) :]
        where, blanks = ("a trailing", tail) if tail else ("a leading", front)
        what = "line break" if "\n" in blanks else "carriage return" if "\r" in blanks else "space"
        problems.append(f"has {where} {what}")
    bare = re.sub(_ASSIGNED, "", plain, count=1) if re.match(_ASSIGNED, plain) else plain
    if bare != plain:
        problems.append("holds the text PATH= itself")
    unquoted = bare.translate(dict.fromkeys(map(ord, QUOTES)))
    # cmd.exe and Go take a pair of double quotes off by themselves.
    if unquoted != bare and not (windows and bare.count('"') % 2 == 0 and bare.replace('"', "") == unquoted):
        problems.append("holds literal quotes")
    located = re.sub(_ADDRESS, lambda found: (found[1] or "")[1:], unquoted)
    if located != unquoted:
        problems.append("is a file:// address")
        located = re.sub(r"%([2-7][0-9A-Fa-f])", lambda found: chr(int(found[1], 16)), located)
    if not windows and "\\" in located:
        problems.append("holds literal backslashes")
        located = located.replace("\\", "")
    return problems, located.strip(BLANKS)


def _filled(problems: list[str], text: str, *, windows: bool, values: Values) -> Iterator[Mended]:
    """Yield the text with home and variables filled in, where that or something before changed it."""
    found = list(problems)
    if text == "~" or text.startswith(("~/", "~\\")):
        found.append("begins with a literal ~, which bash alone takes for the home folder")
        texts = [base + text[1:] for base in values("~")]
    else:
        texts = [text]
    name = next(re.finditer(_VARIABLE, text), None)
    if name is not None:
        found.append(f"holds the text {name[0]}, which nothing filled in")
        texts = [filled for each in texts for filled in _with_values(each, values)]
    if windows and (drive := re.fullmatch(_DRIVE, text)):
        found.append("is written as in Cygwin or WSL" if text[2:3] != "/" else "is written as in Git Bash")
        texts = [f"{drive[1].upper()}:{drive[2]}"]
    if found:
        yield from (Mended(" and ".join(found), each) for each in texts)


def _with_values(text: str, values: Values) -> list[str]:
    """Return the text with its first variable replaced by each value it may have, and the others by their first."""
    first = re.search(_VARIABLE, text)
    if first is None:
        return [text]

    def value(found: re.Match[str]) -> str:
        return next(iter(values(found[found.lastindex or 0])), found[0])

    rest = re.sub(_VARIABLE, value, text[first.end() :])
    return [text[: first.start()] + each + rest for each in values(first[first.lastindex or 0])]

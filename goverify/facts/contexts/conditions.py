"""What a condition of a start-up file comes to: true, false, or None for what cannot be told without running it.

Sources: test(1p), bash(1) CONDITIONAL EXPRESSIONS, zshmisc(1).
"""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import PurePath

from goverify.facts.contexts.expansion import pattern, value
from goverify.facts.contexts.state import State
from goverify.facts.contexts.traced import UNKNOWN
from goverify.facts.path.hits import go_in
from goverify.host.paths import follow, is_file, is_folder, kind_of

LONGEST_PATTERN = 4000

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "-eq": lambda one, other: one == other,
    "-ne": lambda one, other: one != other,
    "-gt": lambda one, other: one > other,
    "-ge": lambda one, other: one >= other,
    "-lt": lambda one, other: one < other,
    "-le": lambda one, other: one <= other,
}


def tested(state: State, words: list[str]) -> bool | None:
    """Return what `[ … ]` or `[[ … ]]` comes to, of which `words` stand between the brackets, as written."""
    if any(word in {"(", ")"} for word in words):
        return None
    return _any(
        [_all([_one(state, part) for part in _split(each, {"-a", "&&"})]) for each in _split(words, {"-o", "||"})]
    )


def fits(state: State, text: str, wanted: str) -> bool | None:
    """Return whether a text fits the pattern that a word stands for."""
    form = pattern(state, wanted)
    state.spend(len(text) * 4)
    if UNKNOWN in text or UNKNOWN in form or len(form) > LONGEST_PATTERN:
        return True if form == "*" else None
    return fnmatchcase(text, form)


def finds(state: State, name: str) -> bool | None:
    """Return whether the shell would find a command by its name."""
    if UNKNOWN in name:
        return None
    if name in state.functions:
        return True
    if "/" in name:
        return is_file(state.host, state.host.path(name))
    state.spend(len(state.path.text) * 64)
    folders = [state.host.path(entry) for entry in state.path.entries if UNKNOWN not in entry]
    found = any(_holds(state, folder, name) for folder in folders if folder.is_absolute())
    return found or (None if state.gaps or UNKNOWN in state.path.text else False)


def _holds(state: State, folder: PurePath, name: str) -> bool:
    return go_in(state.host, folder) is not None if name == "go" else is_file(state.host, folder / name)


def _split(words: list[str], marks: set[str]) -> list[list[str]]:
    """Return the parts between marks; "-o" as the first word of a part is an operator of its own."""
    parts: list[list[str]] = [[]]
    for before, word in pairwise(["", *words]):
        if word in marks and parts[-1] and before != "!":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _any(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def _all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def negated(status: bool | None) -> bool | None:
    """Return the opposite of a status."""
    return None if status is None else not status


def _one(state: State, words: list[str]) -> bool | None:
    if words[:1] == ["!"]:
        return negated(_one(state, words[1:])) if words[1:2] != ["!"] else None
    match words:
        case [word]:
            return _not_empty(value(state, word))
        case [operator, word]:
            return _unary(state, operator, value(state, word))
        case [one, operator, other]:
            return _binary(state, value(state, one), operator, other)
    return False if not words else None


def _not_empty(text: str) -> bool | None:
    return True if text.replace(UNKNOWN, "") else None if text else False


def _unary(state: State, operator: str, text: str) -> bool | None:
    if operator in {"-n", "-z"}:
        return _not_empty(text) if operator == "-n" else negated(_not_empty(text))
    if operator == "-o":
        return {"interactive": state.session.interactive, "login": state.session.login}.get(text)
    if operator == "-v":
        return state.value(text) is not None
    path = state.host.path(text)
    if UNKNOWN in text or (text and not path.is_absolute()):
        return None
    return _of_file(state, operator, path) if text else False


def _of_file(state: State, operator: str, path: PurePath) -> bool | None:
    host = state.host
    match operator:
        case "-d":
            return is_folder(host, path)
        case "-f" | "-s":
            return is_file(host, path)
        case "-e" | "-a":
            return kind_of(host, path) is not None
        case "-h" | "-L":
            return bool(follow(host, path).hops)
        case "-r" | "-w" | "-x":
            return kind_of(host, path) is not None and host.access(follow(host, path).end, operator[1])
    return None


def _binary(state: State, text: str, operator: str, word: str) -> bool | None:
    if operator in {"=", "==", "!="}:
        fit = fits(state, text, word)
        return negated(fit) if operator == "!=" else fit
    other = value(state, word)
    if operator in _COMPARISONS and all(re.fullmatch(r"-?\d{1,18}", each) for each in (text, other)):
        return _COMPARISONS[operator](int(text), int(other))
    return None

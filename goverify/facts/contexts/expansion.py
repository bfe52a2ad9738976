"""What a shell makes of a word: quotes taken off, variables and ~ filled in, as far as that needs no program.

Source: Shell Command Language, 2.6 Word Expansions (POSIX.1-2017). What a command would print is UNKNOWN, but for the
few whose answer the host gives.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from goverify.facts.contexts.lexing import part_end
from goverify.facts.contexts.state import State
from goverify.facts.contexts.traced import UNKNOWN
from goverify.facts.variables.shells import Shell

DEEPEST = 8
"""Words within words, as in "${A:-${B:-c}}"."""

LIMIT_NAMES = 500
"""Files that a pattern may stand for."""

_PLAIN = re.compile(r"[^'\"\\$`~]+")
_NAME = re.compile(r"[A-Za-z_]\w*|[0-9@*#?$!-]")
_BRACED = re.compile(r"([A-Za-z_]\w*|[0-9@*#?$!-])(?:\[[@*]\])?(?:(:?[-+=?])(.*)|(%%|%|##|#)(.*))?", re.DOTALL)
_TILDE = re.compile(r"~(?=[/:]|$)")
_QUALIFIER = re.compile(r"\([^()]*\)$")
_GLOB = frozenset("*?[")

Piece = tuple[str, bool]
"""A text, and whether it was quoted."""


def value(state: State, word: str) -> str:
    """Return a word as one text."""
    return "".join(text for text, _ in _pieces(state, word, 0))


def pattern(state: State, word: str) -> str:
    """Return a word as a pattern for fnmatch, in which what is quoted stands for itself."""
    return "".join(_literal(text) if quoted else text for text, quoted in _pieces(state, word, 0))


def fields(state: State, word: str) -> list[str]:
    """Return the words that a word becomes: split at blanks that variables brought, and files in place of a pattern."""
    pieces = list(_pieces(state, word, 0))
    text = "".join(text for text, _ in pieces)
    if any(not quoted and _GLOB & set(text) for text, quoted in pieces) and UNKNOWN not in text:
        return _files(state, pattern(state, word))
    bare = all(not quoted for _, quoted in pieces)
    if bare and "$" in word and state.session.shell is not Shell.ZSH:
        return text.split()
    return [text] if text or not bare else []


def joined(state: State, words: list[str]) -> str:
    """Return the words of an array as PATH has them."""
    return ":".join(filter(None, (value(state, _QUALIFIER.sub("", word)) for word in words)))


def _files(state: State, wanted: str) -> list[str]:
    """Return the files that a pattern in the last part of a path stands for; UNKNOWN where that cannot be told."""
    path = state.host.path(_QUALIFIER.sub("", wanted))
    if _GLOB & set(str(path.parent)) or not path.is_absolute():
        return [UNKNOWN]
    state.spend(LIMIT_NAMES * 8)
    try:
        names = state.host.names(path.parent)[:LIMIT_NAMES]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [UNKNOWN]
    return [str(path.parent / name) for name in names if fnmatchcase(name, path.name) and not name.startswith(".")]


def _pieces(state: State, word: str, depth: int, *, quoted: bool = False) -> Iterator[Piece]:
    if depth > DEEPEST:
        yield UNKNOWN, quoted
        return
    at = 0
    while at < len(word):
        char, end = word[at], part_end(word, at)
        if plain := _PLAIN.match(word, at):
            yield plain[0], quoted
            end = plain.end()
        elif char in "'\"" and not quoted:
            inner = word[at + 1 : end - 1]
            yield from _pieces(state, inner, depth + 1, quoted=True) if char == '"' else ()
            yield ("" if char == '"' else inner), True
        elif char == "$" and word[at + 1 : at + 2] not in {"(", "{"}:
            text, end = _variable(state, word, at)
            yield text, quoted
        elif char in "$`":
            yield _substituted(state, word[at:end], depth), quoted
        else:
            end = end if char == "\\" else at + 1
            yield _other(state, word, at, quoted=quoted), quoted or char in "\\~"
        at = end


def _other(state: State, word: str, at: int, *, quoted: bool) -> str:
    """Return what an escaped character, a ~ or a plain one stands for."""
    if word[at] == "\\":
        return _escaped(word[at : at + 2], quoted=quoted)
    if word[at] != "~" or quoted or (at and word[at - 1] not in ":="):
        return word[at]
    return (state.value("HOME") or UNKNOWN) if _TILDE.match(word, at) else UNKNOWN


def _escaped(text: str, *, quoted: bool) -> str:
    if text == "\\\n":
        return ""
    return text if quoted and text[1:] not in {'"', "\\", "$", "`"} else text[1:]


def _variable(state: State, word: str, at: int) -> tuple[str, int]:
    """Return the value of $NAME at a place, and where its name ends."""
    name = _NAME.match(word, at + 1)
    if name is None:
        return "$", at + 1
    return state.value(name[0]) or "", name.end() + (3 if word[name.end() : name.end() + 3] == "[@]" else 0)


def _substituted(state: State, text: str, depth: int) -> str:
    """Return what ${…}, $(…), $((…)) or `…` stands for."""
    if not text.startswith("${"):
        return _printed(state, text.removeprefix("$").strip("()`").split())
    braced = _BRACED.fullmatch(text[2:-1])
    if braced is None or depth >= DEEPEST:
        return UNKNOWN
    name, operator, word, cut, what = braced.groups()
    current = state.value(name)
    if cut or not operator:
        return _cut(current or "", cut, _inner(state, what, depth)) if cut else current or ""
    return _chosen(state, current, operator, word, depth)


def _chosen(state: State, current: str | None, operator: str, word: str, depth: int) -> str:
    """Return what ${NAME:-word} and the like stand for."""
    given = current is not None and (current != "" or not operator.startswith(":"))
    if current is not None and UNKNOWN in current:
        return UNKNOWN
    if operator.endswith("+"):
        return _inner(state, word, depth) if given else ""
    return current or "" if given else "" if operator.endswith("?") else _inner(state, word, depth)


def _inner(state: State, word: str, depth: int) -> str:
    return "".join(text for text, _ in _pieces(state, word, depth + 1))


def _cut(text: str, operator: str, what: str) -> str:
    """Return a text without a beginning or an end that is written out; UNKNOWN for other patterns."""
    if UNKNOWN in text + what or _GLOB & set(what):
        return UNKNOWN
    return text.removesuffix(what) if operator.startswith("%") else text.removeprefix(what)


def _printed(state: State, words: list[str]) -> str:
    """Return what a command prints that the host answers for."""
    identity = state.host.identity
    match [word for word in words if not word.startswith("2>")]:
        case ["id", "-u" | "-ru"] | ["/usr/bin/id", "-u"]:
            return str(identity.uid)
        case ["id", "-un"] | ["whoami"]:
            return identity.name
    return UNKNOWN


def _literal(text: str) -> str:
    return "".join(f"[{char}]" if char in _GLOB else char for char in text)

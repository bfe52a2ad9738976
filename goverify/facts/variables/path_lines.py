"""The lines of start-up files that put folders on PATH, read without a shell.

Only what is written out is understood: assignments of the usual shells, with variables that the same file or the
environment gives. What a command would print (`$(go env GOPATH)/bin`) is left out, conditions are taken as met.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.facts.path.hits import go_in
from goverify.facts.variables.shell_dialects import as_assigned, first_set, misread, too_early
from goverify.facts.variables.shells import user_shell
from goverify.facts.variables.startup_files import StartupFile, When, startup_files
from goverify.host import System
from goverify.host.paths import home, same_file

LIMIT_LINES = 4000
LIMIT_CHARACTERS = 4000
"""Longer lines are data, not a person's."""

UNKNOWN = "\0"
"""Stands for text that only a shell could tell."""

_KEYWORDS = frozenset(
    {"export", "declare", "typeset", "local", "readonly", "builtin", "then", "else", "do", "eval", "{", "*", "command"}
)
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)\+?=(.*)", re.DOTALL)
_PATH_NAMES = frozenset({"PATH", "path", "fish_user_paths"})
_OTHER_SHELLS = re.compile(r"(?i)^\$env[.:]path\s*\+?=")
_PIECES = re.compile(
    r"""'(?P<literal>[^']*)'|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<command>\$\([^()]*\)|`[^`]*`)|\\(?P<escaped>.)"""
    r"""|(?P<blank>\s+)|(?P<end>[;&|]+)|(?P<bracket>[()])|(?P<comment>(?<!\S)\#.*)|(?P<plain>[^'"\\\s;&|()`$]+|\$\{?\w*\}?|.)""",
    re.DOTALL,
)
_APPENDERS = frozenset({"fish_add_path", "pathmunge", "append_path", "prepend_path", "path_append", "path_prepend"})
"""Functions that put their words on PATH: of fish, Red Hat, Arch Linux, and what people call their own."""

_IF_SET = re.compile(r"\$\{\w+:?\+[^{}]*(?:\{[^{}]*\}[^{}]*)?\}")
"""The idiom "${PATH:+:$PATH}": what stands there is PATH as it was, with a separator."""

_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-[^${}]*)?\}|(\w+))|(\$\([^()]*\)|`[^`]*`)|(\$)")


class PathLine(NamedTuple):
    """One line that puts folders on PATH."""

    file: StartupFile
    number: int
    """From 1 on."""
    text: str
    folders: tuple[PurePath, ...]
    too_early: str = ""
    """A variable of Go in it that the same file sets further down, and nowhere above."""


def path_lines(ask: Facts) -> tuple[PathLine, ...]:
    """Return the lines of the user's and the system's start-up files that put folders on PATH."""
    return tuple(line for file in ask(startup_files) for line in _lines(ask, file))


def lines_to_go(ask: Facts) -> tuple[tuple[PathLine, PurePath], ...]:
    """Return the lines that would put a folder with a go on PATH that is not there now, each with that folder."""
    known = [entry.folder for entry in ask(search_path) if entry.folder]
    return tuple(
        (line, folder)
        for line in ask(path_lines)
        for folder in line.folders
        if go_in(ask.host, folder) and not any(same_file(ask.host, folder, other) for other in known)
    )


def read_by_this_shell(ask: Facts) -> tuple[PathLine, When] | None:
    """Return the line to a go that every terminal of this user's shell reads, so that this process alone lacks it."""
    shell, terminals = ask(user_shell), {When.INTERACTIVE, When.ALWAYS}
    if ask.host.platform.system is System.MACOS:
        terminals |= {When.LOGIN}  # Terminal.app and its like start login shells
    meant = (
        line
        for line, _ in ask(lines_to_go)
        if not line.too_early and not misread(shell, line.text, str(line.file.path))
    )
    times = ((line, line.file.read_by(shell)) for line in meant)
    return next(((line, when) for line, when in times if when in terminals), None)


def _lines(ask: Facts, file: StartupFile) -> Iterator[PathLine]:
    host = ask.host
    base = str(home(host) or UNKNOWN)
    variables = {**host.env, "HOME": base, "PATH": UNKNOWN, "path": UNKNOWN, "fish_user_paths": UNKNOWN}
    bare = file.path.is_relative_to(host.path("/etc")) and "paths" in {
        file.path.name,
        file.path.parent.name.removesuffix(".d"),
    }
    lines = file.text.splitlines()[:LIMIT_LINES]
    set_in = first_set(lines)
    for number, line in enumerate(lines, 1):
        if len(line) > LIMIT_CHARACTERS:
            continue
        texts = [line.strip()] if bare else list(_put_on_path(_IF_SET.sub(":", as_assigned(line)), variables))
        folders = (host.path(_from_home(text, base)) for text in texts if text and UNKNOWN not in text)
        absolute = tuple(folder for folder in folders if folder.is_absolute())
        if absolute:
            yield PathLine(file, number, line.strip(), absolute, too_early(line, number, set_in))


def _from_home(text: str, base: str) -> str:
    return base + text[1:] if text == "~" or text.startswith("~/") else text


def _put_on_path(line: str, variables: dict[str, str]) -> Iterator[str]:
    """Yield the folders that a line puts on PATH; note in `variables` what else it assigns."""
    if _OTHER_SHELLS.match(line.strip()):
        yield from _folders_in_quotes(line.partition("=")[2], variables)
        return
    for words in _statements(line, variables):
        while words and (words[0] in _KEYWORDS or (words[0].startswith("-") and len(words[0]) < 5)):
            words.pop(0)
        if words:
            yield from _of_statement(words, variables)


def _of_statement(words: list[str], variables: dict[str, str]) -> Iterator[str]:
    command, *rest = words
    if command in {"set", "setenv"} or command in _APPENDERS:
        names = [word for word in rest if not word.startswith("-") and word != "="]
        if command not in _APPENDERS:
            name, names = (names[0].removesuffix("="), names[1:]) if names else ("", [])
            if name not in _PATH_NAMES:
                variables.update({name: _bounded(names[0])} if len(names) == 1 else {})
                return
        yield from (text for word in names for text in word.split(":"))
        return
    for position, word in enumerate(words):
        found = _ASSIGNMENT.fullmatch(word)
        if found is None:
            return
        if found[1] not in _PATH_NAMES:
            variables[found[1]] = _bounded(found[2])
            continue
        values = [found[2], *words[position + 1 :]] if found[1] == "path" else [found[2]]
        yield from (text for value in values for text in value.split(":"))
        if found[1] == "path":
            return


def _bounded(text: str) -> str:
    """Return a variable's value; lines that double it again and again must not fill the memory."""
    return text if len(text) <= LIMIT_CHARACTERS else UNKNOWN


def _folders_in_quotes(text: str, variables: Mapping[str, str]) -> Iterator[str]:
    """Yield what stands in the quotes of a PowerShell or Nushell assignment, and the bare words of the latter."""
    for quoted, literal, bare in re.findall(r'"([^"]*)"|\'([^\']*)\'|(?<![\w$])(/[\w./@+-]+)', text):
        plain = literal or bare or _expanded(re.sub(r"\$env[.:]", "$", quoted), variables)
        yield from re.split(r";|:(?![\\/](?![/\\]))", plain)


def _statements(line: str, variables: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the simple commands of a line as their words, quotes removed and variables filled in."""
    words: list[str] = []
    word: str | None = None
    for piece in _PIECES.finditer(line):
        kind = piece.lastgroup
        if kind in {"blank", "bracket", "end", "comment"}:
            words += [word] if word is not None else []
            word = None
            if kind == "end" and words:
                yield words
                words = []
            continue
        word = (word or "") + _meaning(kind or "", piece, variables)
    words += [word] if word is not None else []
    if words:
        yield words


def _meaning(kind: str, piece: re.Match[str], variables: Mapping[str, str]) -> str:
    text = piece[kind]
    if kind == "command":
        return UNKNOWN
    if kind == "quoted":
        return _expanded(re.sub(r'\\(["\\])', r"\1", text), variables)
    return _expanded(text, variables) if kind == "plain" else text


def _expanded(text: str, variables: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: variables.get(found[1] or found[2] or "", UNKNOWN), text)

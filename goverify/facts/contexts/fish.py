"""The reading of fish's configuration, with nothing started: PATH, fish_user_paths, and the conditions around them.

Sources: fish(1), fish_add_path(1), the fish language's page "Configuration files". Lists are kept as PATH is written,
with colons; a substitution `(…)` is unknown, as in the other shells.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.contexts import fish_commands
from goverify.facts.contexts.conditions import negated
from goverify.facts.contexts.evaluated import from_program
from goverify.facts.contexts.expansion import value
from goverify.facts.contexts.fish_statements import Statement, statements
from goverify.facts.contexts.frames import Frame, Kind
from goverify.facts.contexts.state import Mode, State
from goverify.facts.contexts.traced import UNKNOWN, quote
from goverify.facts.variables.shells import config_folder
from goverify.facts.variables.startup_files import LIMIT_BYTES
from goverify.host.paths import is_file, read_text
from goverify.model import Evidence

LIMIT_DEPTH = 8
LIMIT_FILES = 100

_CONF_D = ("/etc/fish/conf.d", "/usr/share/fish/vendor_conf.d", "/usr/local/share/fish/vendor_conf.d")
_USER_PATHS = re.compile(r"SETUVAR (?:--\w+ )*fish_user_paths:(.*)")
_BLOCKS = {"function": Mode.SKIP, "switch": Mode.MAYBE, "for": Mode.MAYBE, "while": Mode.MAYBE, "begin": Mode.RUN}
"""Blocks that `end` closes, and how what stands in them is read at best."""


def files(ask: Facts) -> Iterator[PurePath]:
    """Yield the files that fish reads: of conf.d each name once, the user's first, then the two config.fish."""
    host, own = ask.host, config_folder(ask) / "fish"
    found: dict[str, PurePath] = {}
    for folder in (own / "conf.d", *map(host.path, _CONF_D)):
        try:
            names = host.names(folder)[:LIMIT_FILES]
        except OSError:
            continue
        found = {name: folder / name for name in names if name.endswith(".fish")} | found
    yield from (found[name] for name in sorted(found))
    yield from (host.path("/etc/fish/config.fish"), own / "config.fish")


def put_user_paths(state: State) -> None:
    """Put the folders of the universal variable fish_user_paths first on PATH, as fish does when it starts."""
    file = config_folder(state.ask) / "fish" / "fish_variables"
    try:
        text = read_text(state.host, file, LIMIT_BYTES) if is_file(state.host, file) else None
    except OSError:
        return
    for number, line in enumerate((text or "").splitlines(), 1):
        if found := _USER_PATHS.fullmatch(line):
            folders = re.sub(r"\\x([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), found[1]).split("\x1e")
            fish_commands.prepend(state, folders, Mode.RUN, quote(file, number, line.replace("\\x1e", " ")))


def read(state: State, file: PurePath, text: str, base: Mode = Mode.RUN, depth: int = 0) -> None:
    """Read a file of fish's, with those that it reads in turn."""
    state.spend(len(text) * 2)
    _Reading(state, file, base, depth).read(statements(text)[::-1])


class _Reading:
    """One file that is being read."""

    def __init__(self, state: State, file: PurePath, base: Mode, depth: int) -> None:
        self._state, self._file, self._base, self._depth = state, file, base, depth
        self._status: bool | None = True
        self._frames: list[Frame] = []

    @property
    def _mode(self) -> Mode:
        return max(self._base, self._frames[-1].mode if self._frames else Mode.RUN)

    def read(self, rest: list[Statement]) -> None:
        """Read statements, the first of which stands last."""
        while rest:
            statement = rest.pop()
            if self._state.exhausted:
                self._state.note(self._line(statement)._replace(observed="(it takes too long to follow)"))
                return
            word, *words = statement.programs[0]
            if word == "if" or (word == "else" and words[:1] == ["if"]):
                condition = [_without(statement, 1 if word == "if" else 2)]
                while rest and rest[-1].joint:
                    condition.append(rest.pop())
                self._if(condition, begins=word == "if")
            elif word in {"else", "end"} and self._frames:
                self._frames.pop() if word == "end" else self._frames[-1].branch(status=True)
            elif word in _BLOCKS:
                self._frames.append(Frame(Kind.GROUP, self._mode, max(self._mode, _BLOCKS[word])))
                if words == ["go"] and word == "function" and self._frames[-1].outer is not Mode.SKIP:
                    self._state.stand_in = self._line(statement)
            else:
                self._joined(statement, self._mode)

    def _if(self, condition: list[Statement], *, begins: bool) -> None:
        if begins or not self._frames:
            self._frames.append(Frame(Kind.IF, self._mode, self._mode))
        frame = self._frames[-1]
        for statement in condition:
            self._joined(statement, frame.otherwise())
        frame.branch(self._status)

    def _joined(self, statement: Statement, mode: Mode) -> None:
        """Do a statement, where what it is joined to lets it be done."""
        if statement.joint and mode is not Mode.SKIP:
            goes_on = self._status if statement.joint == "and" else negated(self._status)
            mode = max(mode, Mode.MAYBE if goes_on is None else Mode.RUN if goes_on else Mode.SKIP)
        if mode is Mode.SKIP or not statement.programs[0]:
            return
        if len(statement.programs) == 1:
            status = self._command(list(statement.programs[0]), self._line(statement), mode)
        else:
            status = None
            if statement.programs[-1][0] in {"source", "."}:
                program = f"$({' '.join(statement.programs[-2])})"
                from_program(self._state, mode, program, self._line(statement))
        self._status = None if mode is Mode.MAYBE else status

    def _line(self, statement: Statement) -> Evidence:
        return quote(self._file, statement.line, statement.text)

    def _command(self, words: list[str], line: Evidence, mode: Mode) -> bool | None:
        state, (name, *rest) = self._state, words
        match name:
            case "not" | "!":
                return negated(self._command(rest, line, mode)) if rest and rest[0] not in {"not", "!"} else None
            case "set" | "fish_add_path":
                return fish_commands.assign(state, name, rest, line, mode)
            case "source" | ".":
                return self._source(value(state, rest[0]) if rest else "", line, mode)
            case "eval":
                from_program(state, mode, " ".join(rest), line)
                return None
            case "alias" if rest and value(state, rest[0]).partition("=")[0] == "go":
                state.stand_in = line
        return fish_commands.status(state, name, rest)

    def _source(self, given: str, line: Evidence, mode: Mode) -> bool | None:
        host, path = self._state.host, self._state.host.path(given)
        if UNKNOWN in given or not path.is_absolute() or self._depth >= LIMIT_DEPTH:
            self._state.note(line)
            return None
        try:
            text = read_text(host, path, LIMIT_BYTES) if is_file(host, path) else None
        except OSError:
            self._state.note(line)
            return None
        if text is not None:
            read(self._state, path, text, mode, self._depth + 1)
        return text is not None


def _without(statement: Statement, count: int) -> Statement:
    """Return a statement without its first words."""
    first, *others = statement.programs
    return statement._replace(joint="", programs=(first[count:], *others))

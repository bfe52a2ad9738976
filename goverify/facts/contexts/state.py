"""What a shell would know while it reads its start-up files: variables, PATH with its history, functions, and what cannot be told."""

from enum import IntEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.contexts.lexing import Token
from goverify.facts.contexts.traced import UNKNOWN, TracedPath
from goverify.facts.path.hits import go_in
from goverify.facts.variables.shells import Shell
from goverify.model import Evidence

LIMIT_GAPS = 10
LIMIT_VALUE = 64 << 10
"""Characters of a variable; a longer value counts as unknown."""

LIMIT_EFFORT = 4 << 20
"""Characters that are put together and looked through in one session; a real one needs less than a hundredth."""

PATH_NAMES = frozenset({"PATH", "path"})
"""zsh keeps both for one thing."""

_TOLD_BY_THE_SESSION = (
    "DISPLAY",
    "WAYLAND_",
    "SSH_",
    "TERM_",
    "TMUX",
    "XDG_",
    "VTE_",
    "VSCODE_",
    "WSL",
    "INSIDE_",
    "STY",
)
"""How the names of variables begin that a session may or may not have; nobody can tell beforehand."""


class Mode(IntEnum):
    """Whether a command would be run."""

    RUN = 0
    MAYBE = 1
    SKIP = 2


class Function(NamedTuple):
    """A function that a file defines."""

    body: tuple[Token, ...]
    file: PurePath


class Session(NamedTuple):
    """The kind of session that a shell is started for."""

    shell: Shell
    login: bool
    interactive: bool


class State:
    """The variables of a shell that is never started."""

    def __init__(self, ask: Facts, session: Session, path: TracedPath, variables: dict[str, str]) -> None:
        self.ask = ask
        self.host = ask.host
        self.session = session
        self.path = path
        self.gaps: list[Evidence] = []
        self.functions: dict[str, Function] = {}
        self.arguments: tuple[str, ...] = ()
        """What $1 and so on stand for."""
        self.exported = set(variables)
        self.stand_in: Evidence | None = None
        """The line that defines a function or alias go."""
        self._variables = variables | _own(session)
        self._effort = 0

    @property
    def exhausted(self) -> bool:
        """Return whether all the effort was spent that a session is worth."""
        return self._effort > LIMIT_EFFORT

    def spend(self, characters: int) -> None:
        """Count the effort for a text."""
        self._effort += characters + 16

    def value(self, name: str) -> str | None:
        """Return a variable's value, with UNKNOWN in it where that is not known; None where it is not set."""
        text = self._value(name)
        self.spend(len(text or ""))
        return text

    def _value(self, name: str) -> str | None:
        if name in PATH_NAMES and (name == "PATH" or self.session.shell is Shell.ZSH):
            return self.path.text
        if name in self._variables:
            return self._variables[name]
        if name.isdigit() or name in {"@", "*", "#"}:
            return _argument(self.arguments, name)
        if name in {"UID", "EUID"} and self.session.shell is not Shell.SH:
            return str(self.host.identity.uid)
        return UNKNOWN if name.startswith(_TOLD_BY_THE_SESSION) else None

    def environment(self) -> dict[str, str]:
        """Return the variables that programs started from here get, PATH aside."""
        return {
            name: text for name, text in self._variables.items() if name in self.exported and name not in PATH_NAMES
        }

    def put(self, name: str, value: str, mode: Mode, line: Evidence) -> None:
        """Set a variable as a line does, which is run or perhaps run."""
        value = value if len(value) < LIMIT_VALUE else UNKNOWN
        self.spend(len(value) * (8 if name in PATH_NAMES else 1))
        if name in PATH_NAMES and (name == "PATH" or self.session.shell is Shell.ZSH):
            self._put_path(value, mode, line)
        elif mode is Mode.RUN or self._variables.get(name) == value:
            self._variables[name] = value
        else:
            self._variables[name] = UNKNOWN

    def drop(self, name: str, mode: Mode) -> None:
        """Unset a variable."""
        if mode is Mode.RUN:
            self._variables.pop(name, None)

    def note(self, line: Evidence) -> None:
        """Remember a line whose effect on PATH cannot be told."""
        if line not in self.gaps and len(self.gaps) < LIMIT_GAPS:
            self.gaps.append(line)

    def _put_path(self, value: str, mode: Mode, line: Evidence) -> None:
        new = self.path.assigned(value, line)
        if mode is Mode.RUN:
            self.path = new
        elif not self._matters_not(new):
            self.note(line)

    def _matters_not(self, new: TracedPath) -> bool:
        """Return whether all that a new PATH has more than this one are known folders without a go."""
        rest = iter(new.entries)
        if not all(entry in rest for entry in self.path.entries):
            return False
        self.spend(len(new.entries) * 200)
        added = set(new.entries) - set(self.path.entries)
        folders = [self.host.path(entry) for entry in added if entry and UNKNOWN not in entry]
        known = len(folders) == len(added) and all(folder.is_absolute() for folder in folders)
        return known and not any(go_in(self.host, folder) for folder in folders)


def _argument(arguments: tuple[str, ...], name: str) -> str:
    if name in {"@", "*"}:
        return " ".join(arguments)
    if name == "#":
        return str(len(arguments))
    place = int(name) if len(name) < 4 else 0
    return arguments[place - 1] if 0 < place <= len(arguments) else ""


def _own(session: Session) -> dict[str, str]:
    """Return the variables that a shell sets by itself, as far as files ask for them."""
    own = {"-": "himBHs" if session.interactive else "hB", "?": UNKNOWN, "$": UNKNOWN}
    if session.shell is Shell.BASH:
        own |= {"BASH": "/bin/bash", "BASH_VERSION": "5", "0": "-bash" if session.login else "bash"}
    elif session.shell is Shell.ZSH:
        own |= {"ZSH_VERSION": "5.9", "ZSH_NAME": "zsh", "0": "-zsh" if session.login else "zsh"}
    return own | ({"PS1": "$ "} if session.interactive else {})

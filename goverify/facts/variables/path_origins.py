"""Which line, list or stored variable put the entries on PATH that lead to a go, and why an earlier one comes first.

Source: path_helper(8): in login shells of macOS it puts the folders of /etc/paths and /etc/paths.d before all that
PATH had by then, so that what ~/.zshenv put first comes behind.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.go_commands import GoCommand, go_commands
from goverify.facts.path.entries import search_path
from goverify.facts.variables.origins import giver
from goverify.facts.variables.path_lines import PathLine, path_lines
from goverify.facts.variables.shells import Shell, user_shell
from goverify.facts.variables.startup_files import When
from goverify.facts.variables.stored_path import KEYS, on_stored_path
from goverify.host import System

BEFORE_PATH_HELPER = (".zshenv", "zshenv")


class PathOrigin(NamedTuple):
    """One entry of PATH that leads to a go."""

    entry: str
    """As written on PATH."""
    place: str
    """The file, the registry key, or who put it there."""
    line: int | None
    first: bool
    """Its go is the one that a command line starts."""
    why: str
    """What comes before it; else empty."""
    overtaken: str = ""
    """How it came behind, where it was put first, as a sentence; else empty."""
    of_machine: bool = False
    """It stands in the Path that Windows keeps for the machine, which comes before the user's."""

    @property
    def told(self) -> str:
        """Return where it comes from, as a part of a sentence."""
        return f"from {self.place}" + (f", line {self.line}" if self.line else "")


def path_origins(ask: Facts) -> tuple[PathOrigin, ...]:
    """Return the entries of PATH that lead to a go, with what put them there."""
    commands = ask(go_commands)
    return tuple(_origin(ask, go, commands[0]) for go in commands)


def _origin(ask: Facts, go: GoCommand, first: GoCommand) -> PathOrigin:
    folder, line = go.found.parent, _line(ask, go.found.parent)
    key = ask(on_stored_path, folder)
    place = rf"{key}\Path" if key else str(line.file.path) if line else ask(giver, "PATH")
    number = line.number if line and not key else None
    overtaken = "" if go is first else _overtaken(ask, line, first)
    why = "" if go is first else f"{first.found} comes first" + (f": {overtaken[:-1]}" if overtaken else "")
    return PathOrigin(go.entry.text, place, number, go is first, why, overtaken, of_machine=key == KEYS[0])


def _line(ask: Facts, folder: PurePath) -> PathLine | None:
    """Return the line that puts a folder on PATH, one of this user's shell before those of others.

    Of several, it is the one the rest of which is on PATH as well: /etc/profile sets one for root and one for others.
    """
    shell, there = ask(user_shell), {entry.folder for entry in ask(search_path)}
    lines = [line for line in ask(path_lines) if folder in line.folders]
    return min(lines, key=lambda line: (not line.file.read_by(shell), len({*line.folders} - there)), default=None)


def _overtaken(ask: Facts, line: PathLine | None, first: GoCommand) -> str:
    """Return how a folder of the system's came before what a file of zsh put first; empty where it did not so."""
    zsh = ask.host.platform.system is System.MACOS and line and line.file.read_by(Shell.ZSH) is When.ALWAYS
    if not zsh or not line or line.file.path.name not in BEFORE_PATH_HELPER:
        return ""
    before = _line(ask, first.found.parent)
    listed = before is not None and "paths" in {before.file.path.name, before.file.path.parent.name.removesuffix(".d")}
    why = "path_helper puts the folders of /etc/paths before what .zshenv has put on PATH; .zprofile is read after it."
    return why if listed else ""

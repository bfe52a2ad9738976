"""Settings of Go that a start-up file assigns without exporting them, so that no program sees them.

Only what is written out is understood: lines that assign and do nothing else. Where a file turns on the export of
everything (set -a), or a name is exported anywhere, nothing is said of it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release_lists import RUNTIME, VARIABLES
from goverify.facts.variables.shells import Shell
from goverify.facts.variables.startup_files import StartupFile, startup_files
from goverify.host import System

LIMIT_LINES = 4000
LIMIT_CHARACTERS = 2000

POSIX = frozenset({Shell.BASH, Shell.ZSH, Shell.SH, Shell.KSH})
NOT_SCRIPTS = frozenset({"environment", ".pam_environment"})
"""Files of which every line is exported; so are those that end in .conf."""

SETTINGS = frozenset(name for name in VARIABLES | RUNTIME if name.startswith(("GO", "CGO_")))

_TELLING = re.compile(r"GO|set|export|typeset|declare")

_WORD = r"""(?:"[^"]*"|'[^']*'|\$\([^()]*\)|[^\s"';&|()#])*"""
_ASSIGNMENT = rf"[A-Z_]\w*={_WORD}"
_ASSIGNMENTS = re.compile(rf"\s*{_ASSIGNMENT}(?:(?:\s+|\s*;\s*){_ASSIGNMENT})*\s*;?\s*(?:#.*)?")
_ASSIGNED = re.compile(r"(?:^|[\s;])(C?GO[A-Z0-9_]*)=")
_EXPORTS = re.compile(r"(?:^|[\s;&|{])(?:export|typeset|declare|setenv)\s(.*)")
_ALL = re.compile(
    r"(?:^|[\s;])(?:set\s+-\w*a|set\s+-o\s+allexport|setopt\s+(?:\S+\s+)*(?:all_?export))\b", re.IGNORECASE
)


class Unexported(NamedTuple):
    """One line that assigns a setting, which nothing exports."""

    name: str
    file: StartupFile
    number: int
    text: str


def unexported(ask: Facts) -> tuple[Unexported, ...]:
    """Return the settings of Go that start-up files assign, that nothing exports, and that are not in the environment."""
    if ask.host.platform.system is System.WINDOWS:
        return ()
    scripts = [file for file in ask(startup_files) if _is_script(file)]
    lines = [(file, number, line) for file in scripts for number, line in _lines(file)]
    if any(_ALL.search(line) for _, _, line in lines):
        return ()
    exported = {
        name for _, _, line in lines for found in _EXPORTS.finditer(line) for name in re.findall(r"\w+", found[1])
    }
    found: dict[str, Unexported] = {}
    for file, number, line in lines:
        for name in _assigned(line):
            if name not in exported and not ask.host.env.get(name):
                found.setdefault(name, Unexported(name, file, number, line.strip()))
    return tuple(found.values())


def _is_script(file: StartupFile) -> bool:
    posix = any(shell in POSIX for shell, _ in file.readers)
    return posix and file.path.name not in NOT_SCRIPTS and file.path.suffix != ".conf"


def _lines(file: StartupFile) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.text.splitlines()[:LIMIT_LINES], 1):
        if len(line) < LIMIT_CHARACTERS and _TELLING.search(line) and not line.lstrip().startswith("#"):
            yield number, line


def _assigned(line: str) -> list[str]:
    """Return the settings that a line assigns, where it does nothing else."""
    if "GO" not in line or not _ASSIGNMENTS.fullmatch(line):
        return []
    return [name for name in _ASSIGNED.findall(line) if name in SETTINGS]

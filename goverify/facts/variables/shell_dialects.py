"""In which shells a line that sets PATH means what it says: fish, csh and the Bourne shells write it each their own way.

Sources: set(1) and fish_add_path(1) of fish, tcsh(1) `setenv` and `set path`, sh(1).
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from goverify.facts.variables.shells import Shell

BOURNE = frozenset({Shell.BASH, Shell.ZSH, Shell.SH, Shell.KSH})

PLAIN = frozenset({"/etc/environment"})
"""Files of plain settings (pam_env(8)): in the others of that module and of systemd, variables are filled in."""

LIMIT_VARIABLES = 20
"""Variables of one line that are looked at."""

_FISH = re.compile(r"(?:^|;)\s*(?:set\s+(?:--?\w+\s+)*(?:PATH|fish_user_paths)\s+[^=\s]|fish_add_path\s)")
_CSH = re.compile(r"(?:^|;)\s*(?:setenv\s+\w+\s|set\s+path\s*=\s*\()")
_BOURNE = re.compile(r"^\s*(?:export\s+)?PATH\+?=")
_BLANKS = re.compile(r"^(\s*(?:export\s+)?PATH)(?:\s+=\s*|=\s+)(?=[$/\"'~])")
_SETS_GO = re.compile(r"\s*(?:export\s+)?(GO[A-Z]+)=")
_GO_VARIABLE = re.compile(r"\$\{?(GO[A-Z]+)\b")


def misread(shell: Shell, line: str, file: str) -> str:
    """Return why a line of a file is not taken for what it is meant to be, as the end of a sentence; else nothing."""
    if file in PLAIN and "$" in line:
        return f"no shell reads that file, and nothing fills in the variables there ({line[:80]})"
    if _BLANKS.match(line):
        return f"has a blank beside the =, and {shell} takes that for no assignment ({line[:80]})"
    if shell not in _understood_by(line):
        return f"in the words of another shell ({line[:80]}), which {shell} does not understand"
    return ""


def _understood_by(line: str) -> frozenset[Shell]:
    """Return the shells to which a line of a start-up file is no error."""
    if _FISH.search(line):
        return frozenset({Shell.FISH})
    if _CSH.search(line):
        return frozenset({Shell.CSH})
    # fish takes `export NAME=value` as well.
    return BOURNE | {Shell.FISH} if _BOURNE.match(line) else frozenset(Shell)


def as_assigned(line: str) -> str:
    """Return a line without the blanks that keep it from setting PATH."""
    return _BLANKS.sub(r"\1=", line)


def first_set(lines: Sequence[str]) -> Mapping[str, int]:
    """Return the line in which a file first sets each variable of Go."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if sets := _SETS_GO.match(line):
            found.setdefault(sets[1], number)
    return found


def too_early(line: str, number: int, set_in: Mapping[str, int]) -> str:
    """Return the variable of Go that a line uses before its file sets it; empty where there is none."""
    names = (found[1] for found in islice(_GO_VARIABLE.finditer(line), LIMIT_VARIABLES))
    return next((name for name in names if set_in.get(name, 0) > number), "")

"""The program to which a script in place of go hands everything, where that program cannot be started.

Shims of asdf and goenv start their manager, and people's own scripts start docker, a launcher or an SDK's tool. What
the script does before is not found out by trying: where it may change PATH or define commands, nothing is said.
"""

import re

from goverify.facts import Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.identity import answers
from goverify.facts.startable import startable
from goverify.facts.wrappers import UNKNOWN_SCRIPT, lines_of
from goverify.host import NotRecorded

SHIMS = frozenset({"asdf shim", "goenv shim"})

_STARTS = re.compile(r"""exec\s+(?P<quote>["']?)(?P<word>[\w/.][\w@%+:,./-]*)(?P=quote)(?:\s.*)?""")
_SETTLES = re.compile(r"""\bPATH\+?=|^(?:\.\s|(?:source|eval|alias|hash|function|cd|shift)\b)|\(\)\s*\{""")
"""What may decide where a word leads, or which word is started."""

_BRANCHES = re.compile(r"""\b(?:exec|exit|return|if|case|for|while|until|trap)\b|&&|\|\|""")
"""What may keep a script from ever coming to its last line."""


def lost_program(ask: Facts, go: GoCommand) -> str:
    """Return the word by which a script in place of go starts a program that is not there; else nothing."""
    if go.wrapper not in {*SHIMS, UNKNOWN_SCRIPT}:
        return ""
    lines = lines_of(ask, go.file)
    if ends_elsewhere(ask, go):
        return ""
    found = _STARTS.fullmatch(lines[-1]) if lines else None
    if found is None or found["word"] == "go" or any(map(_SETTLES.search, lines)):
        return ""
    return "" if startable(ask, found["word"]) or _answers(ask, go) else found["word"]


def ends_elsewhere(ask: Facts, go: GoCommand) -> bool:
    """Return whether a script of unknown kind may run something else in place of its last line."""
    return go.wrapper == UNKNOWN_SCRIPT and any(map(_BRANCHES.search, lines_of(ask, go.file)[:-1]))


def _answers(ask: Facts, go: GoCommand) -> bool:
    """Return whether the script was seen to work: it knows ways that were not looked at."""
    if go.why_not_run:
        return False
    try:
        return ask(answers, go, None).ok
    except NotRecorded:  # by a recorder that saw no cause to ask
        return True

"""The program to which a script in place of go hands everything, where that program cannot be started.

Shims of asdf and goenv start their manager, and people's own scripts start docker, a launcher or an SDK's tool. What
the script does before is not found out by trying: where it may change PATH or define commands, nothing is said.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.identity import answers
from goverify.facts.path.startable import startable
from goverify.facts.provenance.wrappers import UNKNOWN_SCRIPT, lines_of
from goverify.host import NotRecorded
from goverify.host.paths import home

# Texts, as hardly a run has a script to look at: compiling them would cost each start.
_SHELL = r"#!\s*\S*(?:/|/env\s+(?:-S\s+)?)(?:ba|da|z|k|a)?sh\b"
_MAY_START = r"""\bgo(?:lang)?\b|\$0|\b(?:eval|exec|env|command)\s+["']?\$|^(?:\.|source)\s|\$\(|`|["']?\$\{?\w+\}?["']?\s+["']?\$[@*]"""
"""What may come to a go in the end: its name, text that is only known when it runs, another file's lines."""

SHIMS = frozenset({"asdf shim", "goenv shim"})

_STARTS = r"""exec\s+(?P<quote>["']?)(?P<word>(?:\$HOME/|\$\{HOME\}/|~/)?[\w/.][\w@%+:,./-]*)(?P=quote)(?:\s.*)?"""
_HOME = r"^(?:\$HOME|\$\{HOME\}|~)/"
_SETTLES = r"""\bPATH\+?=|^(?:\.\s|(?:source|eval|alias|hash|function|cd|shift)\b)|\(\)\s*\{"""
"""What may decide where a word leads, or which word is started."""

_BRANCHES = r"""\b(?:exec|exit|return|if|case|for|while|until|trap)\b|&&|\|\|"""
"""What may keep a script from ever coming to its last line."""


def lost_program(ask: Facts, go: GoCommand) -> str:
    """Return the word by which a script in place of go starts a program that is not there; else nothing."""
    if go.wrapper not in {*SHIMS, UNKNOWN_SCRIPT}:
        return ""
    lines = lines_of(ask, go.file)
    if ends_elsewhere(ask, go):
        return ""
    found = re.fullmatch(_STARTS, lines[-1]) if lines else None
    if found is None or found["word"] == "go" or any(re.search(_SETTLES, line) for line in lines):
        return ""
    word = re.sub(_HOME, f"{home(ask.host)}/", found["word"], count=1)
    return "" if startable(ask, word) or _answers(ask, go) else word


def starts_no_go(ask: Facts, go: GoCommand) -> bool:
    """Return whether a shell's script of unknown kind can be seen to come to no go at all, whatever it does else."""
    lines = lines_of(ask, go.file)
    first = go.binary.first_line if go.binary else None
    of_a_shell = go.wrapper == UNKNOWN_SCRIPT and bool(lines) and bool(re.match(_SHELL, first or ""))
    return of_a_shell and not any(re.search(_MAY_START, line) for line in lines)


def ends_elsewhere(ask: Facts, go: GoCommand) -> bool:
    """Return whether a script of unknown kind may run something else in place of its last line."""
    return go.wrapper == UNKNOWN_SCRIPT and branches(ask, go.file)


def branches(ask: Facts, script: PurePath) -> bool:
    """Return whether something may keep a script from ever coming to its last line."""
    return any(re.search(_BRANCHES, line) for line in lines_of(ask, script)[:-1])


def _answers(ask: Facts, go: GoCommand) -> bool:
    """Return whether the script was seen to work: it knows ways that were not looked at."""
    if go.why_not_run:
        return False
    try:
        return ask(answers, go, None).ok
    except NotRecorded:  # by a recorder that saw no cause to ask
        return True

"""The reading of start-up files as sh, bash, ksh and zsh read them, command after command, with nothing started.

Conditions, loops over files, functions and files that read others are followed as far as their outcome is known; a
line that might change PATH and cannot be told is noted. The nesting stands on stacks of its own, and every count is
bounded, whatever a file holds.
"""

from pathlib import PurePath

from goverify.facts.contexts import compounds
from goverify.facts.contexts.commands import command
from goverify.facts.contexts.conditions import negated
from goverify.facts.contexts.frames import Frame, Kind, Reading
from goverify.facts.contexts.lexing import NEWLINE
from goverify.facts.contexts.machine import Call, Machine
from goverify.facts.contexts.state import Mode
from goverify.facts.variables.shells import Shell

LIMIT_STEPS = 30_000

_PIPES = frozenset({"|", "|&"})
_SEPARATORS = frozenset({NEWLINE, ";", "&"})
_BRANCH_ENDS = frozenset({";;", ";&", ";;&"})
_CLOSERS = {kind.value: kind for kind in Kind}


def read(machine: Machine, file: PurePath, text: str) -> None:
    """Read a start-up file with all that it leads to."""
    machine.enter_text(text, file, Mode.RUN, ())
    for _ in range(LIMIT_STEPS):
        reading = machine.reading
        if reading is None:
            return
        if machine.state.exhausted:
            break
        if reading.at < len(reading.tokens):
            _step(machine, reading)
        else:
            machine.end(reading)
    machine.give_up("it takes too long to follow")
    machine.stop()


def _step(machine: Machine, reading: Reading) -> None:
    token = reading.tokens[reading.at]
    if not token.is_word:
        reading.at += 1
        _operator(machine, reading, token.text)
    elif not _keyword(machine, reading, token.text):
        _simple(machine, reading)


def _operator(machine: Machine, reading: Reading, text: str) -> None:
    if text in _SEPARATORS:
        reading.link = Mode.RUN
    elif text in _PIPES:
        # zsh runs the last one of a pipeline in the shell itself.
        in_shell = machine.state.session.shell is Shell.ZSH
        reading.link, machine.status = Mode.MAYBE if in_shell else Mode.SKIP, None
    elif text in {"&&", "||"}:
        goes_on = machine.status if text == "&&" else negated(machine.status)
        reading.link = Mode.MAYBE if goes_on is None else Mode.RUN if goes_on else Mode.SKIP
    elif text == "(":
        machine.open(reading, Frame(Kind.SUBSHELL, reading.mode, Mode.SKIP))
    elif text in _BRANCH_ENDS:
        compounds.next_branch(machine, reading)
    else:
        compounds.close(machine, reading, Kind.SUBSHELL)


def _keyword(machine: Machine, reading: Reading, text: str) -> bool:
    """Do as a word of the shell's own says; return False where it is none."""
    reading.at += 1
    match text:
        case "!":
            reading.negated = not reading.negated
        case "if":
            machine.open(reading, Frame(Kind.IF, reading.mode, reading.mode))
        case "then" | "elif" | "else":
            compounds.branch(machine, reading, text)
        case "{":
            machine.open(reading, Frame(Kind.GROUP, reading.mode, reading.mode))
        case "fi" | "esac" | "done" | "}":
            compounds.close(machine, reading, _CLOSERS[text])
        case "do" | "time":
            pass
        case _:
            return _larger_keyword(machine, reading, text)
    return True


def _larger_keyword(machine: Machine, reading: Reading, text: str) -> bool:
    match text:
        case "while" | "until":
            machine.open(reading, Frame(Kind.LOOP, reading.mode, max(reading.mode, Mode.MAYBE)))
        case "for" | "select":
            compounds.loop(machine, reading)
        case "case":
            compounds.case(machine, reading)
        case "[[":
            compounds.brackets(machine, reading)
        case "function" if reading.at < len(reading.tokens):
            reading.at += 1
            compounds.define(machine, reading, reading.tokens[reading.at - 1].text)
        case _:
            reading.at -= 1
            return False
    return True


def _simple(machine: Machine, reading: Reading) -> None:
    """Take the words up to the next operator as one command."""
    start = end = reading.at
    tokens = reading.tokens
    while end < len(tokens) and tokens[end].is_word:
        end += 1
    reading.at = end
    behind = [token.text for token in tokens[end : end + 2]]
    if end == start + 1 and behind == ["(", ")"]:
        compounds.define(machine, reading, tokens[start].text)
        return
    # What is part of a pipe or runs beside the shell changes nothing in it.
    mode = Mode.SKIP if behind[:1] and behind[0] in {"|", "|&", "&"} else reading.mode
    if mode is not Mode.SKIP:
        words = [token.text for token in tokens[start:end]]
        status = command(Call(machine, reading, words, machine.line(reading, start, end)))
        compounds.ended(machine, reading, status, mode)
    reading.negated = False

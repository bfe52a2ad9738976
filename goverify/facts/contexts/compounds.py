"""The commands that hold others — if, case, loops, groups, functions — as start-up files are read without a shell."""

from goverify.facts.contexts.conditions import fits, negated, tested
from goverify.facts.contexts.expansion import fields, value
from goverify.facts.contexts.frames import Frame, Kind, Reading
from goverify.facts.contexts.lexing import NEWLINE, Token
from goverify.facts.contexts.machine import Machine
from goverify.facts.contexts.state import Function, Mode
from goverify.facts.contexts.traced import UNKNOWN, quote

LIMIT_ITEMS = 300

_SEPARATORS = frozenset({NEWLINE, ";"})


def branch(machine: Machine, reading: Reading, word: str) -> None:
    """Enter a branch of an `if`, or come to its next condition."""
    frame = reading.frames[-1] if reading.frames else None
    if frame is None or frame.kind is not Kind.IF:
        machine.lost(reading)
    elif word == "then":
        frame.branch(machine.status)
    elif word == "elif":
        frame.mode = frame.otherwise()
    else:
        frame.branch(status=True)
    reading.link = Mode.RUN


def close(machine: Machine, reading: Reading, kind: Kind) -> None:
    """Close the innermost command, or begin a loop anew."""
    frame = reading.frames[-1] if reading.frames else None
    if frame is None or frame.kind is not kind:
        machine.lost(reading)
        return
    if kind is Kind.LOOP and frame.items:
        machine.state.put(frame.name, frame.items.pop(0), frame.mode, quote(reading.file, 0, frame.name))
        reading.at = frame.start
        return
    reading.frames.pop()
    if frame.outer is not Mode.SKIP and kind is not Kind.GROUP:
        nothing = kind in {Kind.IF, Kind.CASE} and not frame.decided
        unknown = frame.perhaps or kind in {Kind.SUBSHELL, Kind.LOOP}
        machine.status = None if unknown else True if nothing else machine.status
    reading.link = Mode.RUN


def loop(machine: Machine, reading: Reading) -> None:
    """Begin `for NAME in WORDS`; its body is read once for each word."""
    outer = reading.mode
    frame = Frame(Kind.LOOP, outer, max(outer, Mode.MAYBE))
    name, words = _until(reading, _SEPARATORS), None
    if len(name) > 1 and name[1].text == "in":
        words = [item for word in name[2:] for item in fields(machine.state, word.text)][:LIMIT_ITEMS]
    elif len(name) == 1:
        words = list(reading.arguments)
    while reading.at < len(reading.tokens) and reading.tokens[reading.at].text in {NEWLINE, ";", "do", "{"}:
        reading.at += 1
    if words is not None and not name[0].text.startswith("(("):
        frame.mode = outer if words else Mode.SKIP
        frame.start, frame.name, frame.items = reading.at, name[0].text, words[1:] if outer is not Mode.SKIP else []
        machine.state.put(frame.name, words[0] if words else "", frame.mode, quote(reading.file, 0, frame.name))
    machine.open(reading, frame)


def case(machine: Machine, reading: Reading) -> None:
    """Begin `case WORD in`, and enter the first branch."""
    outer = reading.mode
    head = _until(reading, _SEPARATORS, words=frozenset({"in"}))
    frame = Frame(Kind.CASE, outer, outer, subject=value(machine.state, head[0].text) if head else UNKNOWN)
    if reading.at < len(reading.tokens) and reading.tokens[reading.at].text == "in":
        reading.at += 1
    machine.open(reading, frame)
    next_branch(machine, reading)


def next_branch(machine: Machine, reading: Reading) -> None:
    """Enter the next branch of a `case`, or come to its end."""
    frame = reading.frames[-1] if reading.frames else None
    if frame is None or frame.kind is not Kind.CASE:
        machine.lost(reading)
        return
    while reading.at < len(reading.tokens) and reading.tokens[reading.at].text == NEWLINE:
        reading.at += 1
    if reading.at < len(reading.tokens) and reading.tokens[reading.at].text == "esac":
        return
    patterns = [token.text for token in _until(reading, frozenset({")"})) if token.is_word]
    reading.at += 1
    answers = [fits(machine.state, frame.subject, each) for each in patterns] if frame.outer is not Mode.SKIP else []
    frame.branch(True if True in answers else None if None in answers else False)
    reading.link = Mode.RUN


def brackets(machine: Machine, reading: Reading) -> None:
    """Judge what stands in `[[ … ]]`."""
    mode = reading.mode
    words = [token.text for token in _until(reading, frozenset(), words=frozenset({"]]"})) if token.text != NEWLINE]
    reading.at += 1
    if mode is not Mode.SKIP:
        ended(machine, reading, tested(machine.state, words), mode)


def ended(machine: Machine, reading: Reading, status: bool | None, mode: Mode) -> None:
    """Note how a command ended that was run, or perhaps run."""
    if mode is not Mode.SKIP:
        machine.status = None if mode is Mode.MAYBE else negated(status) if reading.negated else status
    reading.negated = False


def define(machine: Machine, reading: Reading, name: str) -> None:
    """Remember a function whose body follows, and pass over it."""
    tokens, mode = reading.tokens, reading.mode
    line = quote(reading.file, tokens[max(reading.at - 1, 0)].line, f"{name}() {{ … }}")
    while reading.at < len(tokens) and tokens[reading.at].text in {NEWLINE, "(", ")"}:
        reading.at += 1
    start = reading.at + 1
    if reading.at >= len(tokens) or tokens[reading.at].text != "{":
        reading.link = Mode.SKIP  # its body is a single compound command, which is passed over
        return
    depth = 0
    while reading.at < len(tokens):
        depth += {"{": 1, "}": -1}.get(tokens[reading.at].text, 0)
        reading.at += 1
        if depth == 0:
            break
    if mode is not Mode.SKIP:
        machine.state.functions[name] = Function(tokens[start : reading.at - 1], reading.file)
        if name == "go":
            machine.state.stand_in = line


def _until(reading: Reading, operators: frozenset[str], words: frozenset[str] = frozenset()) -> list[Token]:
    """Return the tokens up to an operator or a word, at which reading then stands."""
    start = reading.at
    while reading.at < len(reading.tokens):
        token = reading.tokens[reading.at]
        if token.text in (words if token.is_word else operators):
            break
        reading.at += 1
    return list(reading.tokens[start : reading.at])

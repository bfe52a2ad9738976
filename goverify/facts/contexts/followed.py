"""The commands of start-up files that lead to other text: functions, files that are read in turn, and eval."""

from fnmatch import fnmatchcase
from pathlib import PurePath

from goverify.facts.contexts.evaluated import from_program
from goverify.facts.contexts.expansion import fields, value
from goverify.facts.contexts.frames import Reading
from goverify.facts.contexts.machine import Call
from goverify.facts.contexts.state import Function, Mode
from goverify.facts.contexts.traced import UNKNOWN
from goverify.facts.variables.startup_files import LIMIT_BYTES
from goverify.host.paths import is_file, read_text

COST_OF_A_FILE = 4000
"""Characters that could be gone through in the time that it takes to look for one."""

LIMIT_MATCHES = 10
"""Files that one unknown name may stand for."""


def call_function(call: Call, function: Function) -> bool | None:
    """Go on with a function."""
    arguments = tuple(each for word in call.words for each in fields(call.state, word))
    mode, inverts = call.reading.mode, call.reading.negated
    call.machine.enter(Reading(function.body, function.file, mode, arguments, inverts=inverts, called=call.line))
    return call.machine.status


def source(call: Call) -> bool | None:
    """Go on with another file; with each that it may be, where a part of its name is not known."""
    state, host = call.state, call.state.host
    given = [each for word in call.words for each in fields(state, word)]
    path = host.path(given[0]) if given else host.path("")
    if not given or not path.is_absolute() or UNKNOWN in str(path.parent):
        from_program(state, call.reading.mode, " ".join(call.words), call.line)
        return None
    if UNKNOWN not in given[0]:
        return _file(call, path, tuple(given[1:]), call.reading.mode)
    try:
        names = [name for name in host.names(path.parent) if fnmatchcase(name, path.name.replace(UNKNOWN, "*"))]
    except OSError:
        names = []
    for name in names[:LIMIT_MATCHES]:
        _file(call, path.parent / name, tuple(given[1:]), Mode.MAYBE)
    return None if names else False


def _file(call: Call, path: PurePath, arguments: tuple[str, ...], mode: Mode) -> bool | None:
    state, host = call.state, call.state.host
    state.spend(COST_OF_A_FILE)
    if not is_file(host, path):
        return False
    try:
        text = read_text(host, path, LIMIT_BYTES)
    except OSError:
        text = None
    if text is None:
        state.note(call.line._replace(observed=f"{call.line.observed} (may not be read)"))
        return None
    call.machine.enter_text(text, path, mode, arguments or call.reading.arguments)
    return call.machine.status


def evaluate(call: Call) -> bool | None:
    """Go on with a text."""
    text = " ".join(value(call.state, word) for word in call.words)
    if UNKNOWN in text:
        from_program(call.state, call.reading.mode, " ".join(call.words), call.line)
        return None
    call.machine.enter_text(text, call.reading.file, call.reading.mode, call.reading.arguments, evaluated=call.line)
    return call.machine.status


def emulate(call: Call) -> bool | None:
    """Go on with what zsh is to read as another shell."""
    return evaluate(call._replace(words=call.words[call.words.index("-c") + 1 :][:1])) if "-c" in call.words else True

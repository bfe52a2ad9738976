"""The simple commands of start-up files that can change PATH, done to a shell that is never started.

A program cannot change PATH by itself, so what is unknown here is passed over; what eval is given from a program is not.
"""

import re
from collections.abc import Callable

from goverify.facts.contexts.conditions import finds, tested
from goverify.facts.contexts.expansion import joined, value
from goverify.facts.contexts.followed import call_function, emulate, evaluate, source
from goverify.facts.contexts.lexing import tokens
from goverify.facts.contexts.machine import Call
from goverify.facts.contexts.state import PATH_NAMES, Mode
from goverify.facts.contexts.traced import UNKNOWN

Command = Callable[[Call], bool | None]
"""Returns how the command ends."""

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(\+?)=(.*)", re.DOTALL)
_PREFIXES = frozenset({"command", "builtin", "noglob", "nocorrect", "-"})


def command(call: Call) -> bool | None:
    """Do a simple command; return whether it ends well, None where that is not known."""
    rest = list(call.words)
    while len(rest) > 1 and rest[0] in _PREFIXES and not (rest[0] == "command" and rest[1].startswith("-")):
        rest.pop(0)
    assigned = 0
    while assigned < len(rest) and _ASSIGNMENT.fullmatch(rest[assigned]):
        assigned += 1
    if assigned < len(rest):
        return _done(value(call.state, rest[assigned]), call._replace(words=rest[assigned + 1 :]))
    for word in rest:
        _assign(call, word)
    return None if any("$(" in word or "`" in word for word in rest) else True


def _done(name: str, call: Call) -> bool | None:
    known = _COMMANDS.get(name)
    if known:
        return known(call)
    if name in call.state.functions:
        return call_function(call, call.state.functions[name])
    if UNKNOWN in name:
        call.state.note(call.line)
    return None


def _assign(call: Call, word: str) -> None:
    found = _ASSIGNMENT.fullmatch(word)
    if found is None:
        return
    name, more, text = found.groups()
    state = call.state
    if text.startswith("(") and text.endswith(")"):
        plain = joined(state, [token.text for token in tokens(text[1:-1]) if token.is_word])
        given = ":".join(filter(None, [state.value(name) or "", plain])) if more else plain
    else:
        given = (state.value(name) or "") + value(state, text) if more else value(state, text)
    state.put(name, given, call.reading.mode, call.line)


def _declare(call: Call) -> bool | None:
    for word in call.words:
        _assign(call, word)
    if "-x" in call.words:
        call.state.exported.update(word.partition("=")[0].removesuffix("+") for word in call.words)
    return True


def _export(call: Call) -> bool | None:
    for word in call.words:
        _assign(call, word)
        call.state.exported.add(word.partition("=")[0].removesuffix("+"))
    return True


def _unset(call: Call) -> bool | None:
    functions = "-f" in call.words
    for name in (word for word in call.words if not word.startswith("-")):
        if functions:
            call.state.functions.pop(name, None)
        elif name in PATH_NAMES:
            call.state.put(name, "", call.reading.mode, call.line)
        else:
            call.state.drop(name, call.reading.mode)
    return True


def _alias(call: Call) -> bool | None:
    if any(value(call.state, word).startswith("go=") for word in call.words) and call.state.session.interactive:
        call.state.stand_in = call.line
    return True


def _test(call: Call) -> bool | None:
    return tested(call.state, call.words[:-1] if call.words[-1:] == ["]"] else call.words)


def _finds(call: Call) -> bool | None:
    names = [value(call.state, word) for word in call.words if not word.startswith("-")]
    return finds(call.state, names[0]) if len(names) == 1 else None


def _return(call: Call) -> bool | None:
    call.machine.leave(call.reading.mode, everything=False)
    return call.words[0] == "0" if call.words and call.words[0].isdigit() else call.machine.status


def _exit(call: Call) -> bool | None:
    call.machine.leave(call.reading.mode, everything=True)
    return None


def _exec(call: Call) -> bool | None:
    if not call.words:
        return True
    call.state.note(call.line)
    return _exit(call)


def _read(call: Call) -> bool | None:
    for name in (word for word in call.words if re.fullmatch(r"[A-Za-z_]\w*", word)):
        call.state.put(name, UNKNOWN, call.reading.mode, call.line)
    return None


def _shift(call: Call) -> bool | None:
    count = int(call.words[0]) if call.words and re.fullmatch(r"\d{1,4}", call.words[0]) else 1
    if call.reading.mode is Mode.RUN:
        call.reading.arguments = call.state.arguments = call.reading.arguments[count:]
    return True


def _shopt(call: Call) -> bool | None:
    return call.state.session.login if call.words == ["-q", "login_shell"] else None


def _true(_: Call) -> bool | None:
    return True


def _false(_: Call) -> bool | None:
    return False


_COMMANDS: dict[str, Command] = {
    **dict.fromkeys(("declare", "typeset", "local", "readonly"), _declare),
    **dict.fromkeys((".", "source"), source),
    **dict.fromkeys(("[", "test"), _test),
    **dict.fromkeys(("command", "type", "which", "hash"), _finds),
    **dict.fromkeys((":", "true", "echo", "printf"), _true),
    "export": _export,
    "unset": _unset,
    "eval": evaluate,
    "emulate": emulate,
    "alias": _alias,
    "return": _return,
    "exit": _exit,
    "exec": _exec,
    **dict.fromkeys(("read", "mapfile", "readarray", "getopts"), _read),
    "shift": _shift,
    "shopt": _shopt,
    "false": _false,
}

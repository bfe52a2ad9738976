"""The program that GOCACHEPROG names: whether it can be started, and whether it says that it is a cache.

It is started only where a look may do so (goverify.facts.named_programs), as every build of this user's does, with
nothing to read: it has to speak first and to end when its input does. Source: cmd/go/internal/cacheprog.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Format
from goverify.facts import Facts
from goverify.facts.cgo.scripts import lost_by
from goverify.facts.executable import executable
from goverify.facts.named_programs import named_file, why_not_started
from goverify.facts.path.startable import startable
from goverify.facts.running import run_to_end, scratch, user_env
from goverify.facts.taming import split_flags
from goverify.facts.words import summary
from goverify.host import Completed, NotRecorded
from goverify.host.paths import resolve

SPEAKS_WITHIN_S = 5.0
"""Go complains when nothing has come by then, and waits on."""

LONGEST_GREETING = 64 << 10


class CacheProgram(NamedTuple):
    """How it went with the program."""

    file: PurePath | None
    fault: str
    """Why it is of no use, as the end of a sentence about it; empty where nothing shows that."""
    spoke: bool = False
    """It was started, and said what it can do."""


def cache_program_state(ask: Facts, value: str) -> CacheProgram:
    """Return how it goes with the program that a value of GOCACHEPROG names."""
    words = split_flags(value)
    if not words:
        return CacheProgram(None, "its quotes do not close" if words is None else "it names nothing")
    file = ask(named_file, words[0])
    if file is None or not startable(ask, words[0]):
        return CacheProgram(None, f"{words[0]} is no program that this user can start")
    if (fault := _unfit(ask, file)) or ask(why_not_started, file):
        return CacheProgram(file, fault and f"{file} {fault}")
    return _started(ask, file, words[1:])


def _started(ask: Facts, file: PurePath, args: list[str]) -> CacheProgram:
    try:
        work = ask(scratch, "cache-program")
        run = run_to_end(ask, file, args, env=user_env(ask), cwd=work, timeout_s=SPEAKS_WITHIN_S)
    except NotRecorded:  # by a recorder that did not know the question yet
        return CacheProgram(file, "")
    greets = _greets(run)
    return CacheProgram(file, "" if greets else f"{file} {_silence(run)}", spoke=greets)


def _unfit(ask: Facts, file: PurePath) -> str:
    """Return why a file cannot be started at all, as far as it shows without starting it."""
    try:
        binary = ask(executable, resolve(ask.host, file) or file)
    except OSError:
        return ""
    if binary.format is Format.EMPTY:
        return "is empty"
    lost = lost_by(ask, file) if binary.format is Format.SCRIPT else ""
    return f"needs {lost}, which is not there" if lost else ""


def _greets(run: Completed) -> bool:
    """Return whether the first that a program says names the commands that it knows."""
    import json

    text = run.stdout[:LONGEST_GREETING].lstrip()
    try:
        said, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and bool(said.get("KnownCommands"))


def _silence(run: Completed) -> str:
    if run.timed_out and not run.stdout:
        return f"says nothing within {SPEAKS_WITHIN_S:.0f} s of being started"
    if run.stdout:
        return "does not say which commands of a cache it knows"
    return f"ends before it says which commands of a cache it knows: {summary(run)}"

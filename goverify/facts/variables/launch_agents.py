"""The variables that launchd's jobs give to a macOS session: `launchctl setenv` in the property lists of agents.

Sources: launchd.plist(5), launchctl(1). A property list may be XML or binary; nothing in it is run.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release_lists import RUNTIME, VARIABLES
from goverify.host import Reader, System
from goverify.host.paths import home

FOLDERS = ("/Library/LaunchAgents", "/Library/LaunchDaemons")
OWN = "Library/LaunchAgents"
LIMIT_FILES = 200
LIMIT_BYTES = 64 << 10
LIMIT_WORDS = 200
LIMIT_CHARACTERS = 4000

QUESTION = "launchctl setenv"
OF_GO = frozenset(name for name in VARIABLES | RUNTIME if name.startswith(("GO", "CGO_")))

_SHELL_LINE = re.compile(r"launchctl\s+setenv\s+(\w{1,64})\s+(\"[^\"]*\"|'[^']*'|[^\s;&|]+)")


class Launched(NamedTuple):
    """One variable of Go's that a job sets for the whole session."""

    name: str
    value: str
    file: PurePath


def launched_variables(ask: Facts) -> tuple[Launched, ...]:
    """Return the variables of Go's that launchd's jobs set; none beside macOS."""
    host = ask.host
    if host.platform.system is not System.MACOS:
        return ()
    own = home(host)
    folders = [*([own / OWN] if own else []), *map(host.path, FOLDERS)]
    files = (file for folder in folders for file in _lists(ask, folder))
    return tuple(Launched(name, value, file) for file in files for name, value in _told(ask, file))


def _lists(ask: Facts, folder: PurePath) -> list[PurePath]:
    try:
        # In a recording that was shared a file may have lost the end of its name.
        names = [name for name in ask.host.names(folder) if name.endswith(".plist") or "." not in name]
    except OSError:
        return []
    return [folder / name for name in names[:LIMIT_FILES]]


def _told(ask: Facts, file: PurePath) -> list[tuple[str, str]]:
    """Return the variables of Go's that a list gives; what else it says is nobody's business."""
    try:
        lines = ask.host.judged(file, QUESTION, _of_go).splitlines()
    except OSError:
        return []
    return [(name, value) for name, mark, value in (line.partition("=") for line in lines) if mark]


def _of_go(reader: Reader) -> str:
    pairs = _set_by(_arguments(reader.read(0, LIMIT_BYTES + 1)))
    return "\n".join(f"{name}={value}" for name, value in pairs if name in OF_GO and value.isprintable())


def _arguments(data: bytes) -> list[str]:
    """Return the words of a job's command line; none where it says nothing of variables or cannot be read."""
    # Text that is not ASCII stands as UTF-16 in a binary list; a name of Go's is ASCII.
    if b"setenv" not in data or len(data) > LIMIT_BYTES:
        return []
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        found: object = plistlib.loads(data)
    except (ExpatError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return []
    words = found.get("ProgramArguments") if isinstance(found, dict) else None
    return [word for word in words[:LIMIT_WORDS] if isinstance(word, str)] if isinstance(words, list) else []


def _set_by(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield names and values of `launchctl setenv`, as a command of its own or within a shell's line."""
    if words[1:2] == ["setenv"] and words[0].rpartition("/")[2] == "launchctl":
        yield from zip(words[2::2], words[3::2], strict=False)
        return
    for word in words:
        for name, text in _SHELL_LINE.findall(word[:LIMIT_CHARACTERS]):
            yield name, text[1:-1] if text[0] in "\"'" else text

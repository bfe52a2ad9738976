"""The PATH that units of systemd and crontabs set for themselves, where they have to do with go.

Sources: systemd.exec(5) (Environment=, EnvironmentFile=: nothing is expanded but specifiers, and the file wins),
systemd.unit(5) (drop-in folders, specifiers), crontab(5) (assignments hold for the lines below, nothing is expanded).
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.contexts.session_files import readable_lines
from goverify.facts.path.hits import go_in
from goverify.facts.variables.shells import config_folder
from goverify.host.paths import home
from goverify.model import Evidence

MOST_NAMES = 500
MOST_UNITS = 100
"""Units of an administrator's own that are looked into; a machine has a few dozen."""

_PATH = re.compile(r"Environment\s*=.*?(?:(?<=[=\s])|[\"'])PATH=([^\s\"']*)")
_FILE = re.compile(r"EnvironmentFile\s*=\s*-?(/\S+)")
_ASSIGNED = re.compile(r"(?:export\s+)?PATH\s*=\s*[\"']?([^\s\"']*)[\"']?")
_USES_GO = re.compile(
    r"(?:^|[\s/;&|\"'=])go\s+(?:build|clean|env|fmt|generate|get|install|list|mod|run|test|tool|version|vet|work)\b"
)


class Job(NamedTuple):
    """A unit or a crontab that sets PATH."""

    name: str
    path: str
    line: Evidence


def units(ask: Facts) -> Iterator[Job]:
    """Yield the services of an administrator or the user that set PATH, and run go or have it there."""
    folders = (ask.host.path("/etc/systemd/system"), config_folder(ask) / "systemd" / "user")
    files = [(folder, name) for folder in folders for name in _names(ask, folder) if name.endswith(".service")]
    for folder, name in files[:MOST_UNITS]:
        inside = folder / f"{name}.d"
        drops = [inside / each for each in sorted(_names(ask, inside)) if each.endswith(".conf")]
        lines = [line for file in (folder / name, *drops[:MOST_UNITS]) for line in readable_lines(ask, file)]
        yield from _job(ask, name, lines, _set_by_unit(ask, lines))


def crontab(ask: Facts, *files: str) -> Iterator[Job]:
    """Yield the first of these crontabs that can be read, where it sets PATH, and runs go or has it there."""
    for file in files:
        lines = list(readable_lines(ask, ask.host.path(file)))
        found = [(match[1], line) for line in lines if (match := _ASSIGNED.fullmatch(line.observed))]
        if lines:
            yield from _job(ask, file, lines, found)
            return


def _job(ask: Facts, name: str, lines: list[Evidence], found: list[tuple[str, Evidence]]) -> Iterator[Job]:
    if not found:
        return
    text, line = found[-1]
    folders = (ask.host.path(entry) for entry in text.split(":") if entry.startswith("/"))
    if any(_USES_GO.search(each.observed) for each in lines) or any(go_in(ask.host, folder) for folder in folders):
        yield Job(name, text, line)


def _set_by_unit(ask: Facts, lines: list[Evidence]) -> list[tuple[str, Evidence]]:
    """Return the values that a unit's lines give to PATH, the one that counts last."""
    own = str(home(ask.host) or "")
    direct = [(match[1].replace("%h", own), line) for line in lines if (match := _PATH.match(line.observed))]
    named = [match[1] for line in lines if (match := _FILE.fullmatch(line.observed))]
    inner = (line for file in named[:MOST_UNITS] for line in readable_lines(ask, ask.host.path(file)))
    return direct + [(match[1], line) for line in inner if (match := _ASSIGNED.fullmatch(line.observed))]


def _names(ask: Facts, folder: PurePath) -> tuple[str, ...]:
    try:
        return tuple(ask.host.names(folder)[:MOST_NAMES])
    except OSError:
        return ()

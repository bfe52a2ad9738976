"""Where an environment variable may come from: lines of start-up files, launchd's jobs, Windows' stored environments.

Sources: pam_env.conf(5), environment.d(5), launchctl(1), fish(1) (fish_variables), direnv(1), and those of startup_files.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.variables.assigned_values import assigned_value, assignment
from goverify.facts.variables.launch_agents import launched_variables
from goverify.facts.variables.startup_files import LIMIT_BYTES, startup_files
from goverify.facts.variables.stored_path import filled_in
from goverify.host import System
from goverify.host.paths import read_text

STORED = {
    r"HKCU\Environment": "User",
    r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment": "Machine",
}
"""Windows' keys, the one that counts first, and the names that .NET has for them (EnvironmentVariableTarget)."""

LONGEST_LINE = 2000


class Place(NamedTuple):
    """One place that sets a variable."""

    where: str
    """A file with the line's number, or a registry key."""
    text: str
    """The line, or the stored value."""
    file: PurePath | None = None
    target: str = ""
    """"User" or "Machine" for a registry key, else empty."""
    line: int | None = None
    value: str | None = None
    """The value that it gives; None where only a shell could tell."""
    job: bool = False
    """A job of launchd's gives it to the whole session."""


def variable_places(ask: Facts, name: str) -> tuple[Place, ...]:
    """Return the places that set a variable, as far as they can be read without running anything."""
    if ask.host.platform.system is System.WINDOWS:
        return (*_stored(ask, name), *_lines(ask, name))
    return (*_lines(ask, name), *_launched(ask, name))


def _stored(ask: Facts, name: str) -> tuple[Place, ...]:
    found = ((key, target, ask.host.registry(key)) for key, target in STORED.items())
    values = ((key, target, _value(stored, name)) for key, target, stored in found)
    return tuple(
        Place(rf"{key}\{name}", value, target=target, value=_handed_on(ask, name, value))
        for key, target, value in values
        if value
    )


def _handed_on(ask: Facts, name: str, stored: str) -> str:
    """Return what a new process gets of a stored value: what is stored as plain text (REG_SZ) is not filled in.

    The registry tells the kind no more once it is read; that this process was given the very text does.
    """
    return stored if ask.host.env.get(name) == stored else filled_in(ask, stored)


def _value(stored: Mapping[str, str], name: str) -> str:
    return next((value for key, value in stored.items() if key.upper() == name.upper()), "")


def _launched(ask: Facts, name: str) -> tuple[Place, ...]:
    return tuple(
        Place(str(job.file), f"launchctl setenv {name} {job.value}", job.file, value=job.value, job=True)
        for job in ask(launched_variables)
        if job.name == name
    )


def _lines(ask: Facts, name: str) -> tuple[Place, ...]:
    sets = assignment(name)
    return tuple(
        Place(
            f"{path}, line {number}", line.strip(), path, line=number, value=assigned_value(ask.host, path, line, name)
        )
        for path, text in _texts(ask)
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) < LONGEST_LINE and name in line and not line.lstrip().startswith("#") and sets.search(line)
    )


def _texts(ask: Facts) -> Iterator[tuple[PurePath, str]]:
    yield from ((file.path, file.text) for file in ask(startup_files))
    # direnv writes the folder of the .envrc that is in force, behind a dash.
    folder = ask.host.path(ask.host.env.get("DIRENV_DIR", "").removeprefix("-"))
    if folder.is_absolute():
        try:
            yield folder / ".envrc", read_text(ask.host, folder / ".envrc", LIMIT_BYTES) or ""
        except OSError:
            return

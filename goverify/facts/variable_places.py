"""Where an environment variable comes from: lines of start-up files, and Windows' stored environments."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.startup_files import startup_files
from goverify.host import System

STORED = {
    r"HKCU\Environment": "User",
    r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment": "Machine",
}
"""Windows' keys and the names that .NET has for them (EnvironmentVariableTarget)."""


class Place(NamedTuple):
    """One place that sets a variable."""

    where: str
    """A file with the line's number, or a registry key."""
    text: str
    """The line, or the stored value."""
    file: PurePath | None = None
    target: str = ""
    """"User" or "Machine" for a registry key, else empty."""


def variable_places(ask: Facts, name: str) -> tuple[Place, ...]:
    """Return the places that set a variable, as far as they can be read without running anything."""
    return _stored(ask, name) if ask.host.platform.system is System.WINDOWS else _lines(ask, name)


def _stored(ask: Facts, name: str) -> tuple[Place, ...]:
    found = ((key, target, ask.host.registry(key)) for key, target in STORED.items())
    values = ((key, target, _value(stored, name)) for key, target, stored in found)
    return tuple(Place(rf"{key}\{name}", value, target=target) for key, target, value in values if value)


def _value(stored: Mapping[str, str], name: str) -> str:
    return next((value for key, value in stored.items() if key.upper() == name.upper()), "")


def _lines(ask: Facts, name: str) -> tuple[Place, ...]:
    assignment = re.compile(rf"(?:^|[\s;&]){name}=|\bset(?:env)?\s+(?:-\S+\s+)*{name}\s+\S|\$env[:.]{name}\s*=")
    return tuple(
        Place(f"{file.path}, line {number}", line.strip(), file.path)
        for file in ask(startup_files)
        for number, line in enumerate(file.text.splitlines(), 1)
        if len(line) < 2000 and not line.lstrip().startswith("#") and assignment.search(line)
    )

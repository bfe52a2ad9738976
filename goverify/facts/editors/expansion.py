"""What the variables in a setting stand for, as far as this session knows it."""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.editors.values import UNKNOWN
from goverify.host import System
from goverify.host.paths import home

_VARIABLE = re.compile(r"\$\{([^{}$]{1,200})\}")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_HOMES = frozenset({"home", "Users"})


def expanded(ask: Facts, text: str, folder: PurePath | None) -> str:
    """Return a setting of VS Code or Zed with its variables filled in; `folder` is the one that was opened."""
    known = {"workspaceFolder": folder, "workspaceRoot": folder, "userHome": home(ask.host)}

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return variable(ask, name[4:]) if name.startswith("env:") else str(known.get(name) or UNKNOWN)

    return from_home(ask, _VARIABLE.sub(value, text))


def variable(ask: Facts, name: str) -> str:
    """Return the value of a variable of this session; an editor may know one that is not set here."""
    return ask.host.env.get(name, "") or UNKNOWN


def from_home(ask: Facts, text: str) -> str:
    """Return a path with the home folder in the place of a leading ~."""
    if text == "~" or text.startswith(("~/", "~\\")):
        return str(home(ask.host) or UNKNOWN) + text[1:]
    return text


def elsewhere(ask: Facts, text: str) -> bool:
    """Return whether a path was written on another machine: in another system's form, or in a home that is not here."""
    host = ask.host
    if UNKNOWN in text:
        return False
    if host.platform.system is System.WINDOWS:
        return text.startswith("/")
    if _DRIVE.match(text):
        return True
    parts = host.path(text).parts
    if len(parts) < 4 or parts[1] not in _HOMES:
        return False
    try:
        return host.entry(host.path(parts[0]).joinpath(*parts[1:3])) is None
    except OSError:
        return False

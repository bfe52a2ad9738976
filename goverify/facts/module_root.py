"""The module that the folder under examination belongs to, as go finds it: the nearest go.mod above."""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.host.paths import is_file

LEVELS = 64
"""Folders above that are looked through."""


def module_file(ask: Facts) -> PurePath | None:
    """Return the go.mod that is nearest above the folder under examination; None where there is none."""
    return _nearest(ask, "go.mod")


def workspace_file(ask: Facts) -> PurePath | None:
    """Return the go.work that is nearest above the folder under examination; None where there is none, or GOWORK=off."""
    return None if ask.host.env.get("GOWORK") == "off" else _nearest(ask, "go.work")


def _nearest(ask: Facts, name: str) -> PurePath | None:
    try:
        here = ask.host.cwd
    except OSError:
        return None
    folders = (here, *here.parents)[:LEVELS]
    return next((folder / name for folder in folders if is_file(ask.host, folder / name)), None)

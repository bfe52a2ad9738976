"""The policy's files: which one is in force in a folder, and the new one that `goverify init` writes."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goverify import console
from goverify.policy import Policy
from goverify.stops import BadInput

if TYPE_CHECKING:
    from goverify.baseline import Baseline

NAMES = ("goverify.toml", "pyproject.toml")
"""In one folder, the first that holds a policy."""

MOST_FOLDERS = 64
"""Deeper than people nest checkouts."""


def in_force(named: str | None, project: str) -> Policy:
    """Return the policy of the file that was named, else of the nearest one from the project's folder upwards.

    The search ends at the root of a checkout and at the home folder.
    """
    if named is not None:
        return _named(named)
    start = Path(project or ".")
    if not start.is_dir():
        return Policy()  # who opens it says what is wrong
    for folder in _upwards(start):
        for name in NAMES:
            file = folder / name
            if _is_file(file) and (policy := _found(file, start)):
                return policy
    return Policy()


def _named(name: str) -> Policy:
    policy = _policy(name, console.read(name))
    if policy is None:
        raise BadInput(f"{name} holds no table tool.goverify")
    return policy


def _found(file: Path, start: Path) -> Policy | None:
    """Return the policy in a file that nobody named; None where it holds none, or is not this user's to obey."""
    shown, sure = _shown(file), file.name == NAMES[0]
    trusted = _is_trusted(file, start)
    text = ""
    try:
        text = console.read(str(file)) if trusted or not sure else ""
    except console.BadFile:
        if sure:
            raise
    # Reading a pyproject.toml as TOML would take ten milliseconds, and few are about goverify.
    if not sure and "goverify" not in text:
        return None
    if not trusted:
        console.complain(f"{shown} is left aside, since it belongs to another user; --config {shown} takes it")
        return None
    return _policy(shown, text)


def _is_file(file: Path) -> bool:
    """Return whether there is a file, as far as this user may look."""
    try:
        return file.is_file()
    except OSError:
        return False


def _shown(file: Path) -> str:
    """Return how a file is called from the current folder."""
    try:
        return os.path.relpath(file)
    except (OSError, ValueError):  # the current folder is gone, or on another drive
        return str(file)


def _policy(name: str, text: str) -> Policy | None:
    import datetime as dt

    from goverify.policy_file.reading import policy_in

    return policy_in(name, text, dt.datetime.now(tz=dt.UTC).date())


def _is_trusted(file: Path, start: Path) -> bool:
    """Return whether a file's owner may decide here: in a shared folder, such as /tmp, anybody could put one."""
    try:
        known = {0, start.stat().st_uid, os.geteuid() if hasattr(os, "geteuid") else 0}
        return {file.lstat().st_uid, file.stat().st_uid} <= known
    except OSError:
        return False


def _upwards(start: Path) -> Iterator[Path]:
    """Yield a folder and those above it."""
    try:
        folder = start.resolve()
        home = Path.home()
    except (OSError, RuntimeError):  # the folder is gone; nobody knows whose home is meant
        return
    for each in (folder, *folder.parents)[:MOST_FOLDERS]:
        yield each
        if each == home or os.path.lexists(each / ".git"):
            return


def earlier(name: str) -> "Baseline":
    """Return the findings of the report in a file."""
    from goverify.baseline import baseline

    return baseline(name, console.read(name))


def refuse_existing(project: str, *, force: bool) -> None:
    """Raise BadInput where a folder has a goverify.toml already."""
    name = _own(project)
    if not force and os.path.lexists(name):
        raise BadInput(f"{name} is there already; --force replaces it")


def create(project: str, text: str) -> str:
    """Write a new goverify.toml and return its name."""
    name = _own(project)
    console.write(text, name)
    return name


def _own(project: str) -> str:
    return str(Path(project or ".") / NAMES[0])

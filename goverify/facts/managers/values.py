"""The values that tell what a stand-in chooses, and the little that all managers have in common."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.facts.path.hits import go_in
from goverify.host import Host, System
from goverify.host.paths import is_file, is_folder, same_file

SYSTEM = "system"
"""The word by which managers step aside for the next go on PATH."""

LIMIT_VERSIONS = 200
"""Versions of one manager that are looked at."""


class Source(NamedTuple):
    """What decided."""

    text: str
    """A variable, a file with the line's number, or a link, as a person would name it."""
    file: PurePath | None = None
    """The file, where it was one."""


class Choice(NamedTuple):
    """Which Go a stand-in would run in this folder, and why."""

    manager: str
    """As people call it: "asdf", "mise"."""
    version: str | None
    """As it was asked for; None where nothing asks for one."""
    decided_by: Source | None
    installed: bool
    runs: PurePath | None
    """The file that it would start; None where it would not start any."""
    why: str
    """How it comes to that, or what keeps it from it, as a sentence."""
    available: tuple[str, ...] = ()
    """The versions that it has, the newest last."""
    instead: str = ""
    """What it does about a version that it lacks, other than give up."""


def exe(host: Host, name: str = "go") -> str:
    """Return the file name of a program on this system."""
    return f"{name}.exe" if host.platform.system is System.WINDOWS else name


def versions_in(host: Host, folder: PurePath) -> tuple[str, ...]:
    """Return the names of the folders below one, the newest version last."""
    try:
        names = host.names(folder)[:LIMIT_VERSIONS]
    except OSError:
        return ()
    return tuple(sorted((name for name in names if is_folder(host, folder / name)), key=_order))


def newest_of(versions: Iterable[str], wanted: str) -> str | None:
    """Return the newest version that is `wanted` or begins with it and a dot; None where there is none."""
    fitting = [each for each in versions if each == wanted or each.startswith(f"{wanted}.")]
    return max(fitting, key=_order, default=None)


def next_go(ask: Facts, *without: PurePath) -> PurePath | None:
    """Return the go that PATH leads to where some folders are left out of it."""
    host = ask.host
    for entry in ask(search_path):
        if entry.folder is None or any(same_file(host, entry.folder, folder) for folder in without):
            continue
        chain = go_in(host, entry.folder)
        if chain:
            return chain.start
    return None


def handed_on(ask: Facts, manager: str, shims: PurePath, why: str, source: Source | None = None) -> Choice:
    """Return the choice of a manager that steps aside: for "system", or because nothing asks for a version."""
    go = next_go(ask, shims)
    told = f"{why}: the next go on PATH" + ("" if go else ", and there is none")
    return Choice(manager, SYSTEM if source else None, source, installed=go is not None, runs=go, why=told)


def go_of(host: Host, root: PurePath) -> PurePath | None:
    """Return the go of a tree, or None where it has none."""
    file = root / "bin" / exe(host)
    return file if is_file(host, file) else None


def _order(version: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version)), version

"""The repository that git finds from a folder, and what keeps a .git from being one.

Source: git's setup.c (setup_git_directory_gently_1, is_git_directory, read_gitfile_gently, get_common_dir).
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.lines import first_line
from goverify.host import Entry, Host, Kind
from goverify.host.paths import is_folder, kind_of

LEVELS = 64

_HEAD = re.compile(r"ref:\s*refs/\S|[0-9a-f]{40}")


class Repository(NamedTuple):
    """A repository that git takes for one."""

    root: PurePath
    """Where its files are checked out."""
    folder: PurePath
    """Its own folder, most often .git."""
    common: PurePath
    """The folder with its objects: that of the main checkout, for a linked one."""
    link: PurePath | None
    """The .git file that names its folder."""


class NoRepository(NamedTuple):
    """A .git that git does not take for a repository."""

    place: PurePath
    why: str
    """The end of a sentence about the place."""
    closed: bool = False
    """It may be one, and this user may not look into it."""


class _Fault(NamedTuple):
    """Why a folder is no repository's, as the end of a sentence about it."""

    why: str
    closed: bool = False


def repository(ask: Facts, start: PurePath) -> Repository | NoRepository:
    """Return what git finds from a folder upwards; the first .git that is none, where nothing is found."""
    first: NoRepository | None = None
    for folder in (start, *start.parents)[:LEVELS]:
        found = repository_at(ask.host, folder)
        if isinstance(found, NoRepository) and found.place == folder / ".git" and is_folder(ask.host, found.place):
            first = first or found  # git goes on from a folder that is none, and not from a file
        elif found is not None:
            return first or found if isinstance(found, NoRepository) else found
    return first or NoRepository(start, "is in no repository")


def repository_at(host: Host, folder: PurePath) -> Repository | NoRepository | None:
    """Return the repository that is checked out in a folder, or what is in its place; None where there is no .git."""
    place = folder / ".git"
    kind = kind_of(host, place)
    if kind is Kind.FILE:
        return _linked(host, folder, place)
    if kind is not Kind.FOLDER:
        return None
    fault = _fault(host, place)
    return NoRepository(place, *fault) if fault else Repository(folder, place, _common(host, place), None)


def folder_fault(host: Host, folder: PurePath) -> str:
    """Return why a folder is no repository's, as the end of a sentence about it; empty where it is one."""
    fault = _fault(host, folder)
    return fault.why if fault else ""


def _linked(host: Host, root: PurePath, link: PurePath) -> Repository | NoRepository:
    try:
        text = first_line(host, link) or ""
    except OSError:
        return NoRepository(link, "may not be read by this user", closed=True)
    named = text.removeprefix("gitdir: ")
    if not text.startswith("gitdir: ") or not named:
        return NoRepository(link, "is a file, and does not name the repository's folder after gitdir:")
    folder = root / named
    if not is_folder(host, folder):
        return NoRepository(link, f"says that the repository is in {folder}, and there is no such folder")
    fault = _fault(host, folder)
    if fault and fault.closed:
        return NoRepository(folder, *fault)
    if fault:
        return NoRepository(link, f"says that the repository is in {folder}, which {fault.why}")
    return Repository(root, folder, _common(host, folder), link)


def _fault(host: Host, folder: PurePath) -> _Fault | None:
    if not host.access(folder, "x"):
        return _Fault("may not be entered by this user", closed=True)
    common = _common(host, folder)
    chosen = host.env.get("GIT_OBJECT_DIRECTORY")
    parts = {"objects": folder / chosen if chosen else common / "objects", "refs": common / "refs"}
    missing = ["HEAD"] if _head_entry(host, folder) is None else []
    missing += [name for name, path in parts.items() if not is_folder(host, path)]
    if missing:
        return _Fault(f"lacks {' and '.join(filter(None, (', '.join(missing[:-1]), missing[-1])))}")
    closed = [name for name, path in parts.items() if not host.access(path, "x")]
    if closed:
        return _Fault(f"holds {closed[0]}, which this user may not enter", closed=True)
    return _head_fault(host, folder)


def _head_fault(host: Host, folder: PurePath) -> _Fault | None:
    entry = _head_entry(host, folder)
    if entry and entry.kind is Kind.LINK:
        fits = (entry.target or "").startswith("refs/")
        return None if fits else _Fault("has a HEAD that links to no branch")
    try:
        text = first_line(host, folder / "HEAD")
    except OSError:
        return _Fault("holds HEAD, which this user may not read", closed=True)
    if not text:
        return _Fault("has an empty HEAD")
    return None if _HEAD.match(text) else _Fault("has a HEAD that names neither a branch nor a commit")


def _head_entry(host: Host, folder: PurePath) -> Entry | None:
    try:
        return host.entry(folder / "HEAD")
    except OSError:
        return None


def _common(host: Host, folder: PurePath) -> PurePath:
    """Return the folder that a repository shares with others, by itself where it shares none."""
    try:
        text = first_line(host, folder / "commondir")
    except OSError:
        text = None
    return folder / text if text else folder

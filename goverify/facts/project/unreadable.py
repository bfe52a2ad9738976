"""The files of the project at hand that this user cannot read, and those that are no files."""

from collections import deque
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.go_sources import go_files, package_folders
from goverify.facts.project.replacements import replacements_closed
from goverify.facts.project.roots import Project, project
from goverify.facts.storage.hindrance import by_rights
from goverify.host import Kind
from goverify.host.paths import Dead, follow, is_folder, kind_of

MOST_FOLDERS, MOST_FILES = 15, 100
"""A checkout that another user made shows in the first of them."""


class Unreadable(NamedTuple):
    """A file that go needs and does not get."""

    place: PurePath
    why: str
    """The end of a sentence about it."""
    by_rights: bool
    """Its owner or mode is the reason."""
    folder: bool = False
    """It is a folder below, which may hold no Go files."""


def unreadable_files(ask: Facts) -> tuple[Unreadable, ...]:
    """Return what this user cannot read of the project: its go.mod, go.work, go.sum, vendor list and the source here."""
    try:
        here = ask.host.cwd
    except OSError:
        return ()
    found = [Unreadable(here, *_why(ask, here, "may not be listed by this user"))] if not _listed(ask, here) else []
    ends, there = follow(ask.host, here / "go.mod"), ask(project)
    # Where a module further up takes the folder in, builds go on.
    if ends.dead in {Dead.DANGLING, Dead.LOOP} and (there is None or there.module is None):
        hop = ends.hops[-1]
        what = f"is a link to {hop.target}, which is not there: go passes over it"
        found.append(Unreadable(here / "go.mod", what, by_rights=False))
    if ends.kind is Kind.FOLDER:
        what = "is a folder: go passes over it, and a container makes one where a file was to be mounted and is not"
        found.append(Unreadable(here / "go.mod", what, by_rights=False))
    if there is None:
        return tuple(found)
    return (*found, *_of_project(ask, there), *_of_source(ask, here))


def _of_source(ask: Facts, here: PurePath) -> Iterator[Unreadable]:
    """Yield Go files that may not be read, and folders that may not be entered, in and below a folder up to a bound."""
    ahead, left = deque([here]), MOST_FILES
    for _ in range(MOST_FOLDERS):
        if not ahead or not left:
            return
        folder = ahead.popleft()
        files = go_files(ask, folder)[:left]
        left -= len(files)
        for file in files:
            if not ask.host.access(file, "r"):
                yield Unreadable(file, *_why(ask, file))
        for below in package_folders(ask, folder):
            if not ask.host.access(below, "x") or not ask.host.access(below, "r"):
                yield Unreadable(below, *_why(ask, below, "may not be entered by this user"), folder=True)
            elif len(ahead) < MOST_FOLDERS and not _is_module(ask, below):
                ahead.append(below)


def _is_module(ask: Facts, folder: PurePath) -> bool:
    try:
        return ask.host.entry(folder / "go.mod") is not None
    except OSError:
        return True


def _of_project(ask: Facts, there: Project) -> Iterator[Unreadable]:
    space = there.workspace
    if there.module and there.why_unreadable and kind_of(ask.host, there.modfile or there.module):
        yield _unread(ask, there.modfile or there.module, there.why_unreadable)
    if space and space.why_unreadable and space.held is None:
        yield _unread(ask, space.file, space.why_unreadable)
    owner = space.file if space else there.module
    if owner and is_folder(ask.host, owner.parent / "vendor") and not ask.host.access(owner.parent / "vendor", "x"):
        yield Unreadable(
            owner.parent / "vendor", *_why(ask, owner.parent / "vendor", "may not be entered by this user")
        )
    beside = [there.module.with_suffix(".sum"), there.module.parent / "vendor" / "modules.txt"] if there.module else []
    beside += [space.file.with_name(f"{space.file.name}.sum")] if space else []
    for folder in ask(replacements_closed):
        yield Unreadable(folder, *_why(ask, folder, "may not be entered by this user"))
    for file in beside:
        if kind_of(ask.host, file) is not None and not ask.host.access(file, "r"):
            yield Unreadable(file, *_why(ask, file))


def _unread(ask: Facts, file: PurePath, why: str) -> Unreadable:
    kind = kind_of(ask.host, file)
    if kind is Kind.FILE and not ask.host.access(file, "r"):
        return Unreadable(file, *_why(ask, file))
    what = "is no regular file" if kind in (Kind.OTHER, Kind.FOLDER) else f"cannot be read: {why}"
    return Unreadable(file, what, by_rights=False)


def _listed(ask: Facts, folder: PurePath) -> bool:
    try:
        ask.host.names(folder)
    except PermissionError:
        return False
    except OSError:
        return True  # what else is wrong with it is no matter of rights
    return True


def _why(ask: Facts, place: PurePath, what: str = "may not be read by this user") -> tuple[str, bool]:
    return by_rights(ask, place, what).why, True

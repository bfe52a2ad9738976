"""The repository that go finds around a folder when it stamps programs with their revision.

Source: cmd/go/internal/vcs (FromDir, vcsList, vcsGitRoot) of 1.21.13, 1.26.6, 1.26.8 and 1.27.3.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.work_release import numbers_at_work
from goverify.host import Host, Kind
from goverify.host.paths import is_folder, kind_of, read_text

LEVELS = 64

GIT_FILES = (1, 27, 0)
"""From here on a .git file that names an existing folder counts; before, git's linked checkouts went unstamped."""

NO_BAZAAR = (1, 27, 0)

ONE_SYSTEM = ((1, 23, 11), (1, 24, 0)), ((1, 24, 5), (999, 0, 0))
"""From and to: releases that fail where two systems share a folder or lie within each other (CVE-2025-4674)."""

LINK_BYTES = 4096
"""Go takes no longer .git file for one."""


class Mark(NamedTuple):
    """What shows that a folder is the root of a checkout."""

    program: str
    title: str
    name: str
    kind: Kind


MARKS = (
    Mark("hg", "Mercurial", ".hg", Kind.FOLDER),
    Mark("git", "Git", ".git", Kind.FOLDER),
    Mark("svn", "Subversion", ".svn", Kind.FOLDER),
    Mark("bzr", "Bazaar", ".bzr", Kind.FOLDER),
    Mark("fossil", "Fossil", ".fslckout", Kind.FILE),
    Mark("fossil", "Fossil", "_FOSSIL_", Kind.FILE),
)
"""In the order in which go asks."""


class Clash(NamedTuple):
    """A second version control system, which keeps go from trusting the first."""

    title: str
    root: PurePath


class Checkout(NamedTuple):
    """A folder under version control."""

    root: PurePath
    program: str
    """The command of its system, such as "git"."""
    title: str
    """The name of its system, such as "Git"."""
    clash: Clash | None
    """What go refuses it for."""


def checkout(ask: Facts, folder: PurePath) -> Checkout | None:
    """Return the nearest checkout that a folder lies in; None where go finds none."""
    found = _marked(ask.host, folder, ask(numbers_at_work))
    first = next(found, None)
    if first is None:
        return None
    root, mark = first
    strict = any(since <= ask(numbers_at_work) < until for since, until in ONE_SYSTEM)
    lenient = not strict or "allowmultiplevcs=1" in ask.host.env.get("GODEBUG", "").split(",")
    others = () if lenient else (each for each in found if (each[1].program, mark.program) != ("git", "git"))
    clash = next((Clash(other.title, place) for place, other in others), None)
    return Checkout(root, mark.program, mark.title, clash)


def _marked(host: Host, start: PurePath, numbers: tuple[int, int, int]) -> Iterator[tuple[PurePath, Mark]]:
    """Yield the roots of checkouts from a folder upwards; one with two marks of a system comes once."""
    for folder in (start, *start.parents)[:LEVELS]:
        seen: set[str] = set()
        for mark in MARKS:
            if mark.program not in seen and _is_root(host, folder, mark, numbers):
                seen.add(mark.program)
                yield folder, mark


def _is_root(host: Host, folder: PurePath, mark: Mark, numbers: tuple[int, int, int]) -> bool:
    kind = kind_of(host, folder / mark.name)
    if mark.program == "bzr" and numbers >= NO_BAZAAR:
        return False
    if kind is Kind.FILE and mark.program == "git":
        return numbers >= GIT_FILES and _names_folder(host, folder)
    return kind is mark.kind


def _names_folder(host: Host, folder: PurePath) -> bool:
    """Return whether the .git file of a folder names a folder that is there."""
    try:
        text = read_text(host, folder / ".git", LINK_BYTES + 1) or ""
    except OSError:
        return False
    label, colon, named = text.partition("gitdir:")
    return (
        bool(colon and not label and named.strip())
        and len(text) <= LINK_BYTES
        and is_folder(host, folder / named.strip())
    )

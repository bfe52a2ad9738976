"""Where in a project a diagnosis can be shown: the file and line that a code host opens, relative to the project."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from goverify.registry import Check
from goverify.report import Diagnosis, Report

LINE = re.compile(r"(?P<file>.+), line (?P<line>[0-9]{1,7})", re.DOTALL)


class Surroundings(NamedTuple):
    """What a format may tell beside the report."""

    project: str = ""
    """The folder that the names of files are to be relative to; empty where there is none."""
    checks: tuple[Check, ...] = ()
    """What the catalogue says of the checks that were run."""
    leg: str = ""
    """What tells this job from others of the same commit, such as a matrix's other legs; may be empty."""


class Spot(NamedTuple):
    """A file of the project."""

    name: str
    """Relative to the project, with slashes."""
    line: int | None


def spot_of(item: Diagnosis, report: Report, project: str) -> Spot | None:
    """Return where a diagnosis is at home in the project: a line that was seen before a file, and that before nothing."""
    spots = list(_inside((*(row.place for row in item.evidence), item.subject), report, project))
    return next((spot for spot in spots if spot.line), spots[-1] if spots else None)


def asking(report: Report, project: str) -> Spot | None:
    """Return the line of the project that asks for a Go, which is where the rest of the world has to do with it."""
    places = [row.place for row in report.toolchain.asked_by] if report.toolchain else []
    return next((spot for spot in _inside(places, report, project) if spot.line), None)


def _inside(places: Iterable[str], report: Report, project: str) -> Iterator[Spot]:
    """Yield the places that are files of the project; a name with ".." in it may lead anywhere."""
    kind = PureWindowsPath if report.host.get("system") == "windows" else PurePosixPath
    root: PurePath = kind(project)
    if not root.is_absolute() or len(root.parts) == 1:
        return  # of a whole disk everything is a part
    for place in places:
        match = LINE.fullmatch(place)
        file = kind(match["file"] if match else place)
        if file.is_relative_to(root) and file != root and ".." not in file.parts:
            yield Spot(file.relative_to(root).as_posix(), int(match["line"]) if match else None)

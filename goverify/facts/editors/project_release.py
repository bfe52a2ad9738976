"""The release that the project at hand asks for, by its go.mod or go.work."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors.places import project_folders
from goverify.facts.managers.version_files import go_lines
from goverify.facts.release import Release


class Need(NamedTuple):
    """What a project asks for."""

    release: Release
    place: str
    """The file and line that says so."""


def project_release(ask: Facts) -> Need | None:
    """Return the release that the nearest go.mod, and a go.work above it, ask for at least; None where nothing does."""
    needs = []
    for name in ("go.mod", "go.work"):
        folder = next((each.folder for each in ask(project_folders) if name in each.names), None)
        lines = go_lines(ask.host, folder / name) if folder else {}
        for wanted in lines.values():
            release = Release.parse(f"go{wanted.versions[0]}")
            needs += [Need(release, wanted.place)] if release else []
    return max(needs, key=lambda need: need.release, default=None)

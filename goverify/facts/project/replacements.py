"""The folders that stand in for modules by a replace line, and are gone.

Source: cmd/go/internal/modload (goModSummary, queryImport): "replacement directory … does not exist".
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.go_sources import sources_at
from goverify.facts.project.gomod import ModFile
from goverify.facts.project.roots import project
from goverify.facts.project.vendoring import vendoring
from goverify.facts.project.workspace import members, tidy
from goverify.host.paths import Dead, follow, kind_of

MOST = 200


class Gone(NamedTuple):
    """A replace line that leads nowhere."""

    file: PurePath
    """The go.mod or go.work that has it."""
    module: str
    """What is replaced, as `go mod edit -dropreplace` takes it."""
    path: str
    """The folder as it is written."""
    place: PurePath
    """The go.mod that is not there."""
    imported: bool
    """A Go file here imports a package of the module."""


def replacements_gone(ask: Facts) -> tuple[Gone, ...]:
    """Return the replace lines of the project that lead to no module, of modules that it requires."""
    closed = ask(replacements_closed)
    return tuple(each for each in ask(_failing) if each.place.parent not in closed)


def replacements_closed(ask: Facts) -> tuple[PurePath, ...]:
    """Return the folders that replace modules which the project requires, and that this user may not enter."""
    places = [(each.place.parent, follow(ask.host, each.place)) for each in ask(_failing)]
    return tuple(
        dict.fromkeys(folder for folder, ends in places if ends.dead is Dead.DENIED and ends.end.parent == folder)
    )


def _failing(ask: Facts) -> tuple[Gone, ...]:
    """Return the replace lines behind which this user finds no go.mod."""
    here = ask(project)
    if here is None or ask(vendoring) is not None:
        return ()  # what is vendored is not asked of its folder
    listed = ask(members)
    files: list[tuple[PurePath, ModFile]] = [(each.file, each.mod) for each in listed if each.mod]
    if here.workspace and here.workspace.work:
        files.append((here.workspace.file, here.workspace.work))
    elif here.module and here.mod:
        files.append((here.modfile or here.module, here.mod))
    own = {mod.module for _, mod in files}
    required = {(each.path, each.version) for _, mod in files for each in mod.requires}
    imports = ask(sources_at, ask.host.cwd).imports if any(mod.replaces for _, mod in files) else ()
    found = []
    for file, mod in files:
        base = here.root if here.root and file == here.modfile else file.parent
        for old, version, new, kept in mod.replaces[:MOST]:
            place = tidy(base, ask.host.path(new)) / "go.mod"
            if (
                kept is None
                and old not in own
                and _is_required(old, version, required)
                and not kind_of(ask.host, place)
            ):
                name = f"{old}@{version}" if version else old
                found.append(Gone(file, name, new, place, _imported(old, imports)))
    return tuple(found)


def _is_required(path: str, version: str | None, required: set[tuple[str, str]]) -> bool:
    return any(path == name and version in (None, number) for name, number in required)


def _imported(module: str, imports: tuple[str, ...]) -> bool:
    return any(path == module or path.startswith(f"{module}/") for path in imports)

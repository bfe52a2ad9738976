"""The modules that the project at hand needs and the module cache lacks.

Source: cmd/go/internal/modfetch (DownloadDir), golang.org/x/mod/module (EscapePath).
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.roots import project
from goverify.facts.project.workspace import members
from goverify.host.paths import is_file, is_folder

MOST_MODULES = 500
"""Of larger projects the start is looked at: a module that is lacking shows there or not at all."""


class WantedModules(NamedTuple):
    """What a project needs of the module cache."""

    file: PurePath
    """Its go.mod."""
    absent: tuple[str, ...]
    """Modules that it requires and the cache lacks, as module@version."""


def wanted_modules(ask: Facts, cache: PurePath | None) -> WantedModules | None:
    """Return what the project around the current folder needs of a module cache; None where there is no project.

    Without a cache that is all it requires.
    """
    found = ask(project)
    if found is None or found.module is None or found.mod is None:
        return None
    work = found.workspace.file.parent if found.workspace else found.module.parent
    if is_file(ask.host, work / "vendor" / "modules.txt"):
        return WantedModules(found.module, ())  # it has them with it
    replaced = {each.old_path for each in found.mod.replaces} | ask(_of_the_workspace)
    # A build need not have what is marked as indirect, so that a cache filled by builds may lack it.
    # A word such as latest stands for a version that go mod tidy has yet to choose.
    required = [
        each
        for each in found.mod.requires
        if not each.indirect and each.path not in replaced and each.version.startswith("v")
    ]
    absent = (each for each in required[:MOST_MODULES] if not (cache and _is_kept(ask, cache, each.path, each.version)))
    return WantedModules(found.module, tuple(f"{each.path}@{each.version}" for each in absent))


def _of_the_workspace(ask: Facts) -> frozenset[str]:
    """Return the modules that the workspace has as folders, or replaces."""
    found = ask(project)
    work = found.workspace.work if found and found.workspace else None
    if work is None:
        return frozenset()
    names = {each.mod.module for each in ask(members) if each.mod and each.mod.module}
    return frozenset(names | {each.old_path for each in work.replaces})


def _is_kept(ask: Facts, cache: PurePath, path: str, version: str) -> bool:
    """Return whether the cache has a module, unpacked or as the archive that go would unpack."""
    place, name = _marked(path), _marked(version)
    if is_folder(ask.host, cache / f"{place}@{name}"):
        return True
    return is_file(ask.host, cache / "cache" / "download" / place / "@v" / f"{name}.zip")


def _marked(text: str) -> str:
    """Return a path or a version as the cache writes it: file systems that ignore case get capitals with a mark."""
    return re.sub("[A-Z]", lambda capital: "!" + capital[0].lower(), text)

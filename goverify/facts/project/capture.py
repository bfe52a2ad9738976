"""The question whether a go.mod further up takes in a folder that does not belong to its module.

That a folder lies below a go.mod is how packages are made, so it takes a sign that this one is none: a repository of
its own between the two, a go.mod in a place that holds projects and is none, imports that name another module.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.gopath import gopath
from goverify.facts.project.go_sources import Sources, go_files, names_in, sources_at
from goverify.facts.project.gomod import ModFile
from goverify.facts.project.roots import project
from goverify.facts.storage.temp_folder import system_temp_folder
from goverify.host.paths import home, is_file, is_folder, kind_of, read_text, resolve

REPOSITORIES = (".git", ".hg", ".svn", ".bzr", ".fslckout", "_FOSSIL_")
PERSONAL = ("Desktop", "Documents", "Downloads")
"""Folders of a home that hold all kinds of things."""

OF_A_PROJECT = ("cmd", "internal", "vendor")
"""Folders that only the root of a module has."""

MOST_IMPORTS = 50


class Capture(NamedTuple):
    """A go.mod that takes in a folder which is not its own."""

    module: PurePath
    name: str
    """What it calls the module."""
    root: PurePath
    """The folder of the project that is taken in."""
    sign: str
    """What shows that it does not belong, as a sentence without its period."""
    meant: str
    """The module path that its own imports name; empty where they name none."""


def capture(ask: Facts) -> Capture | None:
    """Return the go.mod further up that takes in the folder under examination unasked; None where all is as meant."""
    found = ask(project)
    if found is None or found.root is None or found.mod is None or found.workspace:
        return None
    here, root, mod = ask.host.cwd, found.root, found.mod
    if root == here or root in ask(gopath).folders[:1]:
        return None
    sources = ask(sources_at, here)
    if not sources.files or any(_of_module(path, mod.module) for path in sources.imports):
        return None
    between = tuple(folder for folder in (here, *here.parents) if root in folder.parents)
    own = next((folder for folder in between if _repository(ask, folder)), None)
    base, meant = _meant(ask, sources, between, mod)
    sign = _sign(ask, root, own, mod, sources, f"{meant}, which is no part of that module" if meant else "")
    assert found.module
    return Capture(found.module, mod.module or "", own or base or here, sign, meant) if sign else None


def _sign(ask: Facts, root: PurePath, own: PurePath | None, mod: ModFile, sources: Sources, meant: str) -> str:
    if own is not None:
        return f"{own} is a repository of its own"
    if _is_project(ask, root):
        return ""
    if not {root, resolve(ask.host, root)}.isdisjoint(_no_roots(ask)) and not any(
        _required(path, mod) for path in sources.imports
    ):
        return f"{root} is a folder that holds projects, and no project itself"
    alone = not any(kind_of(ask.host, root / name) for name in REPOSITORIES)
    return f"the files here import packages of {meant}" if meant and alone else ""


def _repository(ask: Facts, folder: PurePath) -> bool:
    """Return whether a folder is the root of a repository that is no submodule of another one."""
    if is_file(ask.host, folder / ".git"):
        try:
            return "/modules/" not in (read_text(ask.host, folder / ".git", 4096) or "").replace("\\", "/")
        except OSError:
            return False
    return any(kind_of(ask.host, folder / name) for name in REPOSITORIES)


def _is_project(ask: Facts, root: PurePath) -> bool:
    """Return whether a folder looks like the root of a module that someone works on."""
    return bool(go_files(ask, root)) or any(is_folder(ask.host, root / name) for name in OF_A_PROJECT)


def _no_roots(ask: Facts) -> frozenset[PurePath]:
    """Return the folders that hold projects and are none."""
    host, base = ask.host, home(ask.host)
    homes = (base, *base.parents, *(base / name for name in PERSONAL)) if base else ()
    temporary = (system_temp_folder(host), host.path("/tmp"), host.path("/var/tmp"))  # noqa: S108 - looked at, not used
    sources = (folder / "src" for folder in ask(gopath).folders)
    places = (*homes, host.path(host.cwd.anchor), *temporary, *sources)
    return frozenset((*places, *(real for place in places if (real := resolve(host, place)))))


def _of_module(path: str, module: str | None) -> bool:
    return bool(module) and (path == module or path.startswith(f"{module}/"))


def _required(path: str, mod: ModFile) -> bool:
    return any(_of_module(path, required.path) for required in mod.requires)


def _meant(ask: Facts, sources: Sources, between: Sequence[PurePath], mod: ModFile) -> tuple[PurePath | None, str]:
    """Return the module path that imports give to packages that are here, and the folder that it stands for."""
    replaced = {replace.old_path for replace in mod.replaces}
    for path in sources.imports[:MOST_IMPORTS]:
        if _required(path, mod) or any(_of_module(path, module) for module in replaced):
            continue
        parts = path.split("/")
        for count in range(len(parts) - 1, 0, -1):
            tail = "/".join(parts[count:])
            holds = (folder for folder in between if parts[count] in names_in(ask, folder))
            base = next((folder for folder in holds if is_folder(ask.host, folder / tail)), None)
            if base is not None and "vendor" not in parts:
                return base, "/".join(parts[:count])
    return None, ""

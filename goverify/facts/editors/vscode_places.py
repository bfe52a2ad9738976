"""The places of the settings of VS Code and its forks: folder, workspace, remote machine, profile and user.

Source: VS Code's documentation of user and workspace settings, of profiles and of remote development; the nearer level
wins, and objects are merged key by key.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors.jsonc import Leaf, document
from goverify.facts.editors.layers import Found, Known, Layer, layer
from goverify.facts.editors.places import config_folder, home_folder, project_folders
from goverify.facts.editors.reading import Text, names_in, text_of
from goverify.facts.editors.values import UNKNOWN, Level, Oddity
from goverify.host.paths import resolve

MOST_WORKSPACES = 8
WORKSPACE = ".code-workspace"


class Variant(NamedTuple):
    """VS Code or a fork."""

    name: str
    config: str
    """Its folder among the user's settings."""
    own: str
    """Its folder in the home, which holds the extensions."""
    server: str
    """The folder of its server, on a machine that is worked on from another one."""


VARIANTS = (
    Variant("VS Code", "Code", ".vscode", ".vscode-server"),
    Variant("VS Code Insiders", "Code - Insiders", ".vscode-insiders", ".vscode-server-insiders"),
    Variant("VSCodium", "VSCodium", ".vscode-oss", ".vscodium-server"),
    Variant("Code - OSS", "Code - OSS", ".vscode-oss", ".vscode-server-oss"),
    Variant("Cursor", "Cursor", ".cursor", ".cursor-server"),
    Variant("Windsurf", "Windsurf", ".windsurf", ".windsurf-server"),
)


def variants_here(ask: Facts) -> tuple[Variant, ...]:
    """Return the editors that have left settings or a server on this machine."""
    homes, configs = ask(home_folder), ask(config_folder)
    return tuple(
        each
        for each in VARIANTS
        if (configs and each.config in configs.names) or (homes and each.server in homes.names)
    )


def of_project(ask: Facts, editor: str, known: Known) -> Iterator[Found]:
    """Yield the settings of the folders above the current one, then those of the workspaces that hold it."""
    listed = ask(project_folders)
    for folder, names in listed:
        if ".vscode" in names:
            yield layer(ask, editor, Level.FOLDER, folder / ".vscode" / "settings.json", folder, known)
    files = [folder / name for folder, names in listed for name in sorted(names) if name.endswith(WORKSPACE)]
    for file in files[:MOST_WORKSPACES]:
        read = text_of(ask, file)
        if read is not None:
            yield _workspace(ask, editor, read, known)


def of_user(ask: Facts, variant: Variant, known: Known) -> Iterator[Found]:
    """Yield the settings of the machine that is worked on from another one, then those of the profile or the user."""
    homes, configs = ask(home_folder), ask(config_folder)
    if homes and variant.server in homes.names:
        file = homes.folder / variant.server / "data" / "Machine" / "settings.json"
        yield layer(ask, variant.name, Level.REMOTE, file, None, known)
    if configs and variant.config in configs.names:
        folder = configs.folder / variant.config / "User"
        profile = _profile(ask, folder)
        level = Level.PROFILE if profile else Level.USER
        file = (folder / "profiles" / profile if profile else folder) / "settings.json"
        yield layer(ask, variant.name, level, file, _opened(ask), known)


def _opened(ask: Facts) -> PurePath | None:
    """Return the folder that is most likely the opened one: the nearest with settings, else the current one."""
    listed = ask(project_folders)
    marked = (each.folder for each in listed if {".vscode", ".git"} & each.names)
    return next(marked, listed[0].folder if listed else None)


def _workspace(ask: Facts, editor: str, read: Text, known: Known) -> Found:
    """Return the settings of a workspace file, empty where the current folder is not one of its."""
    found = document(read.text)
    problem = read.problem or found.problem
    oddity = Oddity(read.path, problem) if problem else None
    here = resolve(ask.host, ask.host.cwd)
    folders = [
        read.path.parent / leaf.text
        for leaf in found.leaves
        if leaf.keys == ("folders", "path") and UNKNOWN not in leaf.text
    ]
    ends = ((folder, resolve(ask.host, folder)) for folder in folders[:MOST_WORKSPACES])
    opened = next((folder for folder, end in ends if end and here and here.is_relative_to(end)), None)
    leaves: dict[tuple[str, ...], Leaf] = {}
    if opened is not None:
        told = (leaf for leaf in found.leaves if leaf.keys[0] == "settings")
        leaves = {leaf.keys[1:]: leaf._replace(keys=leaf.keys[1:]) for leaf in told if leaf.keys[1:] in known}
    return Found(Layer(editor, Level.WORKSPACE, read.path, opened, leaves), oddity)


def _profile(ask: Facts, folder: PurePath) -> str | None:
    """Return the name of the profile that belongs to a folder at hand, None for the user's ordinary settings."""
    if "profiles" not in names_in(ask, folder):
        return None
    from urllib.parse import unquote

    read = text_of(ask, folder / "globalStorage" / "storage.json")
    leaves = document(read.text).leaves if read else ()
    chosen = {
        unquote(leaf.keys[2]).removeprefix("file://").lower(): leaf.text
        for leaf in leaves
        if leaf.keys[:2] == ("profileAssociations", "workspaces") and len(leaf.keys) == 3
    }
    places = (f"/{each.folder.as_posix().lstrip('/')}".lower() for each in ask(project_folders))
    name = next((chosen[place] for place in places if place in chosen), "")
    return name if re.fullmatch(r"-?[0-9a-f]{1,40}", name) else None

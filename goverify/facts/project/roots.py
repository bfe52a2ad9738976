"""The project that the folder under examination belongs to: its go.mod and its go.work, as go finds and reads them.

Source: cmd/go/internal/modload (findModuleRoot, findWorkspaceFile, FindGoWork, Init).
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import goroot
from goverify.facts.project.gomod import ModFile, parse
from goverify.facts.settings.goflags import goflags
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.storage.temp_folder import system_temp_folder
from goverify.facts.work_release import numbers_at_work
from goverify.host import Host, Kind
from goverify.host.paths import kind_of, read_text, same_file

LEVELS = 64
"""Folders above that are looked through."""

WORKSPACES = (1, 18, 0)
"""The first release that knows them."""

LIMIT_BYTES = 1 << 20
"""No go.mod that was not made to do harm is as large."""


class Workspace(NamedTuple):
    """The go.work in effect."""

    file: PurePath
    work: ModFile | None
    """None where it cannot be read."""
    held: Setting | None
    """The GOWORK that names it; None where it stands above."""
    why_unreadable: str = ""


class Project(NamedTuple):
    """What go works on here."""

    module: PurePath | None
    """The go.mod that is nearest above; None where only a workspace is."""
    mod: ModFile | None
    """What it says, or what the file says that stands in for it; None where that cannot be read."""
    workspace: Workspace | None
    why_unreadable: str = ""
    modfile: PurePath | None = None
    """The file that -modfile in GOFLAGS puts in the place of go.mod."""

    @property
    def root(self) -> PurePath | None:
        """Return the folder that the module's packages lie in."""
        return self.module.parent if self.module else None


def project(ask: Facts) -> Project | None:
    """Return the project here; None where go sees neither a go.mod nor a go.work, or modules are off."""
    off = ask(setting, "GO111MODULE")
    if off is not None and off.value == "off":
        return None
    module, workspace = ask(nearest_module), ask(workspace_in_effect)
    if module is not None and ask(ignored_module) == module:
        module = None
    if module is None:
        return Project(None, None, workspace) if workspace else None
    modfile = ask(_modfile)
    mod, why = read_mod(ask.host, modfile or module)
    return Project(module, mod, workspace, why, modfile)


def nearest_module(ask: Facts) -> PurePath | None:
    """Return the go.mod that is nearest above the folder under examination, of use or not."""
    return _nearest(ask, "go.mod")


def ignored_module(ask: Facts) -> PurePath | None:
    """Return the go.mod that go passes over because it stands in the system's temporary folder itself."""
    module = ask(nearest_module)
    if module is None or ask(workspace_in_effect):
        return None
    return module if same_file(ask.host, module.parent, system_temp_folder(ask.host)) else None


def workspace_in_effect(ask: Facts) -> Workspace | None:
    """Return the workspace that go takes: the one that GOWORK names, there or not, else the nearest above."""
    held = ask(setting, "GOWORK")
    if held is not None and held.value == "off":
        return None
    space = _workspace(ask, held)
    return space if space is not None and ask(numbers_at_work) >= WORKSPACES else None


def _workspace(ask: Facts, held: Setting | None) -> Workspace | None:
    if held is not None and held.value != "auto":
        file = ask.host.path(held.value)
        if not file.is_absolute():
            return Workspace(file, None, held, "go takes only an absolute path")
        work, why = _read(ask.host, file, work=True)
        return Workspace(file, work, held, why)
    found = _nearest(ask, "go.work")
    if found is None or _within_the_tree(ask, found):
        return None
    work, why = _read(ask.host, found, work=True)
    return Workspace(found, work, None, why)


def read_mod(host: Host, file: PurePath) -> tuple[ModFile | None, str]:
    """Return what a go.mod says, or None and why it cannot be read."""
    return _read(host, file, work=False)


def _read(host: Host, file: PurePath, *, work: bool) -> tuple[ModFile | None, str]:
    try:
        text = read_text(host, file, LIMIT_BYTES)
    except OSError as error:
        return None, (error.strerror or str(error)).lower()
    if text is None:
        return None, "there is no such file"
    if len(text) >= LIMIT_BYTES:
        return None, "it is larger than any go.mod"
    return parse(text, work), ""


def _nearest(ask: Facts, name: str) -> PurePath | None:
    """Return the nearest file of that name that is no folder; what cannot be looked at is passed over, as go does."""
    try:
        here = ask.host.cwd
    except OSError:
        return None
    files = (folder / name for folder in (here, *here.parents)[:LEVELS])
    return next((file for file in files if kind_of(ask.host, file) not in (None, Kind.FOLDER)), None)


def _within_the_tree(ask: Facts, workspace: PurePath) -> bool:
    """Return whether the search for a go.work ends at GOROOT, before it reaches that one."""
    try:
        root = ask(goroot).root
    except Unavailable:
        return False
    return root is not None and root in ask.host.cwd.parents and root.is_relative_to(workspace.parent)


def _modfile(ask: Facts) -> PurePath | None:
    given = ask(goflags)
    flag = given.last("modfile") if given else None
    return ask.host.cwd / ask.host.path(flag.value) if flag and flag.value else None

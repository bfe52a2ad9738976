"""The vendor folder of the project at hand: whether go takes packages from it, and whether it fits go.mod.

Source: cmd/go/internal/modload (setDefaultBuildMod, VendorDir, checkVendorConsistency, replacementFrom).
"""

import posixpath
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.gomod import ModFile, Replace
from goverify.facts.project.module_paths import canonical
from goverify.facts.project.roots import Project, project
from goverify.facts.project.vendored import Module, Vendored, read_vendored
from goverify.facts.project.workspace import members
from goverify.facts.settings.goflags import goflags
from goverify.facts.settings.in_force import Setting
from goverify.facts.toolchain_choice.versions import version
from goverify.facts.work_release import numbers_at_work
from goverify.host import Reader
from goverify.host.paths import is_folder, read_text

LIMIT_BYTES = 4 << 20
MOST_FAULTS = 50

VENDOR_BY_ITSELF = (1, 14)
"""The go line from which on a vendor folder is used unasked, and must fit go.mod."""

WORKSPACES = (1, 22, 0)
"""The first release that vendors a workspace."""

MOST_PACKAGES = 60
"""A folder that was copied in part lacks one of the first, or is whole."""


class Vendoring(NamedTuple):
    """The vendor folder."""

    folder: PurePath
    command: str
    """What fills it: "go mod vendor", or "go work vendor"."""
    by_itself: bool
    """Go would use it without -mod."""
    asked: Setting | None
    """The GOFLAGS that carry -mod=vendor."""
    why_unreadable: str
    """Why modules.txt cannot be read; empty where it can, or is not there."""
    listed: bool
    """It has a modules.txt."""
    faults: tuple[str, ...]
    """Where it and go.mod disagree, as sentences without a period."""
    absent: tuple[str, ...]
    """Packages that modules.txt names and that are not there."""


def vendoring(ask: Facts) -> Vendoring | None:
    """Return the vendor folder that go takes packages from; None where there is none or it is not used."""
    here = ask(project)
    owner = None if here is None else here.workspace.file if here.workspace else here.module
    folder = owner.parent / "vendor" if owner else None
    if here is None or folder is None or not is_folder(ask.host, folder):
        return None
    given = ask(goflags)
    flag = given.last("mod") if given else None
    asked = given.held if given and flag and flag.value == "vendor" else None
    try:
        text, why = read_text(ask.host, folder / "modules.txt", LIMIT_BYTES), ""
    except OSError as error:
        text, why = None, (error.strerror or str(error)).lower()
    listed = read_vendored(text or "")
    by_itself = _by_itself(ask, here, listed)
    if not asked and (flag is not None or not by_itself):
        return None
    command = "go work vendor" if here.workspace else "go mod vendor"
    faults = () if why else tuple(_faults(ask, here, listed))[:MOST_FAULTS]
    absent = _absent(ask, folder, listed) if text is not None else ()
    return Vendoring(folder, command, by_itself, asked, why, text is not None, faults, absent)


def _absent(ask: Facts, folder: PurePath, listed: Vendored) -> tuple[str, ...]:
    """Return the packages that are not there; asked as one question, so that a recording answers it by their own names."""

    def judge(_: Reader) -> str:
        return " ".join(name for name in listed.packages[:MOST_PACKAGES] if not _stands(ask, folder / name))

    return tuple(ask.host.judged(folder / "modules.txt", "vendored packages that are absent", judge).split())


def _stands(ask: Facts, place: PurePath) -> bool:
    try:
        return ask.host.entry(place) is not None
    except OSError:
        return True


def _by_itself(ask: Facts, here: Project, listed: Vendored) -> bool:
    """Return whether go uses the folder without being told to."""
    file = here.workspace.work if here.workspace else here.mod
    if file is None or file.defects or file.go is None or numbers(file.go) < VENDOR_BY_ITSELF:
        return False
    release = ask(numbers_at_work)
    if here.workspace and release < WORKSPACES:
        return False
    return listed.workspace == bool(here.workspace) or release < WORKSPACES


def numbers(line: str) -> tuple[int, int]:
    """Return the first two numbers of a go line."""
    found = version(line)
    return found[:2] if found else (0, 0)


class _Main(NamedTuple):
    """A module that is worked on."""

    file: PurePath
    mod: ModFile


def _mains(ask: Facts, here: Project) -> tuple[_Main, ...] | None:
    """Return the modules that are worked on; None where one of them cannot be understood."""
    if not here.workspace:
        return (_Main(here.module, here.mod),) if here.module and here.mod and not here.mod.defects else None
    found = ask(members)
    mains = tuple(_Main(member.file, member.mod) for member in found if member.mod and not member.mod.defects)
    return mains if mains and len(mains) == len(found) else None


def _faults(ask: Facts, here: Project, listed: Vendored) -> Iterator[str]:
    mains = _mains(ask, here)
    work = here.workspace.work if here.workspace else None
    if mains is None or (work is not None and work.defects):
        return
    strict = bool(here.workspace) or all(main.mod.go and numbers(main.mod.go) >= VENDOR_BY_ITSELF for main in mains)
    yield from _required(mains, listed, strict=strict)
    replaces = _replaces(here, mains)
    names = {main.mod.module for main in mains}
    for old, new in replaces.items():
        if not old[1] and old[0] in names:
            continue  # the module itself is here
        was = listed.replaced.get(old)
        if was is None and (strict or listed.in_use.get(old[0]) == old[1]):
            yield f"{_said(old)} is replaced, and vendor/modules.txt does not say so"
        elif was is not None and was != new:
            yield f"{_said(old)} is replaced by {_said(new)}, and vendor/modules.txt says by {_said(was)}"
    for old in listed.replaced:
        if old not in replaces and (old[0], "") not in replaces:
            yield f"{_said(old)} is replaced in vendor/modules.txt, and in no go.mod"


def _required(mains: tuple[_Main, ...], listed: Vendored, *, strict: bool) -> Iterator[str]:
    required = {(each.path, each.version) for main in mains for each in main.mod.requires}
    for main in mains:
        for each in main.mod.requires:
            wanted, vendored = (each.path, each.version), listed.in_use.get(each.path)
            if not canonical(each.version) or wanted in listed.explicit:
                continue
            if strict or vendored not in (None, each.version):
                there = f" names {vendored}" if vendored and vendored != each.version else " does not list it as such"
                yield f"go.mod requires {_said(wanted)}, and vendor/modules.txt{there}"
    for module in listed.in_use.items():
        if module in listed.explicit and module not in required:
            yield f"vendor/modules.txt lists {_said(module)} as required, and no go.mod requires it"


def _replaces(here: Project, mains: tuple[_Main, ...]) -> dict[Module, Module]:
    """Return what stands in for modules, as modules.txt would write it; what a go.work says comes first."""
    work = here.workspace.work if here.workspace else None
    found = {_old(each): _new(each) for each in (work.replaces if work else ())}
    for main in mains:
        for each in main.mod.replaces:
            new = _new(each)
            if here.workspace and not new[1]:
                new = (_from_workspace(here.workspace.file, main.file, each.new_path), "")
            found.setdefault(_old(each), new)
    return found


def _old(each: Replace) -> Module:
    return each.old_path, each.old_version or ""


def _new(each: Replace) -> Module:
    return each.new_path, each.new_version or ""


def _from_workspace(work: PurePath, mod: PurePath, path: str) -> str:
    """Return a folder that a go.mod names, as seen from the go.work."""
    if type(mod)(path).is_absolute():
        return path
    relative = posixpath.relpath((mod.parent / path).as_posix(), work.parent.as_posix())
    return relative if relative.startswith("../") or relative == ".." else f"./{relative}" if relative != "." else "."


def _said(module: Module) -> str:
    return "@".join(part for part in module if part)

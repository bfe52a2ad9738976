"""The modules that a go.work puts together, and those that it names in vain.

Source: cmd/go/internal/modload (LoadWorkFile, loadModFile).
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.gomod import ModFile
from goverify.facts.project.roots import project, read_mod
from goverify.host.paths import same_file

MOST_MEMBERS = 200


class Member(NamedTuple):
    """A folder that a go.work uses."""

    use: str
    """As it is written there."""
    file: PurePath
    """The go.mod that should be in it."""
    mod: ModFile | None
    why_unreadable: str


def members(ask: Facts) -> tuple[Member, ...]:
    """Return what the go.work in effect uses, in its order and up to a bound."""
    found = ask(project)
    if found is None or found.workspace is None or found.workspace.work is None:
        return ()
    base = found.workspace.file.parent
    listed = []
    for use in dict.fromkeys(found.workspace.work.uses[:MOST_MEMBERS]):
        file = tidy(base, ask.host.path(use)) / "go.mod"
        listed.append(Member(use, file, *read_mod(ask.host, file)))
    return tuple(listed)


def namesakes(ask: Facts) -> tuple[Member, Member] | None:
    """Return two folders of the workspace that hold a module of the same path; None where there are none."""
    seen: dict[str, Member] = {}
    for each in ask(members):
        name = each.mod.module if each.mod else None
        if name and name in seen:  # by whatever way: go compares the paths of modules
            return seen[name], each
        if name:
            seen.setdefault(name, each)
    return None


def is_member(ask: Facts, module: PurePath) -> bool:
    """Return whether a go.mod is one of those that the workspace uses."""
    listed = ask(members)
    folder = module.parent
    return any(each.file.parent == folder for each in listed) or any(
        same_file(ask.host, each.file.parent, folder) for each in listed
    )


def tidy(base: PurePath, path: PurePath) -> PurePath:
    """Return a folder as seen from another, its dots worked out as go does (filepath.Join)."""
    place = type(base)(base.anchor)
    for part in (base / path).parts[1 if (base / path).anchor else 0 :]:
        place = place.parent if part == ".." else place / part
    return place

"""What vendor/modules.txt says was vendored.

Source: cmd/go/internal/modload (readVendorList, modulesTextIsForWorkspace).
"""

from typing import NamedTuple

from goverify.facts.project.module_paths import VERSION

Module = tuple[str, str]
"""A path and a version; without the version, every version of it."""


class Vendored(NamedTuple):
    """A modules.txt."""

    workspace: bool
    """`go work vendor` made it."""
    explicit: frozenset[Module]
    """Modules that a go.mod required when it was made."""
    replaced: dict[Module, Module]
    """What stood in for a module; a folder has no version."""
    in_use: dict[str, str]
    """The version of each module that packages were taken from."""
    packages: tuple[str, ...]


def read_vendored(text: str) -> Vendored:
    """Return what a modules.txt says; what go does not understand in it, go ignores."""
    explicit, replaced = set[Module](), dict[Module, Module]()
    in_use, packages = dict[str, str](), list[str]()
    module: Module = ("", "")
    lines = text.split("\n")
    for line in lines:
        words = line.split()
        if line.startswith("# ") and len(words) >= 3:
            module, new = _heading(words)
            if new is not None:
                replaced[module] = new
        elif line.startswith("# ") or not module[0]:
            continue
        elif line.startswith("## "):
            if any(mark.strip() == "explicit" for mark in line[3:].split(";")):
                explicit.add(module)
        elif len(words) == 1:
            packages.append(words[0])
            in_use.setdefault(*module)
    marks = lines[0][3:].split(";") if lines[0].startswith("## ") else []
    workspace = any(mark.strip() == "workspace" for mark in marks)
    return Vendored(workspace, frozenset(explicit), replaced, in_use, tuple(packages))


def _heading(words: list[str]) -> tuple[Module, Module | None]:
    """Return the module that a line begins with, and what it says stands in for it."""
    path, second, *rest = words[1:]
    if second == "=>":
        return (path, ""), _replacement([second, *rest])
    if VERSION.match(second):
        return (path, second), _replacement(rest)
    return ("", ""), None


def _replacement(words: list[str]) -> Module | None:
    if len(words) == 2 and words[0] == "=>":
        return words[1], ""
    if len(words) == 3 and words[0] == "=>" and VERSION.match(words[2]):
        return words[1], words[2]
    return None

"""What each directive of a go.mod or a go.work says, and what go refuses in it.

Source: golang.org/x/mod/modfile (rule.go, work.go) as in Go 1.27; a release that is older knows fewer directives.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from goverify.facts.project.gomod_syntax import Fault, Statement
from goverify.facts.project.module_paths import canonical, checked_major, is_folder_path, major_of, unquoted

GO_VERSION = re.compile(r"([1-9][0-9]*)\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?([a-z]+[0-9]+)?")
STRANGE = re.compile(r"[^-._~/+<>=0-9A-Za-z]|<<<|>>>|===")
"""What is in no module path and in no version, nor in the name of a branch."""
TOOLCHAIN = re.compile(r"default|go1(\..*)?")


class Require(NamedTuple):
    """A module that is needed."""

    path: str
    version: str
    indirect: bool
    """Marked // indirect: a build need not have it."""


class Replace(NamedTuple):
    """A module that another one, or a folder, stands in for."""

    old_path: str
    old_version: str | None
    """None: every version."""
    new_path: str
    new_version: str | None
    """None: the new path is a folder."""


class Exclude(NamedTuple):
    """A version that is not to be used."""

    path: str
    version: str


class Draft:
    """What has been read of a file so far."""

    def __init__(self, work: bool) -> None:
        self.work = work
        self.single: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.requires: list[Require] = []
        self.replaces: list[Replace] = []
        self.excludes: list[Exclude] = []
        self.folders: dict[str, list[str]] = {"use": [], "tool": [], "ignore": []}
        self.godebug: list[tuple[str, str]] = []


def reader(verb: str, work: bool) -> Callable[[Draft, Statement], None]:
    """Return what reads a directive of a go.mod, or of a go.work, into a draft; both raise Fault for what go refuses."""
    known = WORK_READERS if work else MOD_READERS
    if verb not in known:
        raise Fault(f"go knows no directive {verb} here")
    return known[verb]


def _single(draft: Draft, statement: Statement) -> None:
    verb, words = statement.verb, statement.words
    if verb in draft.lines:
        raise Fault(f"there is a {verb} line before, and one is all that may be")
    if len(words) != 1:
        raise Fault(f"{verb} takes one word behind it")
    if verb == "go" and not GO_VERSION.fullmatch(words[0]):
        raise Fault(f"{words[0]} is no Go version: it is written as 1.23.0")
    if verb == "toolchain" and not TOOLCHAIN.fullmatch(words[0]):
        raise Fault(f"{words[0]} is no toolchain: it is written as go1.23.0, or default")
    draft.lines[verb] = statement.line
    draft.single[verb] = unquoted(words[0]) if verb == "module" else words[0]


def _module_version(statement: Statement) -> tuple[str, str]:
    if len(statement.words) != 2:
        raise Fault(f"{statement.verb} takes a module path and a version, such as example.com/module v1.2.3")
    path, version = map(unquoted, statement.words)
    if not canonical(version) and STRANGE.search(path + version):  # go would ask the module's origin, and cannot
        raise Fault(f"{path} {version} is no module and no version of it")
    checked_major(path, version)
    return path, version


def _require(draft: Draft, statement: Statement) -> None:
    path, version = _module_version(statement)
    marks = statement.comment.split()
    draft.requires.append(Require(path, version, marks == ["indirect"] or (len(marks) > 1 and marks[0] == "indirect;")))


def _exclude(draft: Draft, statement: Statement) -> None:
    draft.excludes.append(Exclude(*_module_version(statement)))


def _replace(draft: Draft, statement: Statement) -> None:
    words = statement.words
    arrow = 1 if words[1:2] == ("=>",) else 2
    if not arrow + 2 <= len(words) <= arrow + 3 or words[arrow] != "=>":
        raise Fault("replace is written: old/module [v1.2.3] => new/module v1.2.3, or => ../folder")
    old, new = unquoted(words[0]), unquoted(words[arrow + 1])
    major_of(old)
    old_version = unquoted(words[1]) if arrow == 2 else None
    if old_version is not None:
        checked_major(old, old_version)
    new_version = unquoted(words[arrow + 2]) if len(words) == arrow + 3 else None
    if new_version is None and not is_folder_path(new):
        raise Fault(f"{new} needs a version behind it, or is a folder that begins with ./ or ../")
    if new_version is not None and is_folder_path(new):
        raise Fault(f"{new} is a folder, which has no version")
    if draft.work and new_version is not None and not canonical(new_version):
        raise Fault(f"{new_version} is no version of the form v1.2.3")
    draft.replaces.append(Replace(old, old_version, new, new_version))


def _folder(draft: Draft, statement: Statement) -> None:
    if len(statement.words) != 1:
        raise Fault(f"{statement.verb} takes one path behind it")
    draft.folders[statement.verb].append(unquoted(statement.words[0]))


def _godebug(draft: Draft, statement: Statement) -> None:
    words = statement.words
    if len(words) != 1 or "=" not in words[0] or any(char in "\"'`," for char in words[0]):
        raise Fault("godebug is written: godebug key=value")
    key, _, value = words[0].partition("=")
    draft.godebug.append((key, value))


def _retract(_: Draft, statement: Statement) -> None:
    words = statement.words
    interval = len(words) == 5 and (words[0], words[2], words[4]) == ("[", ",", "]")
    if not interval and (len(words) != 1 or words[0] in "(["):
        raise Fault("retract is written: retract v1.2.3, or retract [v1.0.0, v1.9.9]")


MOD_READERS: dict[str, Callable[[Draft, Statement], None]] = {
    "module": _single,
    "go": _single,
    "toolchain": _single,
    "require": _require,
    "exclude": _exclude,
    "replace": _replace,
    "retract": _retract,
    "tool": _folder,
    "ignore": _folder,
    "godebug": _godebug,
}
WORK_READERS: dict[str, Callable[[Draft, Statement], None]] = {
    "go": _single,
    "toolchain": _single,
    "use": _folder,
    "replace": _replace,
    "godebug": _godebug,
}

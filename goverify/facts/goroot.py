"""The tree that the answering go works with, and how it comes to it.

Source: cmd/go/internal/cfg (findGOROOT): the GOROOT variable, the line in the go env file, the folder two and then
three levels above the executable where it has pkg/tool, the same again behind links, the path built into the go.
"""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.identity import GoIdentity, answers, identity, values
from goverify.facts.release import Release
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import Host, Kind, System
from goverify.host.paths import follow, is_folder, kind_of, read_text, same_file
from goverify.model import Subject


class Way(StrEnum):
    """How go comes to its tree."""

    SETTING = "GOROOT is set"
    LOCATION = "the go file stands in it"
    BUILT_IN = "its path is built into the go file"
    WRAPPER = "a wrapper chose it"


class Goroot(NamedTuple):
    """Which tree is in force, and which one go would take without a setting."""

    root: PurePath | None
    """The tree in force, there or not, whole or not."""
    way: Way | None
    setting: Setting | None
    """GOROOT as the user set it, whether or not it has an effect."""
    own: PurePath | None
    """The tree that go takes where GOROOT is not set."""
    by_location: PurePath | None
    """The tree that the go file stands in."""
    by_itself: bool
    """Go works without the setting: it finds its own tree."""

    @property
    def judged(self) -> PurePath | None:
        """Return the tree that belongs to the go that answers: its own, else the one it is told."""
        return self.own or self.root


def goroot(ask: Facts) -> Goroot:
    """Return the tree of the answering go; Blocked where no go answers."""
    go = ask(answering_go)
    said = _identity(ask, go)
    here = None if go.wrapper else by_location(ask.host, go)
    own, way = here, Way.LOCATION if here else None
    if own is None and said is not None and said.finds_root and said.goroot is not None:
        own, way = said.goroot, Way.WRAPPER if go.wrapper else Way.BUILT_IN
    if own is None and said is None and go.wrapper:
        own, way = _led_to(ask, go), Way.WRAPPER
    found = said.finds_root if said is not None else own is not None
    given = ask(setting, "GOROOT")
    if given is None:
        return Goroot(own, way, None, own, here, found)
    told = ask.host.cwd / ask.host.path(given.value)
    if go.wrapper and not go.why_not_run:
        told = _chosen_by_wrapper(ask, go, given, told)
    in_force = Way.WRAPPER if go.wrapper and told == own else Way.SETTING
    return Goroot(told, in_force, given, own, here, found)


def _identity(ask: Facts, go: GoCommand) -> GoIdentity | None:
    try:
        return ask(identity, go)
    except Blocked:
        return None


def _led_to(ask: Facts, go: GoCommand) -> PurePath | None:
    """Return the tree that a stand-in leads to, as reading alone tells; None where there is no such tree."""
    from goverify.facts.managers.choosing import pursuit  # which needs this module's settings

    end = ask(pursuit, go.found).go
    chain = follow(ask.host, end) if end else None
    root = chain.end.parent.parent if chain and chain.dead is None else None
    return root if root is not None and looks_like_tree(ask.host, root) else None


def _chosen_by_wrapper(ask: Facts, go: GoCommand, given: Setting, told: PurePath) -> PurePath:
    """Return the tree that a wrapper ends up with where GOROOT is set: some keep the value, some replace it."""
    text = values(ask(answers, go, given.value)).get("GOROOT")
    return ask.host.path(text) if text else told


def by_location(host: Host, go: GoCommand) -> PurePath | None:
    """Return the tree that the executable stands in, as cmd/go looks for it."""
    # On Linux os.Executable reads /proc/self/exe, which is free of links; elsewhere it is the name as invoked.
    names = (go.file,) if host.platform.system is System.LINUX else (go.found, go.file)
    above = (folder for name in names for folder in (name.parent.parent, name.parent.parent.parent))
    return next((folder for folder in above if is_folder(host, folder / "pkg" / "tool")), None)


def remains(host: Host, go: GoCommand) -> PurePath | None:
    """Return the folder around a go file that was a tree and has lost pkg/tool, by which go would know it."""
    folder = go.file.parent.parent
    return folder if go.file.parent.name == "bin" and looks_like_tree(host, folder) else None


def looks_like_tree(host: Host, folder: PurePath) -> bool:
    """Return whether a folder is a Go tree, whole or not: a prefix such as /usr, which has bin and src, is none."""
    if not is_folder(host, folder):
        return False
    if is_folder(host, folder / "pkg" / "tool") or kind_of(host, folder / "src" / "runtime") is Kind.FOLDER:
        return True
    return release_of(host, folder) is not None


def release_of(host: Host, root: PurePath) -> Release | None:
    """Return the release that a tree's VERSION file names; None where it is missing, unreadable or names none."""
    try:
        text = read_text(host, root / "VERSION", 4096)
    except OSError:
        return None
    return Release.parse(text.partition("\n")[0]) if text else None


def same_tree(host: Host, one: PurePath | None, other: PurePath | None) -> bool:
    """Return whether two paths lead to one tree, or to its parts by links, as g (stefanmaric) and rules_go lay them out."""
    if one is None or other is None:
        return False
    return same_file(host, one, other) or all(same_file(host, one / part, other / part) for part in ("pkg", "src"))


def concerned(ask: Facts) -> tuple[Subject, ...]:
    """Return what every finding about the answering go bears on: the go as found, and its tree."""
    go = ask(answering_go)
    root = ask(goroot).judged
    return (go.found,) if root is None else (go.found, root)

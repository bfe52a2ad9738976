"""Module mode and GOPATH mode as the go that answers lives them: every value of GO111MODULE in every kind of folder.

Source: cmd/go/internal/modload (Init, WillBeEnabled) and go.dev/ref/mod (Module-aware commands): since Go 1.16 modules
are on unless GO111MODULE says otherwise; auto needs a go.mod in the folder or above it, inside GOPATH or not.
"""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.build import build_cache
from goverify.facts.building import own_env, with_folders
from goverify.facts.deep.proofs import go_in_turn, sound_loop
from goverify.facts.running import scratch
from goverify.host import Completed

VALUES = ("", "on", "auto", "off")
"""Of GO111MODULE; the empty one comes to the same as none."""

NAME = "goverify.test/mode"
MODULE = {"go.mod": f"module {NAME}\n\ngo 1.16\n", "mode.go": "package mode\n"}
PACKAGE = {"mode.go": "package mode\n"}
PLACES = (
    ("a module", "modes-module", MODULE),
    ("a folder without go.mod", "modes-package", PACKAGE),
    ("a module in GOPATH/src", "modes-gopath/src/goverify.test/mode", MODULE),
    ("a folder without go.mod in GOPATH/src", "modes-gopath/src/goverify.test/old", PACKAGE),
)

NULL_DEVICES = frozenset({"/dev/null", "NUL"})
"""What go calls the null device, by which it tells of module mode without a go.mod."""

ENV, LIST = ("env", "GO111MODULE", "GOMOD"), ("list", "-m")


class Way(StrEnum):
    """How go works in a folder."""

    MODULE = "as its module"
    NO_MODULE = "with modules, but without a go.mod"
    GOPATH = "with GOPATH alone, and no modules"
    ELSEWHERE = "as a part of another module"


class Mode(NamedTuple):
    """What go takes one folder for under one value of GO111MODULE."""

    value: str
    """As it was set."""
    place: str
    """What kind of folder it is."""
    folder: PurePath
    has_module: bool
    asked: Completed
    """`go env GO111MODULE GOMOD`."""
    listed: Completed
    """`go list -m`, which GOPATH mode refuses."""

    @property
    def in_force(self) -> str:
        """Return the value as go has it, which the tree's go.env may have given."""
        return self._lines[0]

    @property
    def gomod(self) -> str:
        """Return the go.mod that go names."""
        return self._lines[1]

    @property
    def way(self) -> Way:
        """Return how go works in the folder, by what it names."""
        if self.gomod in NULL_DEVICES:
            return Way.NO_MODULE
        if not self.gomod:
            return Way.GOPATH
        file = type(self.folder)(self.gomod)  # the folders above it may have a second name
        return Way.MODULE if self.has_module and file.parent.name == self.folder.name else Way.ELSEWHERE

    @property
    def _lines(self) -> tuple[str, str]:
        first, second, *_ = (*self.asked.stdout.splitlines(), "", "")
        return first.strip(), second.strip()


def module_modes(ask: Facts) -> tuple[Mode, ...]:
    """Return how go behaves in each kind of folder under each value."""
    ask(sound_loop)
    return tuple(_mode(ask, value, *place) for place in PLACES for value in VALUES)


def _mode(ask: Facts, value: str, place: str, name: str, files: dict[str, str]) -> Mode:
    folder = ask.host.scratch(name, files)
    own = own_env(ask) | {"GO111MODULE": value, "GOPATH": str(ask(scratch, "modes-gopath"))}
    env = with_folders(ask, own, ask(build_cache))
    asked, listed = (go_in_turn(ask, args, env=env, cwd=folder) for args in (ENV, LIST))
    return Mode(value, place, folder, files is MODULE, asked, listed)

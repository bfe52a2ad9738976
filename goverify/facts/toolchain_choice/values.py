"""What is known of the choice of a Go: who asks for which one, what may be done about it, and how it ends."""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.settings.in_force import Setting


class Wish(NamedTuple):
    """A line of the project that asks for a Go."""

    file: PurePath
    line: int
    key: str
    """"go" or "toolchain"."""
    value: str

    @property
    def text(self) -> str:
        """Return the line as it is written."""
        return f"{self.key} {self.value}"

    @property
    def place(self) -> str:
        """Return where it stands."""
        return f"{self.file}, line {self.line}"


class Policy(NamedTuple):
    """GOTOOLCHAIN as it is in force."""

    value: str
    """Empty where nothing gives it a value: then go does not switch."""
    held: Setting | None
    """Who set it; None where the release's own go.env gives the value, or nothing does."""
    file: PurePath | None
    """The release's own go.env, where the value stands there."""
    name: str
    """The release that it names; empty for the go at hand."""
    mode: str
    """"auto", "path", or empty: the project is not asked."""

    @property
    def place(self) -> str:
        """Return where it stands."""
        return self.held.place if self.held else str(self.file) if self.file else "nowhere"

    @property
    def text(self) -> str:
        """Return the setting as it would be written."""
        return f"GOTOOLCHAIN={self.value}"


class Ending(StrEnum):
    """What go does about the release that it has to run."""

    LOCAL = "runs itself"
    ON_PATH = "runs the command of that name on PATH"
    CACHED = "runs the one in the module cache"
    DOWNLOAD = "has to download it"
    ABSENT = "finds none on PATH, and may not download it"
    UNREADABLE = "cannot read which one is meant"


class Reach(NamedTuple):
    """Whether something can be had."""

    possible: bool | None
    """None where only the network could tell, and it was not asked."""
    why: str
    """As a part of a sentence; empty where it can."""
    held: Setting | None = None
    """The setting that stands in the way."""
    missing: bool = False
    """Who was asked does not have it."""
    unpublished: bool = False
    """Who has every release says that there is none of that name."""
    malformed: bool = False
    """The setting cannot be read, which another check tells."""


class Refusal(NamedTuple):
    """A line that the Go which would run does not take."""

    wish: Wish
    why: str
    """As the end of a sentence that begins with that Go."""
    tries: bool = False
    """It goes on all the same, and fails where the source needs what it lacks."""
    module: str = ""
    """The required module whose line it is; empty where it is the project's own."""


class ToolchainChoice(NamedTuple):
    """Which Go would run here."""

    local: str
    """The go that answers, such as "go1.26.6"."""
    policy: Policy
    wishes: tuple[Wish, ...]
    decided: Wish | None
    """The line that wants more than GOTOOLCHAIN; None where that decides."""
    wanted: str
    """What go would run, such as "go1.27.3"."""
    ending: Ending
    runs: PurePath | None
    """The go file that it would start."""
    reach: Reach
    refusal: Refusal | None

    @property
    def switches(self) -> bool:
        """Return whether another Go than the one at hand is wanted."""
        return self.ending is not Ending.LOCAL

    @property
    def works(self) -> bool:
        """Return whether nothing that is known stands in the way."""
        return self.reach.possible is not False and self.refusal is None


GIVEN = Reach(possible=True, why="")


def barred(why: str, held: Setting | None = None, *, missing: bool = False, malformed: bool = False) -> Reach:
    """Return that something cannot be had."""
    return Reach(possible=False, why=why, held=held, missing=missing, malformed=malformed)


def untold(why: str) -> Reach:
    """Return that only the network could tell."""
    return Reach(possible=None, why=why)

"""The nesting of a start-up file's commands: which branch is taken, and which file or function is being read."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath

from goverify.facts.contexts.lexing import Token
from goverify.facts.contexts.state import Mode
from goverify.model import Evidence


class Kind(Enum):
    """What opens and closes a frame."""

    IF = "fi"
    CASE = "esac"
    LOOP = "done"
    GROUP = "}"
    SUBSHELL = ")"


@dataclass(slots=True)
class Frame:
    """One open `if`, `case`, loop or group."""

    kind: Kind
    outer: Mode
    mode: Mode
    decided: bool = False
    """A branch is certain to be taken."""
    perhaps: bool = False
    """A branch before this one may have been taken."""
    piped: bool = False
    start: int = 0
    """The first token of a loop's body."""
    name: str = ""
    """The variable of a loop."""
    items: list[str] = field(default_factory=list)
    """What a loop has still to come to."""
    subject: str = ""
    """What the patterns of a `case` are compared with."""

    def branch(self, status: bool | None) -> None:
        """Enter a branch whose condition came to `status`."""
        if self.decided or self.outer is Mode.SKIP or status is False:
            self.mode = Mode.SKIP
            return
        if status is None:
            self.mode, self.perhaps = Mode.MAYBE, True
            return
        self.mode, self.decided = self.otherwise(), True

    def otherwise(self) -> Mode:
        """Return how a branch is read that is entered where none before it was."""
        if self.decided:
            return Mode.SKIP
        return max(self.outer, Mode.MAYBE) if self.perhaps else self.outer


@dataclass(slots=True)
class Reading:
    """A file, function or evaluated text that is being read."""

    tokens: tuple[Token, ...]
    file: PurePath
    base: Mode
    arguments: tuple[str, ...] = ()
    returns: bool = True
    """`return` ends it; not so what eval was given."""
    inverts: bool = False
    """A `!` stands before what called it."""
    called: Evidence | None = None
    """The line that called a function or eval, to which it is put down what they do."""
    at: int = 0
    link: Mode = Mode.RUN
    """How the next command stands to what is before it in its list."""
    negated: bool = False
    frames: list[Frame] = field(default_factory=list)

    @property
    def mode(self) -> Mode:
        """Return whether the next command would be run."""
        return max(self.base, self.link, self.frames[-1].mode if self.frames else Mode.RUN)

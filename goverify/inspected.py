"""The values that tell what `goverify inspect` found."""

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from goverify.binfmt import Binary, Format

if TYPE_CHECKING:
    from goverify.deep import Deep
    from goverify.signatures import Signature
else:
    Deep = Signature = object  # few rows have them, and the modules are dear, as is the first annotation in quotes

NAMES_LIMIT = 50
"""Go versions that a summary tells apart: files may be made to name ever new ones."""

PROGRAMS = frozenset(Format) - {Format.SCRIPT, Format.EMPTY, Format.UNKNOWN}
"""What a folder's rows are; its texts, images and other files are counted only."""


class State(StrEnum):
    """How far a file was looked into."""

    READ = "read"
    PASSED_OVER = "passed-over"
    """A link, pipe, device or the like in a folder: not followed, not opened."""
    UNREADABLE = "unreadable"
    MISSING = "missing"
    """The command line names it, and nothing stands there."""


class Missed(NamedTuple):
    """A release whose `go version` does not find what Go wrote into a file."""

    release: str
    """Its minor number, such as "1.27"."""
    why: str
    here: bool = False
    """It is the release of the go that answers on this machine."""


class Row(NamedTuple):
    """What was found under one name."""

    path: str
    named: bool
    """It stands on the command line itself, not in a folder that does."""
    state: State
    reason: str = ""
    """Why it was not read; "" where it was."""
    links: tuple[str, ...] = ()
    """Each link on the way from a name on the command line: where it stands, an arrow, what is written in it."""
    file: str | None = None
    """The file behind those links."""
    size: int | None = None
    """Bytes."""
    binary: Binary | None = None
    missed_by: tuple[Missed, ...] = ()
    """The releases of go that do not find the build info that is there."""
    signatures: tuple[Signature, ...] | None = None
    """None where they were not judged."""
    deep: Deep | None = None

    @property
    def signed(self) -> bool | None:
        """Return whether a code signature stands in it; None for formats that have none, or where it is not known."""
        return None if self.binary is None else _signed(self.binary)

    @property
    def program(self) -> bool:
        """Return whether it is an executable, a library or the like."""
        return self.binary is not None and self.binary.format in PROGRAMS

    @property
    def other(self) -> bool:
        """Return whether it is a text, an image or the like that a folder holds."""
        return self.state is State.READ and not self.named and not self.program

    @property
    def damaged(self) -> bool:
        """Return whether it breaks the rules of its format; a file on the command line has to be a program at all."""
        return self.binary is not None and self.binary.problem is not None and (self.named or self.program)

    @property
    def broken(self) -> bool:
        """Return whether a signature in it does not hold."""
        return any(signature.status == "broken" for signature in self.signatures or ())


def _signed(binary: Binary) -> bool | None:
    if binary.format not in (Format.MACHO, Format.FAT, Format.PE):
        return None
    return binary.signature is not None or any(part.binary.signature is not None for part in binary.slices)


class Summary(NamedTuple):
    """What all rows together come to."""

    files: int
    """Everything that was met but folders."""
    listed: int
    formats: tuple[tuple[str, int], ...]
    """Of what was read, most frequent first."""
    go_versions: tuple[tuple[str, int], ...]
    """Most frequent first; past the first fifty that were met they are counted as "others"."""
    passed_over: int
    unreadable: int
    missing: int
    damaged: int
    broken_signatures: int
    complete: bool
    """Whether the walk came to its end."""

    @property
    def faults(self) -> int:
        """Return how many files `--strict` objects to; one that is damaged and badly signed counts twice."""
        return self.unreadable + self.missing + self.damaged + self.broken_signatures


class Tally:
    """The counts of the rows that have come so far."""

    def __init__(self) -> None:
        self.files = 0
        self._listed = self._damaged = self._broken = 0
        self._states: Counter[State] = Counter()
        self._formats: Counter[str] = Counter()
        self._versions: Counter[str] = Counter()

    def add(self, row: Row, *, listed: bool) -> None:
        """Count one row."""
        self.files += 1
        self._listed += listed
        self._states[row.state] += 1
        self._damaged += row.damaged
        if row.signatures:
            self._broken += row.broken
        if row.binary is not None:
            self._formats[row.binary.format] += 1
            if row.binary.go is not None:
                self._count_version(row.binary.go.version)

    def _count_version(self, version: str) -> None:
        known = version in self._versions or len(self._versions) < NAMES_LIMIT
        self._versions[version if known else "others"] += 1

    def summary(self, *, complete: bool) -> Summary:
        """Return the counts."""
        return Summary(
            files=self.files,
            listed=self._listed,
            formats=tuple(self._formats.most_common()),
            go_versions=tuple(self._versions.most_common()),
            passed_over=self._states[State.PASSED_OVER],
            unreadable=self._states[State.UNREADABLE],
            missing=self._states[State.MISSING],
            damaged=self._damaged,
            broken_signatures=self._broken,
            complete=complete,
        )

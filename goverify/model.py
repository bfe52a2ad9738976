"""The values that a check-up is made of: what was seen, what is wrong, what it comes to."""

from enum import IntEnum, StrEnum
from pathlib import PurePath
from typing import NamedTuple

Subject = PurePath | str
"""What a statement is about: a file or folder, or the name of a variable or setting."""


class Severity(IntEnum):
    """How much a cause matters, ordered."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """Return the public name, such as "high"."""
        return self.name.lower()


class Outcome(StrEnum):
    """How a check ended. Only "passed" says that all is well."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    """It does not apply here."""
    BLOCKED = "blocked"
    """An earlier fault keeps it from looking."""
    UNKNOWN = "unknown"
    """It applies, and could not find out."""
    WAIVED = "waived"


class Evidence(NamedTuple):
    """One observation: where it was made, and what was seen there."""

    place: str
    observed: str


class Fix(NamedTuple):
    """A remedy: one sentence, and commands that can be pasted as they stand."""

    summary: str
    commands: tuple[str, ...] = ()


class Finding(NamedTuple):
    """What a check found wrong, or worth knowing."""

    cause: str
    """A slug of the public vocabulary in `causes.py`."""
    subject: Subject
    message: str
    """One sentence that names the path or the value."""
    evidence: tuple[Evidence, ...]
    fix: Fix | None
    detail: str = ""
    """Why it matters or how it comes, where the message does not say it all."""
    severity: Severity | None = None
    """Replaces the cause's own severity where the circumstances make it milder or graver."""
    concerns: tuple[Subject, ...] = ()
    """What else it bears on: the go that a variable misleads, the tree that a go belongs to."""
    bystander: bool = False
    """It is about a Go that lies on the disk and does not answer here."""
    waived: bool = False
    """A policy accepts it for a while: it is shown, and counts for nothing."""


class CheckResult(NamedTuple):
    """How one check went."""

    id: str
    category: str
    title: str
    outcome: Outcome
    severity: Severity
    """The gravest severity that the check can report: its weight in the score."""
    reason: str
    """Why it was skipped, blocked, waived, or could not find out; else empty."""
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    """What it saw, whether or not something is wrong."""
    duration_s: float


class Terms(NamedTuple):
    """What the exit status is to depend on."""

    fail_on: Severity | None
    """The mildest diagnosis that fails the run; None for none."""
    min_score: int = 0
    allow_incomplete: bool = False

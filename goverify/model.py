"""The values that a check-up is made of: what was seen, what is wrong, what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import PurePath

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


class Health(StrEnum):
    """The verdict on a whole environment."""

    OK = "ok"
    DEGRADED = "degraded"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation: where it was made, and what was seen there."""

    place: str
    observed: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy: one sentence, and commands that can be pasted as they stand."""

    summary: str
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class CheckResult:
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


@dataclass(frozen=True, slots=True)
class Consequence:
    """A finding that another one explains."""

    cause: str
    severity: Severity
    title: str
    subject: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One root cause with everything that follows from it."""

    cause: str
    severity: Severity
    """The gravest among the cause itself and its consequences."""
    title: str
    detail: str
    subject: str
    evidence: tuple[Evidence, ...]
    fix: Fix | None
    consequences: tuple[Consequence, ...]
    checks: tuple[str, ...]
    bystander: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one check puts into its category and what it loses."""

    check: str
    outcome: Outcome
    weight: int
    lost: int


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """One category of the score; points are out of `budget`."""

    name: str
    budget: float
    points: float | None
    """None while no check of it is decided; `total` then takes no account of it, `min` and `max` do."""
    points_min: float
    points_max: float
    ledger: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """An upper bound of the score and the causes that set it."""

    value: int
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The score in points of 100; `min` and `max` bound what unknown checks leave open."""

    model: str
    total: int | None
    min: int | None
    max: int | None
    coverage: float
    """Weight of the decided checks over that of the decided and unknown ones, 0 to 1."""
    cap: Cap | None
    uncapped: int | None
    grade: str | None
    categories: tuple[CategoryScore, ...]
    basis: str
    """A digest of the checks and weights that were scored: scores compare only where it is equal."""


@dataclass(frozen=True, slots=True)
class GoSummary:
    """The go that a command line starts here."""

    command: str
    file: str
    version: str | None
    goroot: str | None
    provenance: Mapping[str, str | None] = field(default_factory=dict)
    authenticity: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstallationSummary:
    """One Go tree found on the host."""

    root: str
    version: str | None
    origin: str | None
    answers: bool
    on_path: bool


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How the check-up itself went."""

    id: str
    started_at: str
    """UTC, ISO 8601."""
    duration_s: float
    profile: str
    online: bool
    exit_code: int
    exit_reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a check-up found; the one input of all renderers."""

    run: RunSummary
    host: Mapping[str, str | int | bool | None]
    go: GoSummary | None
    installations: tuple[InstallationSummary, ...]
    health: Health
    score: Score
    diagnosis: tuple[Diagnosis, ...]
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One go that a command line comes across on its way along PATH."""

    found: str
    """Its name as PATH leads to it."""
    file: str | None
    """The file behind all links; None where they lead to nothing."""
    hops: tuple[str, ...]
    """Each link on the way: where it stands, " -> ", what is written in it."""
    state: str
    """"runnable", or why a command line passes over it."""
    version: str | None
    answers: bool
    note: str
    """What else there is to say of it, such as that it is a wrapper and whose; or empty."""


@dataclass(frozen=True, slots=True)
class WhichReport:
    """Every go on PATH, in the order of PATH, and which of them answers."""

    candidates: tuple[Candidate, ...]
    why: str
    """Why that one answers, or why none does."""

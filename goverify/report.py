"""The values that a report is made of: root causes, the score with its ledger, what there is on the host."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from goverify.model import CheckResult, Evidence, Fix, Outcome, Severity
from goverify.report_parts import (
    BaselineSummary,
    ChoiceSummary,
    CircumstanceSummary,
    ContextSummary,
    InformationSummary,
    PolicySummary,
    ProvenanceSummary,
    SettingSummary,
    SourceSummary,
    ToolchainSummary,
)


class Health(StrEnum):
    """The verdict on a whole environment."""

    OK = "ok"
    DEGRADED = "degraded"
    BROKEN = "broken"
    UNDECIDED = "undecided"


class Consequence(NamedTuple):
    """A finding that another one explains."""

    cause: str
    severity: Severity
    title: str
    subject: str


class Diagnosis(NamedTuple):
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


class LedgerLine(NamedTuple):
    """What one check puts into its category and what it loses."""

    check: str
    outcome: Outcome
    weight: int
    lost: int


class CategoryScore(NamedTuple):
    """One category of the score; points are out of `budget`."""

    name: str
    budget: float
    points: float | None
    """None while no check of it is decided; `total` then takes no account of it, `min` and `max` do."""
    points_min: float
    points_max: float
    ledger: tuple[LedgerLine, ...]


class Cap(NamedTuple):
    """An upper bound of the score and the causes that set it."""

    value: int
    causes: tuple[str, ...]


class Score(NamedTuple):
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


class GoSummary(NamedTuple):
    """The go that a command line starts here."""

    command: str
    file: str
    version: str | None
    goroot: str | None
    provenance: ProvenanceSummary
    authenticity: Mapping[str, str | None]


class InstallationSummary(NamedTuple):
    """One Go tree found on the host."""

    root: str
    version: str | None
    origin: str | None
    answers: bool
    on_path: bool


class RunSummary(NamedTuple):
    """How the check-up itself went."""

    id: str
    started_at: str
    """UTC, ISO 8601."""
    duration_s: float
    profile: str
    online: bool
    deep: bool
    exit_code: int
    exit_reason: str


class Report(NamedTuple):
    """Everything that a check-up found; the one input of all renderers."""

    run: RunSummary
    host: Mapping[str, str | int | bool | None]
    go: GoSummary | None
    installations: tuple[InstallationSummary, ...]
    health: Health
    score: Score
    diagnosis: tuple[Diagnosis, ...]
    checks: tuple[CheckResult, ...]
    under: tuple[CircumstanceSummary, ...] = ()
    """What goverify ran under, as far as signs show it."""
    settings: tuple[SettingSummary, ...] = ()
    """What is set for Go, and where; what is at its default is left out."""
    information: tuple[InformationSummary, ...] = ()
    """What is worth knowing about the host; no verdict rests on it."""
    toolchain: ToolchainSummary | None = None
    """Which Go would run in this folder; None where no go answers, or nothing is chosen."""
    policy: PolicySummary | None = None
    baseline: BaselineSummary | None = None
    ways: "WhichReport | None" = None
    """Every go on PATH hop by hop; None where no format asked for it, or it was not found out in time."""


class TreeWorth(NamedTuple):
    """What a Go tree is worth, held against what its release recorded."""

    status: str
    """"genuine", "repackaged", "modified" or "unknown"."""
    reason: str


class Candidate(NamedTuple):
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
    source: SourceSummary | None = None
    choice: ChoiceSummary | None = None
    authenticity: TreeWorth | None = None
    """Of the tree that the go stands in; None where it stands in none."""


class Elsewhere(NamedTuple):
    """A Go tree that PATH does not lead to."""

    root: str
    version: str | None
    source: SourceSummary | None
    authenticity: TreeWorth | None = None
    """None where it was not looked through."""


class WhichReport(NamedTuple):
    """Every go on PATH, in the order of PATH, and which of them answers."""

    candidates: tuple[Candidate, ...]
    why: str
    """Why that one answers, or why none does."""
    elsewhere: tuple[Elsewhere, ...] = ()
    companions: tuple[SourceSummary, ...] = ()
    """What has a say in this folder without being a go: a shell's function, direnv, an editor's settings."""
    contexts: tuple[ContextSummary, ...] = ()
    """This process first."""
    under: tuple[CircumstanceSummary, ...] = ()
    toolchain: ToolchainSummary | None = None
    """Which Go would run in this folder; None where no go answers, or nothing is chosen."""
    not_asked: str = ""
    """Why the shells were not asked though they were to be; else empty."""

"""The parts of a report that tell where things come from: sources, choices, circumstances, contexts, settings, policy."""

from collections.abc import Mapping
from typing import NamedTuple

from goverify.model import Evidence, Severity


class SourceSummary(NamedTuple):
    """Where a Go comes from, and by what that is known."""

    id: str
    name: str
    confidence: str
    evidence: tuple[Evidence, ...]


class ChoiceSummary(NamedTuple):
    """What a stand-in for go would run in this folder."""

    manager: str
    version: str | None
    decided_by: str | None
    installed: bool
    runs: str | None
    why: str


class CircumstanceSummary(NamedTuple):
    """What goverify ran under: an editor's terminal, a container, CI and the like."""

    kind: str
    id: str
    name: str
    confidence: str
    evidence: tuple[Evidence, ...]


class ContextSummary(NamedTuple):
    """A context in which a go may be started, and which one it finds."""

    id: str
    name: str
    path: str | None
    """None where it cannot be told."""
    known: bool
    """Nothing that cannot be told bears on the answer."""
    found: str | None
    file: str | None
    version: str | None
    differs: bool
    """Known to be another one than this process finds."""
    why: str
    cause: Evidence | None
    """The line that makes the difference."""
    gaps: tuple[Evidence, ...]
    """The lines whose effect cannot be told without running them."""
    note: str
    asked: bool
    """The shell itself has said so."""


class ProvenanceSummary(NamedTuple):
    """Where the go that answers comes from, and what stands before it."""

    origin: str | None
    wrapper: str | None
    source: SourceSummary | None = None
    choice: ChoiceSummary | None = None


class ToolchainSummary(NamedTuple):
    """Which Go a go command would run in this folder, by go's own rules; nothing was run to find out."""

    wanted: str
    """Such as "go1.27.3"."""
    source: str
    """"local", "path", "module-cache", "download", "none" or "invalid": where it comes from."""
    runs: str | None
    """The go file that would be started in place of the one that answers."""
    works: bool | None
    """None where only the network could tell, and it was not asked."""
    asked_by: tuple[Evidence, ...]
    """The lines of the project that ask for a Go, and GOTOOLCHAIN where it has a value."""
    why: str
    """What would happen, in a sentence."""


class InformationSummary(NamedTuple):
    """Something worth knowing about the host that is neither right nor wrong."""

    id: str
    area: str
    title: str
    value: str
    meaning: str
    """What it means for a Go program, in a sentence."""
    myth: str | None
    """What is often said of it and is not so, and how it is instead."""


class SettingSummary(NamedTuple):
    """One place that gives a setting of Go a value, and whether that value is in force."""

    name: str
    """A variable of Go's, or PATH for an entry of it that leads to a go."""
    value: str
    origin: str
    """"environment", "go env file" or "GOROOT/go.env"."""
    place: str
    """What set it: a file, a registry key, or a sentence where no file does."""
    line: int | None
    in_effect: bool
    why: str
    """What keeps it from taking effect, or bends its value; else empty."""


class WaiverSummary(NamedTuple):
    """A finding that the policy accepts for a while, and what came of it."""

    cause: str
    subject: str | None
    """A glob; None for any subject."""
    reason: str
    until: str
    """Its last day, ISO 8601."""
    place: str
    state: str
    """"applied", "unused" or "expired"."""


class PolicySummary(NamedTuple):
    """The policy that the results were taken by."""

    file: str | None
    """None where a profile alone said something."""
    waivers: tuple[WaiverSummary, ...]
    severities: Mapping[str, Severity]
    """By cause, in place of the usual ones."""


class NewFinding(NamedTuple):
    """A finding that an earlier report does not have, or has as milder."""

    cause: str
    subject: str
    severity: Severity


class BaselineSummary(NamedTuple):
    """How the findings stand to those of an earlier report."""

    file: str
    new: tuple[NewFinding, ...]
    known: int
    """How many are in both."""
    gone: tuple[tuple[str, str], ...]
    """Cause and subject of those that only the earlier one has."""

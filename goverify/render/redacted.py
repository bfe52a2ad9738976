"""The report without what is nobody else's business: every text that came from the machine passes a redactor once.

Ids, causes, outcomes and the like are goverify's own words and stay.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from goverify.model import CheckResult, Evidence, Finding, Fix
from goverify.render.information import redacted_information
from goverify.render.policy import redacted_baseline, redacted_policy
from goverify.render.settings import redacted_setting
from goverify.render.toolchain import redacted_toolchain
from goverify.report import (
    Candidate,
    Consequence,
    Diagnosis,
    Elsewhere,
    GoSummary,
    InstallationSummary,
    Report,
    TreeWorth,
    WhichReport,
)
from goverify.report_parts import ChoiceSummary, CircumstanceSummary, ContextSummary, ProvenanceSummary, SourceSummary

V = TypeVar("V")


class Redactor(Protocol):
    """What takes secrets out of a text."""

    def text(self, text: str, /) -> str:
        """Return the text without them."""


def redacted(report: Report, redactor: Redactor) -> Report:
    """Return the report as it may be shown."""
    return _Redaction(redactor).report(report)


def redacted_which(report: WhichReport, redactor: Redactor) -> WhichReport:
    """Return the candidates as they may be shown."""
    return _Redaction(redactor).which(report)


class _Redaction:
    """One redactor at work on each kind of value."""

    def __init__(self, redactor: Redactor) -> None:
        self._text = redactor.text

    def report(self, report: Report) -> Report:
        return report._replace(
            run=report.run._replace(exit_reason=self._text(report.run.exit_reason)),
            host=self._mapping(report.host, keep=("system", "arch")),
            go=self._go(report.go) if report.go else None,
            installations=tuple(self._installation(tree) for tree in report.installations),
            diagnosis=tuple(self._diagnosis(item) for item in report.diagnosis),
            checks=tuple(self._check(check) for check in report.checks),
            under=tuple(self._circumstance(item) for item in report.under),
            settings=tuple(redacted_setting(item, self._text) for item in report.settings),
            toolchain=redacted_toolchain(report.toolchain, self._text),
            information=tuple(redacted_information(item, self._text) for item in report.information),
            policy=redacted_policy(report.policy, self._text),
            baseline=redacted_baseline(report.baseline, self._text),
            ways=self.which(report.ways) if report.ways else None,
        )

    def which(self, report: WhichReport) -> WhichReport:
        return report._replace(
            candidates=tuple(self._candidate(item) for item in report.candidates),
            why=self._text(report.why),
            elsewhere=tuple(self._elsewhere(item) for item in report.elsewhere),
            companions=tuple(self._source(item) for item in report.companions),
            contexts=tuple(self._context(item) for item in report.contexts),
            under=tuple(self._circumstance(item) for item in report.under),
            toolchain=redacted_toolchain(report.toolchain, self._text),
            not_asked=self._text(report.not_asked),
        )

    def _circumstance(self, item: CircumstanceSummary) -> CircumstanceSummary:
        return item._replace(evidence=self._evidence(item.evidence))

    def _context(self, item: ContextSummary) -> ContextSummary:
        return item._replace(
            path=self._maybe(item.path),
            found=self._maybe(item.found),
            file=self._maybe(item.file),
            version=self._maybe(item.version),
            why=self._text(item.why),
            cause=self._evidence([item.cause])[0] if item.cause else None,
            gaps=self._evidence(item.gaps),
            note=self._text(item.note),
        )

    def _candidate(self, item: Candidate) -> Candidate:
        return item._replace(
            found=self._text(item.found),
            file=self._maybe(item.file),
            hops=tuple(self._text(hop) for hop in item.hops),
            version=self._maybe(item.version),
            note=self._text(item.note),
            source=self._source(item.source) if item.source else None,
            choice=self._choice(item.choice) if item.choice else None,
            authenticity=self._worth(item.authenticity),
        )

    def _elsewhere(self, item: Elsewhere) -> Elsewhere:
        source = self._source(item.source) if item.source else None
        return Elsewhere(self._text(item.root), self._maybe(item.version), source, self._worth(item.authenticity))

    def _worth(self, item: TreeWorth | None) -> TreeWorth | None:
        return item and item._replace(reason=self._text(item.reason))

    def _source(self, item: SourceSummary) -> SourceSummary:
        return item._replace(evidence=self._evidence(item.evidence))

    def _choice(self, item: ChoiceSummary) -> ChoiceSummary:
        return item._replace(
            version=self._maybe(item.version),
            decided_by=self._maybe(item.decided_by),
            runs=self._maybe(item.runs),
            why=self._text(item.why),
        )

    def _maybe(self, text: str | None) -> str | None:
        return None if text is None else self._text(text)

    def _mapping(self, mapping: Mapping[str, V], keep: Sequence[str] = ()) -> dict[str, V | str]:
        return {
            key: self._text(value) if isinstance(value, str) and key not in keep else value
            for key, value in mapping.items()
        }

    def _go(self, go: GoSummary) -> GoSummary:
        return GoSummary(
            command=self._text(go.command),
            file=self._text(go.file),
            version=self._maybe(go.version),
            goroot=self._maybe(go.goroot),
            provenance=self._provenance(go.provenance),
            authenticity=self._mapping(go.authenticity, keep=("status",)),
        )

    def _provenance(self, item: ProvenanceSummary) -> ProvenanceSummary:
        return ProvenanceSummary(
            origin=self._maybe(item.origin),
            wrapper=self._maybe(item.wrapper),
            source=self._source(item.source) if item.source else None,
            choice=self._choice(item.choice) if item.choice else None,
        )

    def _installation(self, tree: InstallationSummary) -> InstallationSummary:
        return tree._replace(
            root=self._text(tree.root), version=self._maybe(tree.version), origin=self._maybe(tree.origin)
        )

    def _diagnosis(self, item: Diagnosis) -> Diagnosis:
        return item._replace(
            title=self._text(item.title),
            detail=self._text(item.detail),
            subject=self._text(item.subject),
            evidence=self._evidence(item.evidence),
            fix=self._fix(item.fix),
            consequences=tuple(self._consequence(other) for other in item.consequences),
        )

    def _consequence(self, other: Consequence) -> Consequence:
        return other._replace(title=self._text(other.title), subject=self._text(other.subject))

    def _check(self, check: CheckResult) -> CheckResult:
        return check._replace(
            reason=self._text(check.reason),
            findings=tuple(self._finding(finding) for finding in check.findings),
            evidence=self._evidence(check.evidence),
        )

    def _finding(self, finding: Finding) -> Finding:
        return finding._replace(
            subject=self._text(str(finding.subject)),
            message=self._text(finding.message),
            evidence=self._evidence(finding.evidence),
            fix=self._fix(finding.fix),
            detail=self._text(finding.detail),
            concerns=tuple(self._text(str(subject)) for subject in finding.concerns),
        )

    def _evidence(self, rows: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(Evidence(self._text(row.place), self._text(row.observed)) for row in rows)

    def _fix(self, fix: Fix | None) -> Fix | None:
        return fix and Fix(self._text(fix.summary), tuple(self._text(command) for command in fix.commands))

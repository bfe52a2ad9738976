"""The diagnosis: which findings are root causes, which of them follow from others, and what to look at first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TypeVar

from goverify.causes import CAUSES, Cause, severity_of
from goverify.model import CheckResult, Finding, Fix, Outcome, Severity
from goverify.report import Consequence, Diagnosis, Health

T = TypeVar("T")

FALLBACKS = frozenset({"go-command-fails", "build-fails", "run-fails", "cgo-build-fails"})
"""Causes that name a failure and not its reason: whatever else is as grave says more."""

SYMPTOMS = "build."
"""The area whose checks read causes out of a failure's words: what another check saw for itself speaks first."""

COVERAGE_NEEDED = 0.8
"""With less of the checks' weight decided, that nothing was found proves little."""


# Compared by identity, so that one can be the key of what follows from it.
@dataclass(frozen=True, slots=True, eq=False)
class _Fault:
    """All findings of one cause on one subject; the first one speaks for them."""

    cause: Cause
    severity: Severity
    findings: tuple[Finding, ...]
    checks: tuple[str, ...]
    touches: frozenset[str]
    bystander: bool

    @property
    def subject(self) -> str:
        """Return what it is about, as text."""
        return str(self.findings[0].subject)


def diagnose(results: Sequence[CheckResult]) -> tuple[Diagnosis, ...]:
    """Return the root causes behind the findings of all checks, most important first.

    A finding that another one explains is that one's consequence and stands nowhere else; where several roots lead
    to it, under the first of them in the order returned. What was waived takes no part.
    """
    faults = _faults(results)
    follows = {fault: tuple(other for other in faults if _explains(fault, other)) for fault in faults}
    explained = {other for others in follows.values() for other in others}
    waiting = {fault: _reachable(fault, follows) for fault in faults if fault not in explained}
    diagnoses = []
    while waiting:
        # A root's rank depends on what it explains, and that on which roots stand before it: settle one at a time.
        root = min(waiting, key=lambda fault: _rank(fault, waiting[fault]))
        consequences = waiting.pop(root)
        waiting = {fault: others - consequences for fault, others in waiting.items()}
        diagnoses.append(_diagnosis(root, consequences))
    return tuple(diagnoses)


def health_of(diagnoses: Iterable[Diagnosis], coverage: float) -> Health:
    """Return the verdict on the environment, given the share of the checks' weight that was decided."""
    gravest = max((diagnosis.severity for diagnosis in diagnoses), default=Severity.INFO)
    if gravest is Severity.CRITICAL:
        return Health.BROKEN
    if coverage < COVERAGE_NEEDED:
        return Health.UNDECIDED
    return Health.DEGRADED if gravest >= Severity.MEDIUM else Health.OK


def _faults(results: Iterable[CheckResult]) -> tuple[_Fault, ...]:
    """Return the findings that take part, merged, in an order that does not depend on that of the results."""
    found = [
        (result.id, finding)
        for result in sorted(results, key=lambda result: (result.id.startswith(SYMPTOMS), result.id))
        if result.outcome is not Outcome.WAIVED
        for finding in result.findings
        if not finding.waived
    ]
    fold = _folding(finding for _, finding in found)
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for id_, finding in found:
        groups.setdefault((finding.cause, fold(str(finding.subject))), []).append((id_, finding))
    return tuple(_merged(group, fold) for group in groups.values())


def _folding(findings: Iterable[Finding]) -> Callable[[str], str]:
    """Return how texts are made comparable: on Windows, letter case distinguishes neither files nor variables."""
    subjects = (subject for finding in findings for subject in (finding.subject, *finding.concerns))
    return str.casefold if any(isinstance(subject, PureWindowsPath) for subject in subjects) else str


def _merged(group: Sequence[tuple[str, Finding]], fold: Callable[[str], str]) -> _Fault:
    findings = tuple(finding for _, finding in group)
    return _Fault(
        cause=CAUSES[findings[0].cause],
        severity=max(severity_of(finding) for finding in findings),
        findings=findings,
        checks=_distinct(id_ for id_, _ in group),
        touches=frozenset(fold(str(touched)) for one in findings for touched in (one.subject, *one.concerns)),
        bystander=all(finding.bystander for finding in findings),
    )


def _explains(fault: _Fault, other: _Fault) -> bool:
    """Tell whether the one accounts for the other; what is only worth knowing accounts for nothing."""
    return (
        other.cause.slug in fault.cause.explains
        and fault.severity > Severity.INFO
        # What is wrong with a Go that does not answer is no excuse for the one that does.
        and (other.bystander or not fault.bystander)
        and not fault.touches.isdisjoint(other.touches)
    )


def _reachable(root: _Fault, follows: Mapping[_Fault, Sequence[_Fault]]) -> frozenset[_Fault]:
    """Return whatever follows from a fault, at once or through others."""
    reached: set[_Fault] = set()
    ahead = list(follows[root])
    while ahead:
        fault = ahead.pop()
        if fault not in reached:
            reached.add(fault)
            ahead.extend(follows[fault])
    return frozenset(reached)


def _rank(fault: _Fault, consequences: frozenset[_Fault]) -> tuple[bool, bool, int, bool, int, int, str, str]:
    """Return the place of a root in the diagnosis: smaller stands before."""
    severity = _effective(fault, consequences)
    return (
        severity is Severity.INFO,
        fault.bystander,
        -severity,
        fault.cause.slug in FALLBACKS,
        -len(consequences),
        -fault.severity,
        fault.cause.slug,
        fault.subject,
    )


def _effective(fault: _Fault, consequences: Iterable[_Fault]) -> Severity:
    return max(fault.severity, *(other.severity for other in consequences), Severity.INFO)


def _diagnosis(root: _Fault, consequences: frozenset[_Fault]) -> Diagnosis:
    ordered = sorted(consequences, key=lambda fault: _rank(fault, frozenset()))
    speaker = root.findings[0]
    return Diagnosis(
        cause=root.cause.slug,
        severity=_effective(root, ordered),
        title=speaker.message,
        detail=speaker.detail,
        subject=root.subject,
        evidence=_distinct(evidence for finding in root.findings for evidence in finding.evidence),
        fix=_fix(root.findings),
        consequences=tuple(_consequence(fault) for fault in ordered),
        checks=_distinct(id_ for fault in (root, *ordered) for id_ in fault.checks),
        bystander=root.bystander,
    )


def _fix(findings: Sequence[Finding]) -> Fix | None:
    """Return the first remedy that can be pasted; where none can, the first in words."""
    fixes = [finding.fix for finding in findings if finding.fix]
    return next((fix for fix in fixes if fix.commands), next(iter(fixes), None))


def _consequence(fault: _Fault) -> Consequence:
    return Consequence(fault.cause.slug, fault.severity, fault.findings[0].message, fault.subject)


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    """Return each value once, at its first place."""
    return tuple(dict.fromkeys(values))

"""The score: how much of what was checked is well, in points of 100, with its ledger and its bounds.

Each check weighs as much as the gravest cause it can report, and each category has a fixed budget, so that a new
check moves its own category alone. A check that could not find out is an interval, never a pass: the grade is that
of the lower bound. Only the report's checks and diagnosis go in, so anyone can compute it again from a report.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from math import lcm
from typing import Any, NamedTuple

from goverify.causes import severity_of
from goverify.model import CheckResult, Finding, Outcome, Severity
from goverify.report import Cap, CategoryScore, Diagnosis, LedgerLine, Score

MODEL = "goverify-score/1"

WEIGHTS = {Severity.CRITICAL: 20, Severity.HIGH: 10, Severity.MEDIUM: 5, Severity.LOW: 2, Severity.INFO: 0}

BUDGETS = {"resolution": 25, "toolchain": 25, "build-run": 25, "environment": 15, "integration": 10}
"""Points of each category, shared out anew over those in which a check applies."""

CAPS = {Severity.CRITICAL: 39, Severity.HIGH: 79}
"""What the total cannot exceed while such a diagnosis stands: no average may hide it."""

GRADES = (("A", 90), ("B", 80), ("C", 70), ("D", 60), ("F", 0))

DECIDED = frozenset({Outcome.PASSED, Outcome.FAILED, Outcome.WAIVED})
SCORED = DECIDED | {Outcome.UNKNOWN}
"""Skipped and blocked checks say nothing about the environment, so they leave the basis."""


class _Category(NamedTuple):
    """One category's weights: won by decided checks, decided, and still open."""

    name: str
    ledger: tuple[LedgerLine, ...]
    won: int
    decided: int
    open: int

    @property
    def budget(self) -> int:
        """Return its points before they are shared out anew."""
        return BUDGETS[self.name]


def score(results: Iterable[CheckResult], diagnoses: Iterable[Diagnosis]) -> Score:
    """Return the score of a check-up."""
    lines = [
        (result.category, _line(result.id, result.outcome, result.severity, map(severity_of, _counted(result))))
        for result in results
    ]
    return _score(lines, [(diagnosis.cause, diagnosis.severity) for diagnosis in diagnoses])


def _counted(result: CheckResult) -> Iterable[Finding]:
    return (finding for finding in result.findings if not finding.waived)


def recompute(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the score object that a serialised report must hold, from its checks and diagnosis alone.

    `KeyError` and `ValueError` mean that it is no such report.
    """
    lines = [
        (
            check["category"],
            _line(
                check["id"],
                Outcome(check["outcome"]),
                _severity(check["severity"]),
                [_severity(finding["severity"]) for finding in check["findings"] if not finding.get("waived")],
            ),
        )
        for check in report["checks"]
    ]
    result = _score(lines, [(one["cause"], _severity(one["severity"])) for one in report["diagnosis"]])
    return {name: _plain(value) for name, value in result._asdict().items()}


def _plain(value: Any) -> Any:  # as the report is decoded from JSON
    """Return a value as JSON would hold it."""
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _severity(label: str) -> Severity:
    return Severity[label.upper()]


def _line(check: str, outcome: Outcome, gravest: Severity, found: Iterable[Severity]) -> LedgerLine:
    """Return what a check puts in and what it loses: no more than its worst finding, or than it put in."""
    weight = WEIGHTS[gravest]
    worst = max((WEIGHTS[severity] for severity in found), default=0)
    return LedgerLine(check, outcome, weight, min(weight, worst) if outcome is Outcome.FAILED else 0)


def _score(lines: Sequence[tuple[str, LedgerLine]], grave: Sequence[tuple[str, Severity]]) -> Score:
    categories = _categories(lines)
    known = [part for part in categories if part.decided]
    cap = _cap(grave)
    total = _points((part.budget, part.won, part.decided) for part in known)
    low = _capped(_points((part.budget, part.won, part.decided + part.open) for part in categories), cap)
    high = _points((part.budget, part.won + part.open, part.decided + part.open) for part in categories)
    decided = sum(part.decided for part in categories)
    weight = decided + sum(part.open for part in categories)
    return Score(
        model=MODEL,
        total=_capped(total, cap),
        min=low,
        max=_capped(high, cap),
        coverage=decided / weight if weight else 1.0,
        cap=cap,
        uncapped=total,
        grade=None if total is None or low is None else next(grade for grade, least in GRADES if low >= least),
        categories=_shown(categories),
        basis=_basis(line for part in categories for line in part.ledger),
    )


def _categories(lines: Sequence[tuple[str, LedgerLine]]) -> list[_Category]:
    """Return the categories in which a check with any weight applies."""
    categories = []
    for name in BUDGETS:
        counted = [line for place, line in lines if place == name and line.outcome in SCORED and line.weight]
        ledger = tuple(sorted(counted, key=lambda line: line.check))
        decided = [line for line in ledger if line.outcome in DECIDED]
        total, weight = (sum(line.weight for line in some) for some in (ledger, decided))
        won = weight - sum(line.lost for line in decided)
        if ledger:
            categories.append(_Category(name, ledger, won, weight, total - weight))
    return categories


def _points(parts: Iterable[tuple[int, int, int]]) -> int | None:
    """Return the mean of the shares won, given as (budget, won, possible), in points of 100; None of no shares.

    Computed in integers, so that a half is a half and is rounded up.
    """
    shares = list(parts)
    if not shares:
        return None
    common = lcm(*(possible for _, _, possible in shares))
    won = 100 * sum(budget * won * (common // possible) for budget, won, possible in shares)
    whole = common * sum(budget for budget, _, _ in shares)
    return (2 * won + whole) // (2 * whole)


def _cap(grave: Sequence[tuple[str, Severity]]) -> Cap | None:
    """Return the lowest cap that a diagnosis sets, with every cause that sets it."""
    gravest = max((severity for _, severity in grave), default=Severity.INFO)
    causes = dict.fromkeys(cause for cause, severity in grave if severity is gravest)
    return Cap(CAPS[gravest], tuple(causes)) if gravest in CAPS else None


def _capped(points: int | None, cap: Cap | None) -> int | None:
    return points if points is None or cap is None else min(points, cap.value)


def _shown(categories: Sequence[_Category]) -> tuple[CategoryScore, ...]:
    """Return the categories with their budgets shared out anew; points are left unrounded."""
    scale = 100 / sum(part.budget for part in categories) if categories else 0.0
    return tuple(
        CategoryScore(
            name=part.name,
            budget=part.budget * scale,
            points=part.budget * scale * part.won / part.decided if part.decided else None,
            points_min=part.budget * scale * part.won / (part.decided + part.open),
            points_max=part.budget * scale * (part.won + part.open) / (part.decided + part.open),
            ledger=part.ledger,
        )
        for part in categories
    )


def _basis(ledger: Iterable[LedgerLine]) -> str:
    """Return a digest of the model and of every scored check with its weight."""
    scored = sorted(f"{line.check} {line.weight}" for line in ledger)
    return hashlib.sha256("\n".join([MODEL, *scored]).encode()).hexdigest()[:16]

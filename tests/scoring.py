"""Scores of made-up checks, each in one word."""

from goverify.diagnosis import diagnose
from goverify.model import CheckResult, Outcome, Severity
from goverify.report import Score
from goverify.score import score
from tests.findings import finding, result

CRITICAL, HIGH, MEDIUM, LOW, INFO = sorted(Severity, reverse=True)


def scored(*results: CheckResult) -> Score:
    return score(results, diagnose(results))


def passed(id_: str, severity: Severity, category: str = "resolution") -> CheckResult:
    return result(id_, severity=severity, category=category)


def failed(id_: str, severity: Severity, worst: Severity, category: str = "resolution") -> CheckResult:
    return result(id_, finding("go-shadowed", id_, severity=worst), severity=severity, category=category)


def unknown(id_: str, severity: Severity, category: str = "resolution") -> CheckResult:
    return result(id_, outcome=Outcome.UNKNOWN, severity=severity, category=category)

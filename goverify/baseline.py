"""The baseline: an earlier report, and what a later one has that is not in it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from goverify.causes import severity_of
from goverify.model import CheckResult, Finding, Severity, Terms
from goverify.report import Report
from goverify.report_parts import BaselineSummary, NewFinding
from goverify.stops import BadInput
from goverify.subjects import comparable
from goverify.verdict import exit_status

SCHEMA = "goverify.report/1"

INTERRUPTED = 128
"""Exit statuses from here on tell of a signal, whatever was found until then."""

Key = tuple[str, str]
"""A cause and its subject, made comparable."""


class BadBaseline(BadInput):
    """A file is no report that another could be held against; the text says why."""


class Known(NamedTuple):
    """A finding of the baseline."""

    check: str
    subject: str
    """As the report writes it."""
    severity: Severity


class Baseline(NamedTuple):
    """The findings of an earlier report."""

    file: str
    findings: Mapping[Key, Known]


def baseline(file: str, text: str) -> Baseline:
    """Return the findings of a report; BadBaseline where it is none. What was waived in it is not known."""
    import json  # where there is a baseline

    try:
        document = json.loads(text)
        found = _findings(document["checks"]) if document["schema"] == SCHEMA else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found = None
    if found is None:
        raise BadBaseline(f"{file} is not a report of goverify check --format json")
    return Baseline(file, found)


def _findings(checks: list[dict[str, object]]) -> dict[Key, Known]:
    found: dict[Key, Known] = {}
    for check in checks:
        findings = check["findings"]
        if not isinstance(findings, list):
            raise TypeError("findings is a list")
        for one in findings:
            if not one.get("waived"):
                cause, subject = str(one["cause"]), str(one["subject"])
                known = Known(str(check["id"]), subject, Severity[str(one["severity"]).upper()])
                key = _key(cause, subject)
                found[key] = max(known, found.get(key, known), key=lambda each: each.severity)
    return found


def held_against(report: Report, before: Baseline, terms: Terms) -> Report:
    """Return the report with what is new in it, and the exit status that only this and the other terms decide."""
    now = dict(_by_key(report.checks))
    new = _told(report, {key: finding for key, finding in now.items() if _is_new(finding, before.findings.get(key))})
    looked = {check.id for check in report.checks}
    gone = [
        (key[0], known.subject) for key, known in before.findings.items() if key not in now and known.check in looked
    ]
    both = sum(key in before.findings for key in now)
    report = report._replace(baseline=BaselineSummary(before.file, new, both, tuple(gone)))
    if report.run.exit_code >= INTERRUPTED:
        return report
    code, reason = _status(report, new, before, terms)
    return report._replace(run=report.run._replace(exit_code=code, exit_reason=reason))


def _is_new(finding: Finding, known: Known | None) -> bool:
    severity = severity_of(finding)
    return severity > Severity.INFO and (known is None or severity > known.severity)


def _told(report: Report, found: Mapping[Key, Finding]) -> tuple[NewFinding, ...]:
    """Return new findings in the order of the diagnosis; what follows from one that is new too is part of that one."""
    roots = {_key(item.cause, item.subject): item for item in report.diagnosis}
    follows = {_key(one.cause, one.subject) for key, item in roots.items() if key in found for one in item.consequences}
    order = list(roots)
    kept = [key for key in found if key in roots or key not in follows]
    kept.sort(key=lambda key: order.index(key) if key in roots else len(order))
    return tuple(
        NewFinding(key[0], str(found[key].subject), roots[key].severity if key in roots else severity_of(found[key]))
        for key in kept
    )


def _key(cause: str, subject: str) -> Key:
    return cause, comparable(subject)


def _status(report: Report, new: tuple[NewFinding, ...], before: Baseline, terms: Terms) -> tuple[int, str]:
    grave = [one for one in new if terms.fail_on is not None and one.severity >= terms.fail_on]
    if grave:
        worst = max(grave, key=lambda one: one.severity)  # of several, the first
        return 1, f"{worst.cause} is {worst.severity.label}, and new since {before.file}"
    code, reason = exit_status(report, terms._replace(fail_on=None))
    return code, reason if code else f"nothing at or above the threshold is new since {before.file}"


def _by_key(checks: tuple[CheckResult, ...]) -> Iterator[tuple[Key, Finding]]:
    """Yield each finding that counts by its key, the gravest of a key last."""
    findings = [finding for check in checks for finding in check.findings if not finding.waived]
    for finding in sorted(findings, key=severity_of):
        yield _key(finding.cause, str(finding.subject)), finding

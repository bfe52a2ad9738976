"""The policy at work: severities replaced, findings waived, and what is told of it in the report."""

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from goverify.causes import severity_of
from goverify.facts.requirements import Requirements, Waiver
from goverify.model import CheckResult, Finding, Outcome, Severity
from goverify.report_parts import PolicySummary, WaiverSummary
from goverify.subjects import comparable

NO_SEVERITIES: Mapping[str, Severity] = MappingProxyType({})


class Policy(NamedTuple):
    """What one file says; None and empty where it says nothing."""

    file: str = ""
    profile: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    fail_on: str | None = None
    min_score: int | None = None
    allow_incomplete: bool | None = None
    severities: Mapping[str, Severity] = NO_SEVERITIES
    waivers: tuple[Waiver, ...] = ()
    """Those whose last day is not over."""
    requires: Requirements | None = None


class Rules(NamedTuple):
    """How results are to be taken."""

    profile: str = "dev"
    file: str = ""
    """The policy's file; empty where there is none."""
    severities: Mapping[str, Severity] = NO_SEVERITIES
    """By cause, in place of the vocabulary's and of the checks' own."""
    waivers: tuple[Waiver, ...] = ()
    """Those whose last day is not over."""
    expired: tuple[Waiver, ...] = ()


NO_RULES = Rules()


def ruled(results: Iterable[CheckResult], rules: Rules) -> tuple[CheckResult, ...]:
    """Return the results as the rules take them."""
    if not rules.severities and not rules.waivers:
        return tuple(results)
    return tuple(_ruled(result, rules) if result.findings else result for result in results)


def summary_of(results: Sequence[CheckResult], rules: Rules) -> PolicySummary | None:
    """Return what a report tells of the policy that the results were taken by; None where there is none."""
    if not rules.file and not rules.severities:
        return None
    findings = [finding for result in results for finding in result.findings]
    told = [
        _told(waiver, "applied" if any(covers(waiver, finding) for finding in findings) else "unused")
        for waiver in rules.waivers
    ]
    told += [_told(waiver, "expired") for waiver in rules.expired]
    return PolicySummary(rules.file or None, tuple(told), dict(rules.severities))


def covers(waiver: Waiver | WaiverSummary, finding: Finding) -> bool:
    """Return whether a waiver is about a finding."""
    if waiver.cause != finding.cause:
        return False
    glob = comparable(waiver.subject or "")
    return not glob or fnmatch.fnmatchcase(comparable(str(finding.subject)), glob)


def _ruled(result: CheckResult, rules: Rules) -> CheckResult:
    findings = tuple(
        finding._replace(severity=rules.severities.get(finding.cause, finding.severity)) for finding in result.findings
    )
    used = [next((waiver for waiver in rules.waivers if covers(waiver, finding)), None) for finding in findings]
    findings = tuple(finding._replace(waived=bool(waiver)) for finding, waiver in zip(findings, used, strict=True))
    grave = [finding for finding in findings if severity_of(finding) > Severity.INFO]
    result = result._replace(findings=findings)
    if any(not finding.waived for finding in grave):
        return result._replace(outcome=Outcome.FAILED)
    if result.outcome is not Outcome.FAILED:
        return result
    if result.reason:  # it broke off behind a finding that no longer counts: that all else is well, nobody has seen
        return result._replace(outcome=Outcome.UNKNOWN)
    if not grave:
        return result._replace(outcome=Outcome.PASSED)
    reasons = dict.fromkeys(f"accepted until {waiver.until}: {waiver.reason}" for waiver in used if waiver)
    return result._replace(outcome=Outcome.WAIVED, reason="; ".join(reasons))


def _told(waiver: Waiver, state: str) -> WaiverSummary:
    return WaiverSummary(
        waiver.cause, waiver.subject or None, waiver.reason, waiver.until.isoformat(), waiver.place, state
    )

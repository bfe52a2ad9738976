"""The report as SARIF 2.1.0 (OASIS): a cause is a rule, a diagnosis a result, what could not be found out a notification.

A result stands at a file only if that file is part of the project; names of the machine are logical locations. What has
no file of its own is shown at the line of go.mod that asks for a Go, if the project has one: code hosts take no
result without a file, and some refuse the whole upload for one.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from goverify import __version__
from goverify.causes import severity_of
from goverify.model import Finding, Outcome, Severity
from goverify.policy import covers
from goverify.render.json import Json, dumps
from goverify.render.places import Spot, Surroundings, asking, spot_of
from goverify.render.remedy import remedy_lines
from goverify.render.sarif_rules import LEVELS, message, rules
from goverify.report import Diagnosis, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"

INTERRUPTED = 128
"""Exit statuses above say that a signal ended the run."""

HOME = re.compile(r"(?:/home/[^/]+|/Users/[^/]+|/root|[A-Za-z]:/Users/[^/]+)(?=/|$)")
ODD = re.compile(r"[^A-Za-z0-9_.+-]+")
MAX_LEG = 100
"""Characters of what somebody called a job."""

NUMBERS = re.compile(r"[0-9]+(?:[._][0-9]+)*")


def render(report: Report, surroundings: Surroundings) -> str:
    """Return the report as one log with one run."""
    items = [(item, "") for item in report.diagnosis] + list(_waived(report))
    described = rules([item.cause for item, _ in items], surroundings.checks)
    numbers = {str(rule["id"]): number for number, rule in enumerate(described)}
    seen: dict[str, int] = {}
    run: Json = {
        "tool": {
            "driver": {
                "name": "goverify",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": described,
            }
        },
        "automationDetails": {"id": _run_id(report, surroundings.leg)},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [_result(item, why, numbers[item.cause], report, surroundings.project, seen) for item, why in items],
        "properties": {"health": report.health.value, "score": report.score.total, "grade": report.score.grade},
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _run_id(report: Report, leg: str) -> str:
    """Return what runs of the same kind have in common (SARIF 3.17.3): a code host closes the alerts of one by the next."""
    parts = ("goverify", str(report.host.get("system")), str(report.host.get("arch")), ODD.sub("-", leg)[:MAX_LEG])
    return "".join(f"{part}/" for part in parts if part)


def _waived(report: Report) -> Iterator[tuple[Diagnosis, str]]:
    """Yield what was found and is accepted, each with the reason."""
    waivers = [each for each in report.policy.waivers if each.state == "applied"] if report.policy else []
    for check in report.checks:
        for found in check.findings:
            if found.waived:
                reason = next((each.reason for each in waivers if covers(each, found)), check.reason)
                yield _alone(found, check.id), reason or "accepted by the policy"


def _alone(found: Finding, check: str) -> Diagnosis:
    """Return the diagnosis that a finding would be by itself."""
    return Diagnosis(
        cause=found.cause,
        severity=severity_of(found),
        title=found.message,
        detail=found.detail,
        subject=str(found.subject),
        evidence=found.evidence,
        fix=found.fix,
        consequences=(),
        checks=(check,),
        bystander=found.bystander,
    )


def _result(item: Diagnosis, justification: str, rule: int, report: Report, project: str, seen: dict[str, int]) -> Json:
    known = item.severity is Severity.INFO
    return {
        "ruleId": item.cause,
        "ruleIndex": rule,
        "kind": "informational" if known else "fail",
        "level": LEVELS[item.severity],
        "message": {"text": message(_text(item))},
        "locations": [_location(item, report, project)],
        "partialFingerprints": {"goverify/v1": _fingerprint(item, seen)},
        **_since(item, report),
        **(
            {"suppressions": [{"kind": "external", "status": "accepted", "justification": justification}]}
            if justification
            else {}
        ),
        "properties": {
            "severity": item.severity.label,
            "subject": item.subject,
            "bystander": item.bystander,
            "checks": list(item.checks),
            "consequences": [other.cause for other in item.consequences],
            "evidence": [{"place": row.place, "observed": row.observed} for row in item.evidence],
        },
    }


def _since(item: Diagnosis, report: Report) -> Mapping[str, Json]:
    """Return how a result stands to an earlier report; nothing where there was none."""
    if report.baseline is None:
        return {}
    new = {(one.cause, one.subject) for one in report.baseline.new}
    return {"baselineState": "new" if (item.cause, item.subject) in new else "unchanged"}


def _text(item: Diagnosis) -> list[str]:
    """Return the paragraphs of a result: what is so, why it matters, what mends it."""
    return [f"{item.title.rstrip('.')}.", *([item.detail] if item.detail else []), *remedy_lines(item.fix)]


def _location(item: Diagnosis, report: Report, project: str) -> Json:
    spot = spot_of(item, report, project) or asking(report, project)
    logical: Json = [{"fullyQualifiedName": item.subject, "kind": "resource"}]
    return {"physicalLocation": _physical(spot), "logicalLocations": logical} if spot else {"logicalLocations": logical}


def _physical(spot: Spot) -> Json:
    return {
        "artifactLocation": {"uri": _uri(spot.name), "uriBaseId": ROOT},
        "region": {"startLine": max(1, spot.line or 1)},
    }


def _uri(name: str) -> str:
    """Return a relative name as a URI reference (RFC 3986); a byte that is no text stands for itself."""
    from urllib.parse import quote

    try:
        return quote(name.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half of a pair, as Windows allows in names
        return quote(name.encode("utf-8", "surrogatepass"))


def _fingerprint(item: Diagnosis, seen: dict[str, int]) -> str:
    """Return what makes the result the same one in the next run: its cause and subject without user and numbers.

    What these leave alike is numbered in the order of the report.
    """
    subject = NUMBERS.sub("#", HOME.sub("~", item.subject.replace("\\", "/"), count=1))
    text = f"{item.cause}\0{subject}"
    seen[text] = seen.get(text, 0) + 1
    return hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "backslashreplace")).hexdigest()


def _invocation(report: Report) -> Json:
    unknown = [check for check in report.checks if check.outcome is Outcome.UNKNOWN]
    return {
        "executionSuccessful": report.run.exit_code <= INTERRUPTED,
        "exitCode": report.run.exit_code,
        "exitCodeDescription": report.run.exit_reason,
        "startTimeUtc": report.run.started_at.removesuffix("+00:00") + "Z",
        "toolExecutionNotifications": [
            {"level": "warning", "message": {"text": message([f"{check.id}: {check.reason}"])}} for check in unknown
        ],
    }

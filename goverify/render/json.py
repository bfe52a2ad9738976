"""The report as JSON: the public contract, version 1, described by `schema/report-1.json`.

Within the version, keys are only added. Every name below is public; what a key is called in the model is not.
"""

import json
import re
from collections.abc import Mapping, Sequence

from goverify import __version__
from goverify.causes import severity_of
from goverify.model import CheckResult, Evidence, Finding, Fix
from goverify.render.contexts import circumstance_json
from goverify.render.information import information_json
from goverify.render.layout import escaped
from goverify.render.policy import baseline_json, policy_json
from goverify.render.provenance import provenance_json
from goverify.render.redacted import Redactor, redacted
from goverify.render.settings import setting_json
from goverify.render.toolchain import toolchain_json
from goverify.report import (
    CategoryScore,
    Consequence,
    Diagnosis,
    GoSummary,
    InstallationSummary,
    Report,
    RunSummary,
    Score,
)

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""What a JSON document is made of."""

SCHEMA = "goverify.report/1"

TOOL: Json = {"name": "goverify", "version": __version__}
"""What wrote the document."""


def render(report: Report, redactor: Redactor | None = None) -> str:
    """Return the report as one document, ended by a newline, with secrets taken out by `redactor`."""
    return dumps(to_dict(redacted(report, redactor) if redactor else report))


def dumps(document: Json) -> str:
    r"""Return a document as indented text in ASCII, which survives every encoding a stream may have.

    What is no Unicode text (an undecodable byte of a file name, half a surrogate pair) becomes a visible "\x80" in its
    string, since JSON cannot carry it (RFC 8259, 8.2). "##[" becomes "\u0023#[", which says
    the same and is no command to a CI runner that reads the log.
    """
    return _ascii(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def line(document: Json) -> str:
    """Return a document as one line of ASCII, like `dumps`; only what needs it is gone through character by character."""
    text = json.dumps(document, allow_nan=False)
    odd = "\\ud" in text or "\x7f" in text or "##" in text
    return _ascii(json.dumps(document, ensure_ascii=False, allow_nan=False)) if odd else text


def _ascii(text: str) -> str:
    return re.sub(r"[^\n -~]|#(?=#\[|#vso\[|#teamcity\[)", _escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\\" + escaped(character)
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def to_dict(report: Report) -> dict[str, Json]:
    """Return the report in the contract's names, keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "tool": TOOL,
        "run": _run(report.run),
        "host": dict(report.host),
        "under": [circumstance_json(each) for each in report.under],
        "go": _go(report.go) if report.go else None,
        "installations": [_installation(tree) for tree in report.installations],
        "toolchain": toolchain_json(report.toolchain),
        "settings": [setting_json(each) for each in report.settings],
        "information": [information_json(each) for each in report.information],
        "health": report.health.value,
        "score": _score(report.score),
        "diagnosis": [_diagnosis(item) for item in report.diagnosis],
        "checks": [_check(check) for check in report.checks],
        "policy": policy_json(report.policy),
        "baseline": baseline_json(report.baseline),
    }


def _run(run: RunSummary) -> Json:
    return {
        "id": run.id,
        "started_at": run.started_at,
        "duration_s": run.duration_s,
        "profile": run.profile,
        "online": run.online,
        "deep": run.deep,
        "exit_code": run.exit_code,
        "exit_reason": run.exit_reason,
    }


def _go(go: GoSummary) -> Json:
    return {
        "command": go.command,
        "file": go.file,
        "version": go.version,
        "goroot": go.goroot,
        "provenance": provenance_json(go.provenance),
        "authenticity": dict(go.authenticity),
    }


def _installation(tree: InstallationSummary) -> Json:
    return {
        "root": tree.root,
        "version": tree.version,
        "origin": tree.origin,
        "answers": tree.answers,
        "on_path": tree.on_path,
    }


def _score(score: Score) -> Json:
    return {
        "model": score.model,
        "total": score.total,
        "min": score.min,
        "max": score.max,
        "coverage": score.coverage,
        "cap": {"value": score.cap.value, "causes": list(score.cap.causes)} if score.cap else None,
        "uncapped": score.uncapped,
        "grade": score.grade,
        "categories": [_category(category) for category in score.categories],
        "basis": score.basis,
    }


def _category(category: CategoryScore) -> Json:
    return {
        "name": category.name,
        "budget": category.budget,
        "points": category.points,
        "points_min": category.points_min,
        "points_max": category.points_max,
        "ledger": [
            {"check": line.check, "outcome": line.outcome.value, "weight": line.weight, "lost": line.lost}
            for line in category.ledger
        ],
    }


def _diagnosis(item: Diagnosis) -> Json:
    return {
        "cause": item.cause,
        "severity": item.severity.label,
        "title": item.title,
        "detail": item.detail,
        "subject": item.subject,
        "evidence": _evidence(item.evidence),
        "fix": _fix(item.fix),
        "consequences": [_consequence(other) for other in item.consequences],
        "checks": list(item.checks),
        "bystander": item.bystander,
    }


def _consequence(other: Consequence) -> Json:
    return {"cause": other.cause, "severity": other.severity.label, "title": other.title, "subject": other.subject}


def _check(check: CheckResult) -> Json:
    return {
        "id": check.id,
        "category": check.category,
        "title": check.title,
        "outcome": check.outcome.value,
        "severity": check.severity.label,
        "reason": check.reason,
        "findings": [_finding(finding) for finding in check.findings],
        "evidence": _evidence(check.evidence),
        "duration_s": check.duration_s,
    }


def _finding(finding: Finding) -> Json:
    return {
        "cause": finding.cause,
        "severity": severity_of(finding).label,
        "subject": str(finding.subject),
        "message": finding.message,
        "detail": finding.detail,
        "evidence": _evidence(finding.evidence),
        "fix": _fix(finding.fix),
        "bystander": finding.bystander,
        "waived": finding.waived,
    }


def _evidence(rows: Sequence[Evidence]) -> Json:
    return [{"place": row.place, "observed": row.observed} for row in rows]


def _fix(fix: Fix | None) -> Json:
    return {"summary": fix.summary, "commands": list(fix.commands)} if fix else None

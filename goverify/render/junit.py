"""The report as JUnit XML: an area is a suite, a check a case, and only "passed" looks passed.

Elements and attributes are those that Jenkins' xUnit schema (junit-10.xsd) and Surefire's (surefire-test-report.xsd)
both have, in Surefire's order. The document is ASCII: every stream's encoding can carry it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from goverify.causes import severity_of
from goverify.model import CheckResult, Evidence, Finding, Outcome
from goverify.render.layout import escaped, visible
from goverify.render.remedy import remedy_lines
from goverify.report import Report

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
NO_XML = re.compile("[\ufffe\uffff]")
"""What `visible` lets through and XML 1.0 (section 2.2) does not have."""


def render(report: Report) -> str:
    """Return the document."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    whole = {"name": "goverify", **_counts(report.checks), "time": _time(report.run.duration_s)}
    del whole["skipped"]  # a suite of suites has none
    lines.append(_open("testsuites", whole))
    areas = sorted({check.id.partition(".")[0] for check in report.checks})
    for area in areas:
        lines += _suite(area, [check for check in report.checks if check.id.startswith(f"{area}.")], report)
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _suite(area: str, checks: Sequence[CheckResult], report: Report) -> Iterator[str]:
    took = _time(sum(check.duration_s for check in checks))
    yield "  " + _open("testsuite", {"name": f"goverify.{area}", **_counts(checks), "time": took})
    yield "    <properties>"
    for name, value in _properties(report).items():
        yield f"      {_empty('property', {'name': name, 'value': value})}"
    yield "    </properties>"
    for check in checks:
        yield from _case(check)
    yield "  </testsuite>"


def _properties(report: Report) -> Mapping[str, str]:
    """Return the verdict, which every suite carries: readers take suites apart."""
    score = report.score
    return {
        "health": report.health.value,
        "exit-code": str(report.run.exit_code),
        "score": "" if score.total is None else str(score.total),
        "started-at": report.run.started_at,
        "system": f"{report.host.get('system')}/{report.host.get('arch')}",
        "go": (report.go.version or "") if report.go else "",
    }


def _counts(checks: Sequence[CheckResult]) -> dict[str, str]:
    """Return the attributes that count: failed, not found out, and not looked at."""
    outcomes = [check.outcome for check in checks]
    return {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count(Outcome.FAILED)),
        "errors": str(outcomes.count(Outcome.UNKNOWN)),
        "skipped": str(sum(each in (Outcome.SKIPPED, Outcome.BLOCKED, Outcome.WAIVED) for each in outcomes)),
    }


def _case(check: CheckResult) -> Iterator[str]:
    name = f"{check.id}: {check.title}"
    opened = {"name": name, "classname": f"goverify.{check.category}", "time": _time(check.duration_s)}
    match check.outcome:
        case Outcome.PASSED:
            yield "    " + _empty("testcase", opened)
            return
        case Outcome.FAILED:
            inner = [_element("failure", *_failure(finding)) for finding in check.findings if not finding.waived]
            inner = inner or [_element("failure", {"message": check.title, "type": check.severity.label}, "")]
        case Outcome.UNKNOWN:
            inner = [_element("error", {"message": check.reason, "type": "unknown"}, "")]
        case _:
            inner = [_element("skipped", {"message": f"{check.outcome.value}: {check.reason}"}, "")]
    yield "    " + _open("testcase", opened)
    yield from (f"      {element}" for element in inner)
    yield "    </testcase>"


def _failure(finding: Finding) -> tuple[Mapping[str, str], str]:
    """Return the attributes of a failure, and what a person reads in it."""
    lines = [finding.detail] if finding.detail else []
    lines += [line for row in finding.evidence for line in _seen(row)]
    lines += remedy_lines(finding.fix)
    text = "\n".join(visible(line).rstrip() for line in lines)
    attributes = {"message": finding.message, "type": f"{severity_of(finding).label} {finding.cause}"}
    return attributes, text


def _seen(row: Evidence) -> list[str]:
    first, *more = row.observed.replace("\r\n", "\n").strip("\n").expandtabs(4).split("\n")
    return [f"{row.place}: {first}", *(f"    {line}" for line in more)]


def _open(tag: str, attributes: Mapping[str, str]) -> str:
    return f"<{tag}{_attributes(attributes)}>"


def _empty(tag: str, attributes: Mapping[str, str]) -> str:
    return f"<{tag}{_attributes(attributes)}/>"


def _element(tag: str, attributes: Mapping[str, str], text: str) -> str:
    return f"{_open(tag, attributes)}{_text(text)}</{tag}>" if text else _empty(tag, attributes)


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_text(visible(value))}"' for name, value in attributes.items())


def _text(text: str) -> str:
    """Return visible text as XML holds it."""
    whole = NO_XML.sub(lambda match: escaped(match[0]), text)
    return "".join(ENTITIES.get(sign, sign) for sign in whole).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"

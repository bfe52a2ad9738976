"""What else the report holds: settings, information about the host, the policy, and how the run itself went."""

from collections import Counter
from collections.abc import Iterator, Sequence

from goverify import __version__
from goverify.model import CheckResult, Outcome
from goverify.render.html.words import code, counted, section, table, text
from goverify.render.policy import baseline_line, policy_line
from goverify.report import Report, RunSummary
from goverify.report_parts import BaselineSummary, InformationSummary, PolicySummary, SettingSummary

MOST_CHECKS = 8
"""Named beside a reason that kept them from looking."""


def background(report: Report) -> Iterator[str]:
    """Yield the sections at the end of the page."""
    if report.settings:
        yield from section("settings", "Settings of Go", _settings(report.settings))
    if report.information:
        yield from section("information", "What the host means for Go programs", _information(report.information))
    if report.policy or report.baseline:
        yield from section("policy", "Policy and earlier report", _policy(report.policy, report.baseline))
    yield from section("run", "About this run", _run(report))


def _settings(items: Sequence[SettingSummary]) -> Iterator[str]:
    rows = [[code(item.name), code(item.value), _set_by(item), _force(item)] for item in items]
    yield from table("What is set, and where", ("Setting", "Value", "Set by", "In force"), rows, "wide even")


def _set_by(item: SettingSummary) -> str:
    line = "" if item.line is None else f", line {item.line}"
    return f"{text(item.origin)}: {text(item.place)}{line}"


def _force(item: SettingSummary) -> str:
    return ("yes" if item.in_effect else "no") + (f"; {text(item.why)}" if item.why else "")


def _information(items: Sequence[InformationSummary]) -> Iterator[str]:
    yield "<p>Worth knowing, never scored.</p>"
    rows = [[text(item.title), text(item.value), _meaning(item)] for item in items]
    yield from table("What there is, and what it means", ("What", "Here", "Meaning"), rows, "wide even")


def _meaning(item: InformationSummary) -> str:
    myth = f'<br><span class="aside">Often told otherwise: {text(item.myth)}</span>' if item.myth else ""
    return text(item.meaning) + myth


def _policy(policy: PolicySummary | None, baseline: BaselineSummary | None) -> Iterator[str]:
    for line in filter(None, (policy_line(policy), baseline_line(baseline))):
        yield f"<p>{text(line)}</p>"
    if policy and policy.waivers:
        rows = [
            [
                code(each.cause),
                code(each.subject or "any"),
                text(each.state),
                text(each.until),
                text(each.reason),
                text(each.place),
            ]
            for each in policy.waivers
        ]
        yield from table("Waivers", ("Cause", "Subject", "State", "Until", "Reason", "Written in"), rows, "wide")
    if policy and policy.severities:
        rows = [[code(cause), severity.label] for cause, severity in sorted(policy.severities.items())]
        yield from table("Severities that the policy sets", ("Cause", "Severity"), rows)
    if baseline and (baseline.new or baseline.gone):
        rows = [["new", code(each.cause), code(each.subject), each.severity.label] for each in baseline.new]
        rows += [["gone", code(cause), code(subject), ""] for cause, subject in baseline.gone]
        yield from table("Against the earlier report", ("Change", "Cause", "Subject", "Severity"), rows, "wide")


def _run(report: Report) -> Iterator[str]:
    run = report.run
    told = (
        ("Written by", f"goverify {__version__}"),
        ("Begun", f'<time datetime="{run.started_at}">{moment(run)}</time>'),
        ("Took", f"{run.duration_s:.1f} s"),
        ("Profile", text(run.profile)),
        ("Run", code(run.id)),
    )
    yield '<dl class="facts">'
    yield from (f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in told)
    yield "</dl><h3>What was not looked at</h3><ul>"
    if not run.online:
        yield "<li>The network was not asked; <code>--online</code> asks it.</li>"
    if not run.deep:
        yield "<li>Nothing was proved that takes a minute; <code>--deep</code> does.</li>"
    counts = Counter(check.outcome for check in report.checks)
    for outcome in (Outcome.UNKNOWN, Outcome.BLOCKED, Outcome.SKIPPED):
        if counts[outcome]:
            yield f"<li>{counted(counts[outcome], 'check')} {outcome.value}.</li>"
    yield "</ul>"
    rows = _reasons(report.checks)
    if rows:
        yield "<details><summary>Why not</summary>"
        yield from table("What kept checks from looking", ("Reason", "Outcome", "Checks"), rows, "wide")
        yield "</details>"


def moment(run: RunSummary) -> str:
    """Return when the run began, as a person writes it."""
    day, _, time = run.started_at.partition("T")
    return f"{text(day)}, {text(time[:5])} UTC"


def _reasons(checks: Sequence[CheckResult]) -> list[list[str]]:
    """Return why checks did not come to a judgement, those of one reason together, the most of one outcome first."""
    groups: dict[tuple[Outcome, str], list[str]] = {}
    for check in checks:
        if check.outcome in (Outcome.UNKNOWN, Outcome.BLOCKED, Outcome.SKIPPED):
            groups.setdefault((check.outcome, check.reason), []).append(check.id)
    order = (Outcome.UNKNOWN, Outcome.BLOCKED, Outcome.SKIPPED)
    ranked = sorted(groups.items(), key=lambda item: (order.index(item[0][0]), -len(item[1]), item[0][1]))
    return [[text(reason or "no reason given"), outcome.value, _ids(ids)] for (outcome, reason), ids in ranked]


def _ids(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - MOST_CHECKS} more" if len(ids) > MOST_CHECKS else ""
    return ", ".join(map(code, ids[:MOST_CHECKS])) + more

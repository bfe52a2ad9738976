"""The results of all checks by area: what went wrong or stayed open unfolded, what passed folded."""

from collections import Counter
from collections.abc import Iterator, Sequence

from goverify.causes import severity_of
from goverify.model import CheckResult, Outcome, Severity
from goverify.render.areas import ALWAYS_LISTED, GRAVITY, in_order
from goverify.render.html.words import code, evidence, section, table, text
from goverify.report import Report

SIGNS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.WAIVED: "–",
    Outcome.BLOCKED: "·",
    Outcome.SKIPPED: "·",
}


def results(report: Report) -> Iterator[str]:
    """Yield the section."""
    if report.checks:
        yield from section("checks", "All checks by area", _areas(report.checks))


def _areas(checks: Sequence[CheckResult]) -> Iterator[str]:
    for area in in_order({check.id.partition(".")[0] for check in checks}):
        inside = sorted(
            (check for check in checks if check.id.startswith(f"{area}.")),
            key=lambda check: (GRAVITY.index(check.outcome), check.id),
        )
        counts = Counter(check.outcome for check in inside)
        marked = next(outcome for outcome in GRAVITY if counts[outcome])
        went = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
        listed = " open" if any(check.outcome in ALWAYS_LISTED for check in inside) else ""
        yield f'<details class="area"{listed}><summary>{_sign(marked)} {area} <span class="count">{went}</span></summary>'
        rows = [[code(check.id), _outcome(check.outcome), _said(check)] for check in inside]
        yield from table(f"Checks of {area}", ("Check", "Outcome", "What it says"), rows, "wide")
        yield "</details>"


def _sign(outcome: Outcome) -> str:
    return f'<span class="sign {outcome.value}" aria-hidden="true">{SIGNS[outcome]}</span>'


def _outcome(outcome: Outcome) -> str:
    return f'<span class="outcome">{_sign(outcome)} {outcome.value}</span>'


def _said(check: CheckResult) -> str:
    """Return what a check found, or why it could not look, or what holds; what it saw is folded."""
    lines = [text(finding.message) for finding in check.findings if severity_of(finding) > Severity.INFO]
    if check.outcome is Outcome.PASSED or not (lines or check.reason):
        lines.insert(0, text(check.title))
    elif check.reason:
        lines.insert(0, text(check.reason))
    said = "<br>".join(lines)
    if check.evidence:
        seen = "".join(evidence(check.evidence))
        said += (
            f'<details><summary>What it saw <span class="count">{len(check.evidence)}</span></summary>{seen}</details>'
        )
    return said

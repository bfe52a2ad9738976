"""The report as Markdown, for issues, merge requests and job summaries: the verdict first, what was seen folded.

Nothing that a file was called takes effect: no markup, HTML, mention, reference to an issue, formula or link.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from goverify.model import CheckResult, Evidence, Fix, Outcome, Severity
from goverify.registry import CATEGORIES
from goverify.render.layout import visible
from goverify.render.policy import baseline_line, policy_line, unused_waivers
from goverify.render.remedy import UNPASTABLE, can_be_pasted
from goverify.report import Diagnosis, GoSummary, Health, Report

VERDICTS = {
    Health.OK: "no grave fault found",
    Health.DEGRADED: "go needs attention",
    Health.BROKEN: "go is broken",
    Health.UNDECIDED: "go could not be judged in full",
}

MARKUP = re.compile(r"^([0-9]*)([-+=.)])|([\\`*_\[\]|~^])")
"""Signs that a backslash makes signs; at the beginning those of lists and rules too, a number may stand before them."""
NOT_THERE = "<!-- -->"
"""Parts two characters in the source and leaves no trace on the page."""

ACTS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": f"@{NOT_THERE}", "#": f"#{NOT_THERE}", "$": "<span>$</span>"}
"""What HTML, mentions, references and formulas begin with; a code host looks for the last ones behind any backslash."""

LINK = re.compile(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=gh)(?=-[0-9])")
MAX_EVIDENCE_LINES = 40
CUT = "\n*The rest is left out: the page has no more room.*\n"


def render(report: Report, limit_bytes: int | None = None) -> str:
    """Return the page; with a limit, whole sections are left out at its end and it says so."""
    page = ""
    for section in _sections(report):
        text = "\n".join(section) + "\n"
        more = f"\n{text}" if page else text
        if limit_bytes is not None and _size(page + more + CUT) > limit_bytes:
            return page + CUT if _size(page + CUT) <= limit_bytes else ""
        page += more
    return page


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _sections(report: Report) -> Iterator[list[str]]:
    wrong = [item for item in report.diagnosis if item.severity > Severity.INFO]
    yield [f"## goverify: {VERDICTS[report.health]}"]
    yield list(_summary(report))
    for item in wrong:
        yield list(_diagnosis(item))
    known = [f"- {inline(item.title)} ({code(item.cause)})" for item in report.diagnosis if item not in wrong]
    known += [f"- {inline(text)}" for text in unused_waivers(report.policy)]
    if known:
        yield ["### Worth knowing", "", *known]
    yield list(_checks(report.checks))


def _summary(report: Report) -> Iterator[str]:
    score, host, run = report.score, report.host, report.run
    points = "none" if score.total is None else f"{score.total}"
    points += f" ({score.min} to {score.max})" if score.min != score.max else ""
    rows = {
        "health": report.health.value,
        "score": f"{points}{f', grade {score.grade}' if score.grade else ''}",
        "exit status": f"{run.exit_code}, {inline(run.exit_reason)}",
        "go": _go(report.go) if report.go else "none answers",
        "host": inline(f"{host.get('name')}, {host.get('system')}/{host.get('arch')}"),
    }
    rows |= {"policy": inline(policy_line(report.policy)), "since": inline(baseline_line(report.baseline))}
    yield from ("| | |", "|---|---|")
    yield from (f"| {name} | {value} |" for name, value in rows.items() if value)


def _go(go: GoSummary) -> str:
    """Return which go answers, fit for a table: its bars part cells in code spans too (GFM 4.10)."""
    return f"{code(go.version or 'unknown')} at {code(go.command)}".replace("|", "\\|")


def _diagnosis(item: Diagnosis) -> Iterator[str]:
    where = ", another Go on this machine" if item.bystander else ""
    yield from (f"### {item.severity.label.upper()}: {inline(item.title)}", "", f"{code(item.cause)}{where}")
    if item.detail:
        yield from ("", inline(item.detail))
    if item.fix:
        yield from _fix(item.fix)
    yield from ("", "<details><summary>What was seen</summary>", "")
    for row in item.evidence:
        yield from _evidence(row)
    yield from ("", "</details>")
    if item.consequences:
        yield from ("", "Explains as well:", "")
        yield from (f"- {inline(other.title)} ({code(other.cause)})" for other in item.consequences)


def _fix(fix: Fix) -> Iterator[str]:
    yield from ("", f"**Fix:** {inline(fix.summary)}")
    if fix.commands:
        yield from ("", *_fenced([visible(command) for command in fix.commands], "sh"))
    if not can_be_pasted(fix):
        yield from ("", UNPASTABLE)


def _evidence(row: Evidence) -> Iterator[str]:
    lines = [visible(line) for line in row.observed.replace("\r\n", "\n").strip("\n").expandtabs(4).split("\n")]
    if len(lines) == 1:
        yield f"- {code(row.place)}: {code(lines[0])}"
        return
    more = len(lines) - MAX_EVIDENCE_LINES
    shown = [*lines[:MAX_EVIDENCE_LINES], f"({more} more lines)"] if more > 0 else lines
    yield from (f"- {code(row.place)}:", "", *(f"  {line}".rstrip() for line in _fenced(shown)))


def _checks(checks: Sequence[CheckResult]) -> Iterator[str]:
    counts = Counter((check.category, check.outcome) for check in checks)
    outcomes = [outcome for outcome in Outcome if any(counts[category, outcome] for category in _categories())]
    yield from ("### Checks", "", f"| category | {' | '.join(outcomes)} |", "|---" * (len(outcomes) + 1) + "|")
    for category in _categories():
        if any(counts[category, outcome] for outcome in outcomes):
            yield f"| {category} | {' | '.join(str(counts[category, outcome]) for outcome in outcomes)} |"
    open_ = [check for check in checks if check.outcome in (Outcome.UNKNOWN, Outcome.WAIVED)]
    if open_:
        yield ""
        yield from (f"- {code(check.id)} {check.outcome.value}: {inline(check.reason)}" for check in open_)


def _categories() -> tuple[str, ...]:
    return tuple(dict.fromkeys(CATEGORIES.values()))


def inline(text: str) -> str:
    """Return text that may stand in a line of Markdown, in a table's cell too, and means itself."""
    parts = LINK.sub("\0", MARKUP.sub(_signs, visible(text))).split("\0")  # no visible text holds a NUL
    return NOT_THERE.join("".join(ACTS.get(sign, sign) for sign in part) for part in parts)


def _signs(match: re.Match[str]) -> str:
    return f"{match[1] or ''}\\{match[2] or match[3]}"


def code(text: str) -> str:
    """Return text as a code span, which takes nothing literally but its own fence (CommonMark 6.1)."""
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _fenced(lines: Sequence[str], language: str = "") -> list[str]:
    fence = "`" * max(3, max((_longest_run(line) for line in lines), default=0) + 1)
    return [f"{fence}{language}", *lines, fence]


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)

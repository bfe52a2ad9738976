"""The head of the page: the verdict in a sentence, the score with a bar for each area, what is so in short."""

from collections.abc import Iterator

from goverify.model import Outcome
from goverify.render.headline import Headline, left_open, rows, score_sentence
from goverify.render.html.faults import commands
from goverify.render.html.words import code, points, text
from goverify.report import CategoryScore, Health, Report, Score

STATE = {
    Health.OK: '<path d="M4 10.5l4 4 8-9"/>',
    Health.DEGRADED: '<path d="M10 3v9M10 15.5v1.5"/>',
    Health.BROKEN: '<path d="M4.5 4.5l11 11M15.5 4.5l-11 11"/>',
    Health.UNDECIDED: '<path d="M6.5 7a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.6M10 15.5v1.5"/>',
}
"""What is drawn beside the verdict; the words say the same."""

LABELS = {
    "go": "Go",
    "tree": "Tree",
    "policy": "Policy",
    "since": "Since the earlier report",
    "host": "Host",
    "checks": "Checks",
}


def masthead(report: Report, head: Headline) -> Iterator[str]:
    """Yield the head of the page."""
    yield f'<header class="masthead {head.health.value}"><div class="verdict">'
    yield f'<svg class="state" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{STATE[head.health]}</svg>'
    yield _heading(report, head)
    yield from _remedy(report, head)
    yield "</div>"
    yield from _score(report)
    yield "</header>"
    yield from _facts(report)


def _remedy(report: Report, head: Headline) -> Iterator[str]:
    """Yield what mends the first fault, or what kept the checks from finding out."""
    fix = head.first.fix if head.first else None
    if head.first is None:
        reasons = left_open(report) if report.health is Health.UNDECIDED else ""
        yield f"<p>{text(reasons)}</p>" if reasons else ""
        return
    yield f"<p>{text(fix.summary) if fix else 'No command mends this.'}</p>"
    if fix and fix.commands:
        yield from commands(fix)


def sentence(head: Headline) -> tuple[str, str]:
    """Return the verdict, and what it rests on or nothing, as HTML."""
    by_name = " answers at " in head.verdict and not head.verdict.startswith("no fault")
    verdict = text(head.verdict if by_name else head.verdict[:1].upper() + head.verdict[1:])
    return verdict + ("; so far" if head.so_far else ""), text(head.first.title) if head.first else ""


def _heading(report: Report, head: Headline) -> str:
    verdict, because = sentence(head)
    more = f'<span class="colon">: </span><span class="because">{because}</span>' if because else ""
    return f'<h1><data class="health" value="{report.health.value}">{verdict}</data>{more}</h1>'


def _score(report: Report) -> Iterator[str]:
    score = report.score
    unknown = sum(check.outcome is Outcome.UNKNOWN for check in report.checks)
    yield '<div class="score" role="group" aria-label="Score">'
    value, shown = ("", "none") if score.total is None else (str(score.total), _range(score))
    out_of = "" if score.total is None else " <span>of 100</span>"
    yield f'<p class="points"><data class="total" value="{value}">{shown}</data>{out_of}</p>'
    _, _, more = score_sentence(score, unknown).partition(" of 100, " if value else ", ")
    yield f'<p class="grade">{text(more)}</p>'
    yield '<dl class="bars">'
    for category in score.categories:
        yield from _bar(category)
    yield "</dl></div>"


def _range(score: Score) -> str:
    """Return the points, or between which they lie as long as something is open."""
    return str(score.total) if score.min == score.max else f"{score.min}–{score.max}"


def _bar(category: CategoryScore) -> Iterator[str]:
    """Yield an area's points as a bar, with what is open as its fainter end, and in numbers."""
    won, most = 100 * category.points_min / category.budget, 100 * category.points_max / category.budget
    shown = "open" if category.points is None else points(category.points)
    yield f"<div><dt>{category.name}</dt><dd>"
    yield '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    yield '<rect class="track" width="100" height="6"/>'
    yield f'<rect class="open" width="{most:.2f}" height="6"/><rect class="won" width="{won:.2f}" height="6"/></svg>'
    yield f"<span>{shown} of {points(category.budget)}</span></dd></div>"


def _facts(report: Report) -> Iterator[str]:
    yield '<dl class="facts">'
    for label, told in rows(report):
        if label in LABELS:
            yield f"<div><dt>{LABELS[label]}</dt><dd>{_marked(report, label, told)}</dd></div>"
    run = report.run
    status = f'<data class="exit-code" value="{run.exit_code}">{run.exit_code}</data>, {text(run.exit_reason)}'
    yield f"<div><dt>Exit status</dt><dd>{status}</dd></div>"
    yield "</dl>"


def _marked(report: Report, label: str, told: str) -> str:
    """Return what is told of the go and its tree with the names set off."""
    go = report.go
    if go and label == "go":
        way = (
            f'{code(go.command)} <span class="arrow">→</span> {code(go.file)}'
            if go.file != go.command
            else code(go.file)
        )
        return ", ".join(filter(None, (text(go.version or "unknown version"), way, text(go.provenance.wrapper or ""))))
    if go and go.goroot and label == "tree":
        return code(go.goroot) + text(told[len(go.goroot) :])
    return text(told)

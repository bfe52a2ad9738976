"""The report as text, for a person at a terminal: what is wrong and what mends it first, the rest below."""

from collections import Counter
from collections.abc import Iterator, Sequence

from goverify.model import CheckResult, Outcome, Severity
from goverify.render.areas import areas, ledger
from goverify.render.diagnoses import block, commands, labelled, note
from goverify.render.information import information_lines
from goverify.render.layout import cells, pad, visible, wrap
from goverify.render.policy import baseline_line, policy_line
from goverify.render.settings import setting_lines
from goverify.render.style import Ink, Style
from goverify.report import Diagnosis, GoSummary, Health, Report, Score

VERDICTS = {
    Health.DEGRADED: ("go needs attention", Ink.YELLOW),
    Health.BROKEN: ("go is broken", Ink.RED),
    Health.UNDECIDED: ("go could not be judged in full", Ink.YELLOW),
}

INTERRUPTED = 128
"""Exit statuses above say that a signal ended the run, and which."""

MAX_VERSION = 20
"""Columns that a tree's version may claim of all lines."""


def render(report: Report, *, width: int, colour: bool, unicode: bool, verbose: int, quiet: bool) -> str:
    """Return the report on a page of about `width` columns, in full lines; `quiet` leaves the verdict and its remedy.

    The first line names the one cause and is never broken, the next is the command that mends it.
    """
    style = Style.fitting(width, colour=colour, unicode=unicode)
    lines = list(_head(report, style))
    if not quiet:
        for section in _sections(report, style, verbose):
            lines += ["", *section] if section else []
    return "\n".join(lines) + "\n"


def _sections(report: Report, style: Style, verbose: int) -> Iterator[list[str]]:
    wrong = [item for item in report.diagnosis if item.severity > Severity.INFO]
    yield list(_summary(report, style))
    for item in wrong:
        if not item.bystander:
            yield list(block(item, style, verbose))
    others = [item for item in wrong if item.bystander]
    for index, item in enumerate(others):
        yield ([style.heading("Other Gos on this machine"), ""] if index == 0 else []) + list(
            block(item, style, verbose)
        )
    known = [line for item in report.diagnosis if item not in wrong for line in note(item, style, verbose)]
    yield [style.heading("Worth knowing"), *known] if known else []
    yield list(areas(report.checks, style, verbose))
    if verbose:
        yield list(_installations(report, style))
        yield list(setting_lines(report.settings, style))
        yield list(information_lines(report.information, style, verbose))
    if verbose > 1:
        yield list(ledger(report.score, style))
    yield list(_hint(wrong, style, verbose))


def _head(report: Report, style: Style) -> Iterator[str]:
    """Yield the verdict, named with its one cause, and what mends it."""
    first = next((item for item in report.diagnosis if item.severity > Severity.INFO), None)
    if report.health is Health.OK or (report.health is Health.DEGRADED and first and first.bystander):
        verdict, ink = _calm(report.go, first), Ink.GREEN
    else:
        verdict, ink = VERDICTS[report.health]
    if first:
        so_far = "; so far" if report.health is Health.UNDECIDED else ""
        yield f"{style.paint(verdict, Ink.BOLD, ink)}{so_far}: {style.paint(visible(first.title), Ink.BOLD)}"
        yield from _remedy(first, style)
    else:
        yield style.paint(verdict, Ink.BOLD, ink)
        yield from _open(report.checks, style) if report.health is Health.UNDECIDED else ()


def _calm(go: GoSummary | None, first: Diagnosis | None) -> str:
    """Return the verdict where the go that answers has no grave fault: which it is."""
    answers = f"{_version(go)} answers at {visible(go.command)}" if go else ""
    if first is None:
        return f"no fault found: {answers}" if answers else "no fault found"
    return f"{answers or 'no grave fault found'}; {'elsewhere' if first.bystander else 'worth mending'}"


def _remedy(item: Diagnosis, style: Style) -> Iterator[str]:
    if item.fix and item.fix.commands:
        yield from commands(item.fix, style, "    ")
    else:
        yield from labelled("Fix:", item.fix.summary if item.fix else "no command mends this.", style)


def _open(checks: Sequence[CheckResult], style: Style) -> Iterator[str]:
    """Yield how many checks could not find out, and what kept most of them from it."""
    reasons = Counter(check.reason for check in checks if check.outcome is Outcome.UNKNOWN)
    if reasons:
        [(reason, _)] = reasons.most_common(1)
        mostly = ", mostly" if len(reasons) > 1 else ""
        text = f"{reasons.total()} of {len(checks)} checks could not find out{mostly}: {reason}"
        yield from wrap(text, style.width, "  ")


def _summary(report: Report, style: Style) -> Iterator[str]:
    host = report.host
    system = "/".join(str(host[key]) for key in ("system", "arch") if host.get(key))
    extra = [
        word for key, word in (("wsl", "under WSL"), ("translated", "this process is translated")) if host.get(key)
    ]
    extra += [f"under {each.name}" for each in report.under if each.confidence == "high" and each.kind != "system"]
    counts = Counter(check.outcome for check in report.checks)
    stopped = f", {report.run.exit_reason}" if report.run.exit_code > INTERRUPTED else ""
    went = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "none"
    rows = (
        ("score", _score(report.score, counts[Outcome.UNKNOWN])),
        ("go", _go(report.go) if report.go else "none answers here"),
        ("tree", _tree(report.go) if report.go else ""),
        ("policy", policy_line(report.policy)),
        ("since", baseline_line(report.baseline)),
        ("host", ", ".join([str(part) for part in (host.get("name"), system) if part] + extra)),
        ("checks", f"{went} ({report.run.duration_s:.1f} s{stopped})"),
    )
    for label, text in rows:
        if text:
            first, *more = wrap(text, style.width, f"  {label:<8}")
            yield style.paint(first[:10], Ink.DIM) + first[10:]
            yield from more


def _score(score: Score, unknown: int) -> str:
    if score.total is None:
        return "none, for nothing could be judged"
    points = f"{score.total}" if score.min == score.max else f"{score.min} to {score.max}"
    text = f"{points} of 100" + (f", grade {score.grade}" if score.grade else "")
    if score.min != score.max:
        text += f", as {unknown} {'check' if unknown == 1 else 'checks'} could not find out"
    if score.cap and score.uncapped is not None and score.uncapped > score.cap.value:
        text += f"; held down from {score.uncapped} by {', '.join(score.cap.causes)}"
    return text


def _go(go: GoSummary) -> str:
    way = f"{go.command} -> {go.file}" if go.file != go.command else go.command
    return ", ".join(part for part in (go.version or "unknown version", way, go.provenance.wrapper) if part)


def _tree(go: GoSummary) -> str:
    status = go.authenticity.get("status")
    known = (go.goroot or "unknown", go.provenance.origin, status if status != "unknown" else None)
    return ", ".join(part for part in known if part)


def _version(go: GoSummary) -> str:
    return visible(go.version) if go.version else "a go of unknown version"


def _installations(report: Report, style: Style) -> Iterator[str]:
    if not report.installations:
        return
    yield style.heading("Go trees")
    versions = [visible(tree.version or "unknown") for tree in report.installations]
    widest = min(max(map(cells, versions)), MAX_VERSION)
    for tree, version in zip(report.installations, versions, strict=True):
        marks = [tree.origin, "answers here" if tree.answers else None, "on PATH" if tree.on_path else None]
        text = ", ".join([tree.root, *(mark for mark in marks if mark)])
        yield from wrap(text, style.width, f"  {pad(version, widest)}  ", " " * (widest + 4))


def _hint(wrong: list[Diagnosis], style: Style, verbose: int) -> Iterator[str]:
    asides = [f"goverify explain {wrong[0].cause}"] if wrong else []
    asides += [] if verbose else ["goverify -v"]
    if asides:
        yield from (style.paint(line, Ink.DIM) for line in wrap(", ".join(asides), style.width, "more: "))

"""The checks as text, one line an area: what went wrong or stayed open is listed, what passed is folded."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from goverify.causes import severity_of
from goverify.model import CheckResult, Outcome, Severity
from goverify.registry import CATEGORIES
from goverify.render.diagnoses import observations
from goverify.render.layout import wrap
from goverify.render.style import Style
from goverify.report import Score

GRAVITY = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED, Outcome.WAIVED, Outcome.BLOCKED, Outcome.SKIPPED)
"""The first of these that occurs in an area marks the area."""

ALWAYS_LISTED = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.WAIVED)

INDENT = " " * 6
"""Of a check below its area."""


def areas(checks: Sequence[CheckResult], style: Style, verbose: int) -> Iterator[str]:
    """Yield the checks by area, in the order of the categories."""
    if not checks:
        return
    yield style.heading("Checks")
    names = {check.id.partition(".")[0] for check in checks}
    widest = max(len(name) for name in names)
    for name in in_order(names):
        inside = [check for check in checks if check.id.startswith(f"{name}.")]
        counts = Counter(check.outcome for check in inside)
        marked = next(outcome for outcome in GRAVITY if counts[outcome])
        went = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
        yield from _entry(marked, f"{name:<{widest}}  {went}", style, "  ", widest + 6)
        yield from _listed(inside, style, verbose)


def in_order(names: Collection[str]) -> list[str]:
    """Return the names of areas in the order of the categories."""
    order = list(CATEGORIES)
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def _listed(inside: Sequence[CheckResult], style: Style, verbose: int) -> Iterator[str]:
    """Yield the checks of an area that are to be listed; those that could not look for one reason stand together."""
    together: dict[str, list[str]] = {}
    for check in inside:
        if check.outcome is Outcome.UNKNOWN and not verbose:
            together.setdefault(check.reason, []).append(check.id)
        elif verbose or check.outcome in ALWAYS_LISTED:
            yield from _check(check, style, verbose)
    for reason, ids in together.items():
        yield from _entry(Outcome.UNKNOWN, f"{', '.join(ids)}: unknown, {reason}", style, INDENT, 8)


def _check(check: CheckResult, style: Style, verbose: int) -> Iterator[str]:
    """Yield one check: what it found, or why it could not look, or what holds."""
    lines = [finding.message for finding in check.findings if verbose or severity_of(finding) > Severity.INFO]
    if check.outcome is Outcome.PASSED:
        lines.insert(0, check.title)
    elif check.reason or not lines:
        lines.insert(0, f"{check.outcome}, {check.reason}" if check.reason else check.outcome.value)
    took = f" ({check.duration_s * 1000:.0f} ms)" if verbose > 1 else ""
    yield from _entry(check.outcome, f"{check.id}{took}: {lines[0]}", style, INDENT, 8)
    for text in lines[1:]:
        yield from wrap(text, style.width, f"        {style.symbol('item')} ")
    if verbose:
        yield from observations(check.evidence, style, " " * 10, verbose)


def _entry(outcome: Outcome, text: str, style: Style, indent: str, hanging: int) -> Iterator[str]:
    """Yield a paragraph that begins with the symbol of an outcome."""
    plain = f"{indent}{style.symbol(outcome)}"
    first, *rest = wrap(text, style.width, f"{plain} ", " " * hanging)
    yield f"{indent}{style.mark(outcome)}{first[len(plain) :]}"
    yield from rest


def ledger(score: Score, style: Style) -> Iterator[str]:
    """Yield how the score comes about: each category's points, and what each check put in and lost."""
    yield style.heading("Score")
    yield from wrap(f"by {score.model} on basis {score.basis}", style.width, "  ")
    for category in score.categories:
        won = "open" if category.points is None else f"{category.points:.1f}"
        points = f"{won} of {category.budget:.1f}"
        if category.points_min != category.points_max:
            points += f" ({category.points_min:.1f} to {category.points_max:.1f})"
        yield from wrap(points, style.width, f"  {category.name:<12}  ")
        for line in category.ledger:
            lost = f", lost {line.lost}" if line.lost else ""
            text = f"{line.check}: {line.outcome}, weight {line.weight}{lost}"
            yield from wrap(text, style.width, "      ", " " * 8)

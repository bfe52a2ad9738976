"""The ledger of the score: what each check put in and lost, and how the score comes of it."""

from collections.abc import Iterator

from goverify.render.html.words import code, counted, points, section, table, text
from goverify.report import CategoryScore, Score

HEADS = ("Category", "Weight", "Lost", "Open", "Budget", "Points", "Bounds")
RULE = (
    "Each check weighs as much as the gravest fault it can report. A category earns its budget × (weight − lost) ÷ weight, "
    "where what is open does not count; the score is the points of the categories for each 100 of their budgets, rounded. "
    "The bounds take what is open as lost, and as earned."
)


def ledger(score: Score) -> Iterator[str]:
    """Yield the section."""
    yield from section("score", "How the score comes about", _told(score))


def _told(score: Score) -> Iterator[str]:
    yield f"<p>{RULE}</p>"
    yield from table("The score by category", HEADS, [*map(_area, score.categories), _whole(score)], "numbers whole")
    yield from _sum(score)
    yield f'<p class="aside">Model {text(score.model)}, basis <code>{score.basis}</code>: scores compare where both are equal.</p>'
    for category in score.categories:
        yield from _lines(category)


def _lines(category: CategoryScore) -> Iterator[str]:
    """Yield what each check put in and lost, what lost most first."""
    lost = sums(category)[2]
    told = counted(len(category.ledger), "check") + (f", {lost} lost" if lost else "")
    yield f'<details class="area printed"><summary>{category.name} <span class="count">{told}</span></summary>'
    rows = [
        [code(line.check), line.outcome.value, str(line.weight), str(line.lost)]
        for line in sorted(category.ledger, key=lambda line: -line.lost)
    ]
    yield from table(f"Ledger of {category.name}", ("Check", "Outcome", "Weight", "Lost"), rows, "numbers lines")
    yield "</details>"


def _sum(score: Score) -> Iterator[str]:
    """Yield what the last row comes to."""
    if score.uncapped is None:
        yield "<p>Nothing was decided, so there is no score.</p>"
        return
    earned, budget = _decided(score)
    rounded = f"{earned:.2f} of {points(budget)} points make {score.uncapped} of 100"
    if score.cap is None or score.uncapped <= score.cap.value:
        yield f"<p>{rounded}.</p>"
        return
    causes = ", ".join(map(code, score.cap.causes))
    yield f"<p>{rounded}; with {causes} the score cannot be above {score.cap.value}.</p>"


def _decided(score: Score) -> tuple[float, float]:
    """Return the points of the categories of which anything was decided, and their budgets."""
    known = [category for category in score.categories if category.points is not None]
    return sum(category.points or 0 for category in known), sum(category.budget for category in known)


def _area(category: CategoryScore) -> list[str]:
    decided, open_, lost = sums(category)
    earned = "open" if category.points is None else f"{category.points:.2f}"
    bounds = f"{category.points_min:.2f} to {category.points_max:.2f}"
    return [category.name, str(decided), str(lost), str(open_), f"{category.budget:.2f}", earned, bounds]


def sums(category: CategoryScore) -> tuple[int, int, int]:
    """Return an area's weight that was decided, that is open, and what was lost."""
    decided = sum(line.weight for line in category.ledger if line.outcome != "unknown")
    return decided, sum(line.weight for line in category.ledger) - decided, sum(line.lost for line in category.ledger)


def _whole(score: Score) -> list[str]:
    decided, open_, lost = (sum(column) for column in zip((0, 0, 0), *map(sums, score.categories), strict=True))
    earned, budget = _decided(score)
    bounds = "none" if score.min is None else f"{score.min} to {score.max}"
    return ["whole", str(decided), str(lost), str(open_), f"{budget:.2f}", f"{earned:.2f}", bounds]

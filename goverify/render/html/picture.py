"""The ways of PATH as a picture: a rail from the top of PATH, a stop for each go, a branch to its file and tree.

It is drawn for a number of columns, since text in SVG does not wrap: once for screens and paper, once for phones. The
list beside it says the same in words.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goverify.render.html.stops import Kind, Step, Stop
from goverify.render.html.words import text
from goverify.render.layout import cells, visible
from goverify.report import Elsewhere

ADVANCE = 7.85
"""Of a character of 13 px in the widest of the usual fonts of fixed pitch (DejaVu Sans Mono, 0.602 em)."""

LINE, GAP = 21, 17
"""From line to line, and what parts one stop from the next more than that."""

MOST_LINES = 3
"""Of one name; the middle of a longer one is left out."""

MOST_ELSEWHERE = 12

SIGNS = {
    Kind.LINK: '<circle class="node" cx="{x}" cy="{y}" r="4"/>',
    Kind.CHOICE: '<path class="node" d="M{x} {y}m0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>',
    Kind.FILE: '<rect class="node" x="{x}" y="{y}" width="10" height="10" transform="translate(-5 -5)"/>',
    Kind.TREE: '<rect class="node" x="{x}" y="{y}" width="14" height="14" rx="2" transform="translate(-7 -7)"/>'
    '<rect class="core" x="{x}" y="{y}" width="6" height="6" transform="translate(-3 -3)"/>',
    Kind.DEAD: '<path class="node dead" d="M{x} {y}m-5 -5l10 10m0 -10l-10 10"/>',
}


class Grid(NamedTuple):
    """Where things stand from left to right, and how many characters a line of text has."""

    rail: int
    branch: int
    text: int
    columns: int

    @property
    def width(self) -> int:
        """Return the width of the whole."""
        return round(self.text + self.columns * ADVANCE)


WIDE, NARROW = Grid(14, 44, 64, 96), Grid(12, 34, 48, 35)


class Drawing:
    """A picture as it grows downwards: lines go below signs and words, so the two are kept apart."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.lines: list[str] = []
        self.signs: list[str] = []
        self.y = 12

    def words(self, kind: str, label: str, name: str) -> None:
        """Write our words and the machine's in as many lines as they need, and go below them."""
        room = self.grid.columns
        label = folded(label, room // 2)[0]
        rows = folded(name, room, cells(label) + 1 if label else 0)
        for at, row in enumerate(rows):
            shown = f'<tspan class="label">{text(label)}</tspan> ' if label and at == 0 else ""
            self.signs.append(f'<text class="{kind}" x="{self.grid.text}" y="{self.y + 4.5}">{shown}{text(row)}</text>')
            self.y += LINE

    def sign(self, template: str, x: int) -> None:
        """Draw a sign at this height."""
        self.signs.append(template.format(x=x, y=self.y))


def picture(stops: Sequence[Stop], elsewhere: Sequence[Elsewhere], grid: Grid, name: str, about: str) -> Iterator[str]:
    """Yield the picture; `name` tells it from others of the page, and `about` is what it shows in a sentence."""
    drawing = Drawing(grid)
    drawing.words("head", "", "PATH, from its first entry on")
    ends = [_stop(drawing, number, stop) for number, stop in enumerate(stops, 1)]
    _rail(drawing, stops, ends)
    if elsewhere:
        drawing.y += GAP
        drawing.words("head", "", "Not on PATH")
        for tree in elsewhere[:MOST_ELSEWHERE]:
            drawing.signs.append('<g class="aside">')
            drawing.sign(SIGNS[Kind.TREE], grid.branch)
            drawing.signs.append("</g>")
            drawing.words("name", tree.version or "tree", tree.root)
    yield f'<svg class="ways {name}" viewBox="0 0 {grid.width} {drawing.y}" role="img" aria-labelledby="{name}-title">'
    yield f'<title id="{name}-title">{about}</title>'
    yield from (*drawing.lines, *drawing.signs, "</svg>")


def _stop(drawing: Drawing, number: int, stop: Stop) -> int:
    """Draw a stop with its branch and return the height that it stands at."""
    grid = drawing.grid
    drawing.y += GAP
    top = bottom = drawing.y
    drawing.signs.append(f'<g class="{_class(stop)}">')
    drawing.sign('<circle class="stop" cx="{x}" cy="{y}" r="10"/>', grid.rail)
    drawing.sign(f'<text class="number" x="{{x}}" y="{{y}}" dy="4">{number}</text>', grid.rail)
    itself = not any(step.kind is Kind.LINK for step in stop.steps)
    if itself:
        drawing.sign(SIGNS[Kind.FILE], grid.branch)
    drawing.words("found", "", stop.found)
    drawing.words("remark", "", stop.remark if not stop.answers else f"✓ {stop.remark}")
    for step in stop.steps:
        bottom = drawing.y
        _step(drawing, step)
    drawing.signs.append("</g>")
    turn = f"H{grid.branch}" if itself else f"H{grid.branch - 10}q10 0 10 10"
    down = f"{turn}V{bottom}" if bottom > top else f"H{grid.branch}"
    drawing.lines.append(f'<path class="branch {_class(stop)}" d="M{grid.rail} {top}{down}"/>')
    return top


def _step(drawing: Drawing, step: Step) -> None:
    drawing.sign(SIGNS[step.kind], drawing.grid.branch)
    if step.kind is Kind.CHOICE:  # a sentence of ours, with names in it
        drawing.words("said", "", f"{step.label} {step.name}")
    else:
        drawing.words("name", step.label, step.name)
    if step.remark:
        drawing.words("said", "", step.remark)


def _class(stop: Stop) -> str:
    return "answers" if stop.answers else "passed" if stop.reached else "beyond"


def _rail(drawing: Drawing, stops: Sequence[Stop], ends: Sequence[int]) -> None:
    """Draw the rail: as far as the shell looks, and from there to the last stop what it does not see any more."""
    x, top = drawing.grid.rail, 26
    last = max((end for stop, end in zip(stops, ends, strict=True) if stop.reached), default=top)
    answered = any(stop.answers for stop in stops)
    drawing.lines.append(f'<path class="rail {"answers" if answered else "passed"}" d="M{x} {top}V{last}"/>')
    if ends and ends[-1] > last:
        drawing.lines.insert(0, f'<path class="rail beyond" d="M{x} {last}V{ends[-1]}"/>')


def folded(name: str, room: int, before: int = 0) -> list[str]:
    """Return a name in lines of at most `room` columns, the first one shorter by `before`.

    They end behind a slash or blank where one is near, and the middle of what is too long is left out.
    """
    shown = visible(name)
    most = room * MOST_LINES - before - 4
    if cells(shown) > most:
        half = most // 2 - 3 if shown.isascii() else most // 4  # a character may take two columns
        shown = f"{shown[:half]} … {shown[-half:]}"
    rows, left = [], max(8, room - before)
    while cells(shown) > left:
        cut = _cut(shown, left)
        rows.append(shown[:cut])
        shown, left = shown[cut:], room
    return [*rows, shown]


def _cut(shown: str, room: int) -> int:
    """Return how many characters a line of `room` columns takes."""
    fit = room
    while cells(shown[:fit]) > room:
        fit -= 1
    near = max((shown.rfind(sign, 0, fit) + 1 for sign in "/\\ "), default=0)
    return near if near > fit * 0.5 else max(fit, 1)

"""Words of the machine in HTML: nothing that a file was called takes effect, and no length is without bound."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from goverify.model import Evidence
from goverify.render.layout import escaped, visible

LONGEST = 4000
"""Characters of one text; a page is no place for a linker's command line in full."""

LONGEST_COMMAND = 100_000
"""Of a command: cut, it would do something else."""

MOST_LINES = 200
"""Of one program's output."""

MOST_ROWS = 500
"""Of one table: all checks fit, and what a hostile machine makes up does not."""


def text(value: str, longest: int = LONGEST) -> str:
    """Return text that means itself in an element and between double quotes of an attribute."""
    over = len(value) - longest
    shown = visible(value if over <= 0 else value[:longest])
    if not shown.isascii():
        shown = _no_character().sub(lambda match: escaped(match[0]), shown)
    return escape(shown) + (f"… ({over} more characters)" if over > 0 else "")


@functools.cache
def _no_character() -> re.Pattern[str]:
    r"""Return the code points that never are characters; one is a parse error (HTML, noncharacter-in-input-stream)."""
    ends = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    return re.compile(f"[\ufdd0-\ufdef{ends}]")


def code(value: str) -> str:
    """Return a name of the machine, set off from our words and in a direction of its own."""
    return f"<code>{text(value)}</code>"


def output(value: str) -> str:
    """Return what a program said: in one line where it said one, else in a block, which a blank never begins."""
    lines = value.replace("\r\n", "\n").strip("\n").expandtabs(4).split("\n")
    if len(lines) == 1:
        return code(lines[0])
    more = len(lines) - MOST_LINES
    shown = [text(line) for line in lines[:MOST_LINES]] + ([f"({more} more lines)"] if more > 0 else [])
    return "<pre><code>" + "\n".join(shown) + "</code></pre>"


def evidence(rows: Sequence[Evidence]) -> Iterator[str]:
    """Yield what was seen where, as a list of pairs."""
    if rows:
        yield '<dl class="seen">'
        for row in rows[:MOST_ROWS]:
            yield f"<div><dt>{code(row.place)}</dt><dd>{output(row.observed)}</dd></div>"
        yield "</dl>"
        yield from left_out(len(rows))


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> Iterator[str]:
    """Yield a table of cells that are HTML already; the first of each row is its heading.

    A cell's label stands in it too, for a page too narrow to show the cells side by side.
    """
    yield f'<table class="{kind}">' if kind else "<table>"
    yield f"<caption>{caption}</caption>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for first, *rest in rows[:MOST_ROWS]:
        cells = "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(heads[1:], rest, strict=True))
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table>"
    yield from left_out(len(rows))


def left_out(count: int) -> Iterator[str]:
    """Yield how many rows a page leaves out."""
    if count > MOST_ROWS:
        yield f'<p class="aside">{count - MOST_ROWS} more are left out: the page has no more room.</p>'


def section(name: str, heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a section of the page with its heading, which the list of sections leads to."""
    yield f'<section id="{name}" aria-labelledby="{name}-heading">'
    yield f'<h2 id="{name}-heading">{heading}</h2>'
    yield from lines
    yield "</section>"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def points(value: float) -> str:
    """Return points with one digit behind the dot, or none."""
    return f"{value:.1f}".removesuffix(".0")

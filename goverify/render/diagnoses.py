"""Diagnoses as text: what is so, what was seen where, what mends it, what follows from it."""

from collections.abc import Iterator, Sequence

from goverify.model import Evidence, Fix, Severity
from goverify.render.layout import cells, pad, visible, wrap
from goverify.render.remedy import UNPASTABLE, can_be_pasted
from goverify.render.style import Ink, Style
from goverify.report import Consequence, Diagnosis

PLACE_SHARE = 0.4
"""Of the width; what was seen at a place with a longer name stands below it."""

MAX_LINES = 12
"""Of one program's output; all of it is shown on request."""

MAX_LENGTH = 1000
"""Characters of one line of it, such as the command with which a linker was started."""

INK = {
    Severity.CRITICAL: Ink.RED,
    Severity.HIGH: Ink.RED,
    Severity.MEDIUM: Ink.YELLOW,
    Severity.LOW: Ink.CYAN,
    Severity.INFO: Ink.CYAN,
}


def block(item: Diagnosis, style: Style, verbose: int) -> Iterator[str]:
    """Yield a diagnosis in full."""
    label = item.severity.label.upper()
    first, *more = wrap(f"{item.title} [{item.cause}]", style.width, f"{label}  ", "  ")
    yield style.paint(label, Ink.BOLD, INK[item.severity]) + style.paint(first[len(label) :], Ink.BOLD)
    yield from (style.paint(line, Ink.BOLD) for line in more)
    if item.detail:
        yield from wrap(item.detail, style.width, "  ")
    rows = item.evidence
    if item.subject not in f"{item.title} {item.detail}":
        rows = (Evidence("concerns", item.subject), *rows)
    yield ""
    yield from observations(rows, style, "  ", verbose)
    yield from remedy(item.fix, style)
    yield from _consequences(item.consequences, style, verbose)


def note(item: Diagnosis, style: Style, verbose: int) -> Iterator[str]:
    """Yield a diagnosis in short: what is so, and what to do about it where something may be done."""
    yield from wrap(f"{_sentences(item)} [{item.cause}]", style.width, f"  {style.symbol('item')} ")
    if verbose:
        yield from observations(item.evidence, style, "    ", verbose)
    if item.fix:
        yield from wrap(item.fix.summary, style.width, "    ")
        yield from commands(item.fix, style, " " * 8)


def _sentences(item: Diagnosis) -> str:
    return f"{item.title.rstrip('.')}. {item.detail}".rstrip() if item.detail else item.title


def observations(rows: Sequence[Evidence], style: Style, indent: str, verbose: int) -> Iterator[str]:
    """Yield evidence as two columns: the place, and what was seen there."""
    places = [visible(row.place) for row in rows]
    column = max((cells(place) for place in places if cells(place) <= style.width * PLACE_SHARE), default=0)
    for place, row in zip(places, rows, strict=True):
        seen = row.observed.replace("\r\n", "\n").strip("\n").split("\n")
        seen = seen if verbose else [_cut(line) for line in seen]
        room = style.width - len(indent) - column - 2
        if cells(place) > column or len(seen) > 1 or max(map(cells, visible(seen[0]).split(" "))) > room:
            yield indent + style.paint(place, Ink.CYAN)
            yield from _below(seen, style, f"{indent}  ", verbose)
        else:
            yield from _beside(place, seen[0], style, indent, column)


def _cut(line: str) -> str:
    over = len(line) - MAX_LENGTH
    return f"{line[:MAX_LENGTH]}… ({over} more characters with -v)" if over > 0 else line


def _beside(place: str, seen: str, style: Style, indent: str, column: int) -> Iterator[str]:
    start = f"{indent}{pad(place, column)}  "
    first, *more = wrap(seen, style.width, start)
    yield indent + style.paint(place, Ink.CYAN) + first[len(indent) + len(place) :]
    yield from more


def _below(seen: Sequence[str], style: Style, indent: str, verbose: int) -> Iterator[str]:
    """Yield lines behind a rule, so that none of them can pass for one of ours."""
    gutter = f"{indent}{style.symbol('gutter')} " if len(seen) > 1 else indent
    shown = seen if verbose or len(seen) <= MAX_LINES + 1 else seen[:MAX_LINES]
    for line in shown:
        text = line.lstrip("\t")
        yield from wrap("  " * (len(line) - len(text)) + text, style.width, gutter, f"{gutter}  ")
    if len(shown) < len(seen):
        yield f"{indent}({len(seen) - len(shown)} more lines with -v)"


def remedy(fix: Fix | None, style: Style) -> Iterator[str]:
    """Yield a fix: the sentence, then each command alone on its line."""
    if fix is None:
        return
    yield ""
    yield from labelled("Fix:", fix.summary, style)
    yield from commands(fix, style, " " * 6)


def labelled(label: str, text: str, style: Style) -> Iterator[str]:
    """Yield a paragraph of a block that begins with a word set off from it."""
    first, *rest = wrap(text, style.width, f"  {label} ", "  ")
    yield f"  {style.paint(label, Ink.BOLD)}{first[2 + len(label) :]}"
    yield from rest


def commands(fix: Fix, style: Style, indent: str) -> Iterator[str]:
    """Yield the commands, each whole and bare on its own line, to be pasted as it stands."""
    yield from (indent + visible(command) for command in fix.commands)
    if not can_be_pasted(fix):
        yield from wrap(UNPASTABLE, style.width, indent)


def _consequences(consequences: Sequence[Consequence], style: Style, verbose: int) -> Iterator[str]:
    if not consequences:
        return
    yield ""
    names = ", ".join(item.cause for item in consequences)
    yield from labelled(f"Explains {len(consequences)} more:", names, style)
    if verbose:
        for item in consequences:
            text = f"{item.severity.label}: {item.title} ({item.subject}) [{item.cause}]"
            yield from wrap(text, style.width, f"    {style.symbol('item')} ")

"""The report as text, for a person at a terminal: what is wrong and what mends it first, the rest below."""

from collections.abc import Iterator

from goverify.model import Severity
from goverify.render.areas import areas, ledger
from goverify.render.diagnoses import block, commands, labelled, note
from goverify.render.headline import headline, left_open, rows
from goverify.render.information import information_lines
from goverify.render.layout import cells, pad, visible, wrap
from goverify.render.policy import unused_waivers
from goverify.render.settings import setting_lines
from goverify.render.style import Ink, Style
from goverify.report import Diagnosis, Health, Report

INK_OF = {Health.OK: Ink.GREEN, Health.DEGRADED: Ink.YELLOW, Health.BROKEN: Ink.RED, Health.UNDECIDED: Ink.YELLOW}

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
    bullet = f"  {style.symbol('item')} "
    known += [line for text in unused_waivers(report.policy) for line in wrap(f"{text}.", style.width, bullet)]
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
    health, verdict, so_far, first = headline(report)
    painted = style.paint(visible(verdict), Ink.BOLD, INK_OF[health]) + ("; so far" if so_far else "")
    if first:
        yield f"{painted}: {style.paint(visible(first.title), Ink.BOLD)}"
        yield from _remedy(first, style)
    else:
        yield painted
        reasons = left_open(report) if health is Health.UNDECIDED else ""
        yield from wrap(reasons, style.width, "  ") if reasons else ()


def _remedy(item: Diagnosis, style: Style) -> Iterator[str]:
    if item.fix and item.fix.commands:
        yield from commands(item.fix, style, "    ")
    else:
        yield from labelled("Fix:", item.fix.summary if item.fix else "no command mends this.", style)


def _summary(report: Report, style: Style) -> Iterator[str]:
    for label, text in rows(report):
        first, *more = wrap(text, style.width, f"  {label:<8}")
        yield style.paint(first[:10], Ink.DIM) + first[10:]
        yield from more


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

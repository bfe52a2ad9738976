"""Every go on PATH, hop by hop: which one answers, and why."""

from collections.abc import Iterator

from goverify.model import Outcome
from goverify.render.json import TOOL, dumps
from goverify.render.layout import visible, wrap
from goverify.render.style import Ink, Style
from goverify.report import Candidate, WhichReport

SCHEMA = "goverify.which/1"


def render(report: WhichReport, *, width: int, colour: bool, unicode: bool) -> str:
    """Return the candidates as text; the first line names the one that answers."""
    style = Style.fitting(width, colour=colour, unicode=unicode)
    lines = [_verdict(report, style), *wrap(report.why, style.width, "  ")]
    if report.candidates:
        lines.append("")
    for candidate in report.candidates:
        lines += _candidate(candidate, style)
    return "\n".join(lines) + "\n"


def render_json(report: WhichReport) -> str:
    """Return the candidates as one JSON document, ended by a newline."""
    return dumps(
        {
            "schema": SCHEMA,
            "tool": TOOL,
            "why": report.why,
            "candidates": [
                {
                    "found": candidate.found,
                    "file": candidate.file,
                    "hops": list(candidate.hops),
                    "state": candidate.state,
                    "version": candidate.version,
                    "answers": candidate.answers,
                    "note": candidate.note,
                }
                for candidate in report.candidates
            ],
        }
    )


def _verdict(report: WhichReport, style: Style) -> str:
    first = next((candidate for candidate in report.candidates if candidate.answers), None)
    if first is None:
        return style.paint("no go answers", Ink.BOLD, Ink.RED)
    verdict = f"{visible(first.version or 'a go of unknown version')} answers at {visible(first.found)}"
    return style.paint(verdict, Ink.BOLD, Ink.GREEN)


def _candidate(candidate: Candidate, style: Style) -> Iterator[str]:
    ink = Ink.GREEN if candidate.answers else Ink.DIM
    symbol = style.symbol(Outcome.PASSED if candidate.answers else Outcome.SKIPPED)
    words = [candidate.version, "answers" if candidate.answers else candidate.state, candidate.note]
    text = f"{candidate.found}: {', '.join(word for word in words if word)}"
    first, *rest = wrap(text, style.width, f"  {symbol} ")
    yield f"  {style.paint(symbol, ink)}{first[2 + len(symbol) :]}"
    yield from rest
    for hop in candidate.hops:
        yield from wrap(hop, style.width, "      ", " " * 8)
    if candidate.file and candidate.file != candidate.found:
        yield from wrap(
            f"runs {candidate.file}" if candidate.answers else f"leads to {candidate.file}", style.width, "      "
        )

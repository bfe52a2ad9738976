"""Every go on PATH, hop by hop: which one answers, and why."""

from collections.abc import Iterator

from goverify.model import Outcome
from goverify.render.contexts import circumstance_json, context_json, context_lines, under_lines
from goverify.render.json import TOOL, dumps
from goverify.render.layout import visible, wrap
from goverify.render.provenance import choice_json, choice_lines, source_json, source_lines
from goverify.render.style import Ink, Style
from goverify.render.toolchain import toolchain_json, toolchain_lines
from goverify.report import Candidate, TreeWorth, WhichReport

SCHEMA = "goverify.which/1"


def render(report: WhichReport, *, width: int, colour: bool, unicode: bool, verbose: int = 0) -> str:
    """Return the candidates as text; the first line names the one that answers."""
    style = Style.fitting(width, colour=colour, unicode=unicode)
    lines = [
        _verdict(report, style),
        *wrap(report.why, style.width, "  "),
        *toolchain_lines(report.toolchain, style.width),
    ]
    if report.candidates:
        lines.append("")
    for number, candidate in enumerate(report.candidates):
        same = next((other for other in report.candidates[:number] if _alike(candidate, other)), None)
        lines += _again(candidate, same, style) if same else _candidate(candidate, style)
    lines += _beside(report, style)
    lines += context_lines(report, style.width, verbose=bool(verbose))
    lines += under_lines(report.under, style.width, verbose=bool(verbose))
    return "\n".join(lines) + "\n"


def render_json(report: WhichReport) -> str:
    """Return the candidates as one JSON document, ended by a newline."""
    return dumps(
        {
            "schema": SCHEMA,
            "tool": TOOL,
            "why": report.why,
            "toolchain": toolchain_json(report.toolchain),
            "candidates": [
                {
                    "found": candidate.found,
                    "file": candidate.file,
                    "hops": list(candidate.hops),
                    "state": candidate.state,
                    "version": candidate.version,
                    "answers": candidate.answers,
                    "note": candidate.note,
                    "provenance": source_json(candidate.source),
                    "choice": choice_json(candidate.choice),
                    "authenticity": candidate.authenticity and candidate.authenticity._asdict(),
                }
                for candidate in report.candidates
            ],
            "elsewhere": [
                {
                    "root": item.root,
                    "version": item.version,
                    "provenance": source_json(item.source),
                    "authenticity": item.authenticity and item.authenticity._asdict(),
                }
                for item in report.elsewhere
            ],
            "companions": [source_json(item) for item in report.companions],
            "contexts": [context_json(item) for item in report.contexts],
            "under": [circumstance_json(item) for item in report.under],
        }
    )


def _verdict(report: WhichReport, style: Style) -> str:
    first = next((candidate for candidate in report.candidates if candidate.answers), None)
    if first is None:
        return style.paint("no go answers", Ink.BOLD, Ink.RED)
    chosen = first.choice
    if chosen and chosen.runs is None:
        verdict = f"{chosen.manager} answers at {visible(first.found)}, and has no go to run here"
        return style.paint(verdict, Ink.BOLD, Ink.RED)
    if "ends up calling itself" in first.note:
        verdict = f"{visible(first.found)} answers, and ends up calling itself"
        return style.paint(verdict, Ink.BOLD, Ink.RED)
    unknown = f"{chosen.manager}'s {chosen.version}" if chosen and chosen.version else "a go of unknown version"
    through = f", through {_named(chosen.manager)}" if chosen and first.version and _leads_on(first) else ""
    verdict = f"{visible(first.version or unknown)} answers at {visible(first.found)}{through}"
    return style.paint(verdict, Ink.BOLD, Ink.GREEN)


def _leads_on(candidate: Candidate) -> bool:
    """Return whether another file than its own is what runs in the end."""
    return candidate.choice is not None and candidate.choice.runs not in {None, candidate.file, candidate.found}


def _named(manager: str) -> str:
    return "a script" if manager == "script" else manager


def _alike(candidate: Candidate, other: Candidate) -> bool:
    """Return whether two names lead to one file, as /bin/go and /usr/bin/go do on most systems."""
    same = candidate.file is not None and candidate.file == other.file and candidate.choice == other.choice
    return same and candidate.note == other.note and candidate.state == other.state


def _again(candidate: Candidate, same: Candidate, style: Style) -> Iterator[str]:
    symbol = style.symbol(Outcome.SKIPPED)
    text = f"{candidate.found}: the same file as {same.found}"
    first, *rest = wrap(text, style.width, f"  {symbol} ")
    yield f"  {style.paint(symbol, Ink.DIM)}{first[2 + len(symbol) :]}"
    yield from rest


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
    if candidate.source:
        yield from source_lines(candidate.source, style.width)
    if candidate.choice:
        yield from choice_lines(candidate.choice, style.width)
    yield from _worth(candidate.authenticity, style)


def _worth(worth: TreeWorth | None, style: Style) -> Iterator[str]:
    """Yield what the files of a tree are worth."""
    if worth:
        told = f"files: {worth.status}, {worth.reason}" if worth.reason else f"files: {worth.status}"
        yield from wrap(told, style.width, "      ", " " * 8)


def _beside(report: WhichReport, style: Style) -> Iterator[str]:
    """Yield the trees that PATH does not lead to, and what has a say without being a go."""
    if report.elsewhere:
        yield from ("", "  Not on PATH:")
    for item in report.elsewhere:
        yield from wrap(f"{item.root}: {item.version or 'release unknown'}", style.width, "    ")
        if item.source:
            yield from source_lines(item.source, style.width)
        yield from _worth(item.authenticity, style)
    if report.companions:
        yield from ("", "  Has a say here as well:")
    for source in report.companions:
        yield from source_lines(source, style.width)

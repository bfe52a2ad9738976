"""The section that shows every go on PATH, drawn and in words, and who else would run which."""

from collections.abc import Iterator, Sequence

from goverify.model import Evidence
from goverify.render.contexts import PROCESS, alike
from goverify.render.html.picture import NARROW, WIDE, picture
from goverify.render.html.stops import MOST_STOPS, SURE, Kind, Step, Stop, beside, chosen_here, stops
from goverify.render.html.words import code, counted, output, section, table, text
from goverify.report import Elsewhere, Report, WhichReport
from goverify.report_parts import CircumstanceSummary, ContextSummary, SourceSummary


def ways(report: Report) -> Iterator[str]:
    """Yield what PATH leads to, and who would run what."""
    found = stops(report)
    yield from section("ways", "Which go answers", _which(report, found, beside(report, found)))
    if report.ways and len(report.ways.contexts) > 1:
        yield from section("contexts", "Who would run what", _contexts(report.ways))


def _which(report: Report, found: Sequence[Stop], others: Sequence[Elsewhere]) -> Iterator[str]:
    about = report.ways
    if about:
        yield f"<p>{text(about.why)}</p>"
    chosen = chosen_here(report)
    if chosen:
        yield f"<p>In this folder: {text(chosen.why)}.</p>"
    if not found and not others:
        yield "<p>There is no go on PATH to draw.</p>"
        return
    if not about:
        yield '<p class="aside">Not every go on PATH was followed: this is the one that answers.</p>'
    said = _said(found)
    yield '<figure class="ways">'
    yield from picture(found, others, WIDE, "wide", said)
    yield from picture(found, others, NARROW, "narrow", said)
    yield "<figcaption>The rail is PATH; a shell stops at the first go that can be started.</figcaption></figure>"
    yield "<details><summary>The picture in words</summary>"
    yield from _words(found, others)
    yield "</details>"
    more = len(about.candidates) - MOST_STOPS if about else 0
    if more > 0:
        yield f'<p class="aside">{counted(more, "more go")} on PATH not drawn.</p>'
    if about and about.companions:
        yield "<p>Has a say here as well:</p><ul>"
        yield from (f"<li>{_source(each)}</li>" for each in about.companions)
        yield "</ul>"


def _said(found: Sequence[Stop]) -> str:
    """Return what the picture shows in a sentence."""
    first = next((at for at, stop in enumerate(found, 1) if stop.answers), None)
    if first is None:
        return f"{counted(len(found), 'go')} on PATH, none of which answers."
    return f"{counted(len(found), 'go')} on PATH; number {first}, {text(found[first - 1].found)}, answers."


def _words(found: Sequence[Stop], others: Sequence[Elsewhere]) -> Iterator[str]:
    yield '<ol class="stops">'
    for stop in found:
        remark = f"<strong>{text(stop.remark)}</strong>" if stop.answers else text(stop.remark)
        yield f"<li>{code(stop.found)}: {remark}"
        if stop.steps:
            yield "<ul>"
            yield from (f"<li>{_step(step)}</li>" for step in stop.steps)
            yield "</ul>"
        yield "</li>"
    yield "</ol>"
    if others:
        yield "<p>Not on PATH:</p><ul>"
        yield from (
            f"<li>{code(tree.root)}, {text(tree.version or 'release unknown')}{_from(tree)}</li>" for tree in others
        )
        yield "</ul>"


def _step(step: Step) -> str:
    name = text(step.name) if step.kind is Kind.CHOICE else code(step.name) if step.name else ""
    return f"{text(step.label)} {name}" + (f", {text(step.remark)}" if step.remark else "")


def _from(tree: Elsewhere) -> str:
    return f", {_source(tree.source)}" if tree.source else ""


def _source(source: SourceSummary) -> str:
    shown = next((f": {code(row.place)} {text(row.observed)}" for row in source.evidence), "")
    return f"{text(source.name)}{SURE.get(source.confidence, '')}{shown}"


def _contexts(about: WhichReport) -> Iterator[str]:
    groups = alike(about.contexts)
    rows = [[_names(group), _go(group[0]), _why(group[0])] for group in groups]
    yield from table("What each way to start a go finds", ("Started by", "Go", "Why"), rows, "wide even")
    if about.not_asked:
        yield f'<p class="aside">The shells were not asked, since {text(about.not_asked)}.</p>'
    yield from _under(about.under)


def _names(group: Sequence[ContextSummary]) -> str:
    return ", ".join(text(each.name) + (", as it says itself" if each.asked else "") for each in group)


def _go(item: ContextSummary) -> str:
    go = " ".join(filter(None, (text(item.version or ""), code(item.found)))) if item.found else ""
    if not item.known:
        return f"{go} or another, which is not known" if go else "not known"
    mark = "another: " if item.differs and go else ""
    return f"{mark}{go or 'no go'}" + ("" if item.differs or item.id == PROCESS else " (the same Go)")


def _why(item: ContextSummary) -> str:
    parts = [text(item.why)] if item.why else []
    parts += [_line(row) for row in (item.cause, *item.gaps) if row]
    parts += [f'<span class="aside">{text(item.note)}</span>'] if item.note and item.differs else []
    return "<br>".join(parts)


def _line(row: Evidence) -> str:
    return f"{code(row.place)}: {output(row.observed)}"


def _under(under: Sequence[CircumstanceSummary]) -> Iterator[str]:
    shown = [item for item in under if item.confidence != "low"]
    if shown:
        yield "<p>This process runs under:</p><ul>"
        for item in shown:
            signs = ", ".join(f"{code(row.place)} {text(row.observed)}" for row in item.evidence)
            sure = {"high": "", "medium": ", by one sign"}.get(item.confidence, "")
            yield f"<li>{text(item.name)}{sure}: {signs}</li>"
        yield "</ul>"

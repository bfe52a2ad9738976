"""Who would run which go, and what goverify runs under, as JSON and as lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from goverify.model import Evidence
from goverify.render.layout import wrap
from goverify.report import WhichReport
from goverify.report_parts import CircumstanceSummary, ContextSummary

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""As in render.json, which imports this."""

INDENT = " " * 4
PROCESS = "process"


def circumstance_json(item: CircumstanceSummary) -> Mapping[str, Json]:
    """Return what goverify runs under as JSON."""
    evidence = [_row(row) for row in item.evidence]
    return {"kind": item.kind, "id": item.id, "name": item.name, "confidence": item.confidence, "evidence": evidence}


def context_json(item: ContextSummary) -> Mapping[str, Json]:
    """Return a context as JSON."""
    return {
        "id": item.id,
        "name": item.name,
        "path": item.path,
        "known": item.known,
        "found": item.found,
        "file": item.file,
        "version": item.version,
        "differs": item.differs,
        "why": item.why,
        "cause": _row(item.cause) if item.cause else None,
        "gaps": [_row(row) for row in item.gaps],
        "note": item.note,
        "asked": item.asked,
    }


def _row(row: Evidence) -> Mapping[str, Json]:
    return {"place": row.place, "observed": row.observed}


def context_lines(report: WhichReport, width: int, *, verbose: bool) -> Iterator[str]:
    """Yield the contexts that differ from this process or are not known, and the names of those that agree with it."""
    asked = {item.id for item in report.contexts if item.asked}
    others = [item for item in report.contexts if item.id != PROCESS]
    shown = [item for item in others if verbose or item.asked or item.id not in asked]
    if not shown:
        return
    yield from ("", "  Who would run what:")
    same = [item.name for item in shown if item.known and not item.differs]
    if same and not verbose:
        yield from wrap(f"the same as this process: {', '.join(same)}", width, INDENT, INDENT + "  ")
    told = [item for item in shown if verbose or item.differs or not item.known]
    for group in alike(told) if not verbose else [[item] for item in told]:
        yield from _context(group, width, verbose=verbose)
    if report.not_asked:
        yield from wrap(f"The shells were not asked, since {report.not_asked}.", width, INDENT, INDENT + "  ")


def alike(items: Sequence[ContextSummary]) -> list[list[ContextSummary]]:
    """Return the contexts of which the same is to be told together, in the order of the first of each."""
    groups: dict[object, list[ContextSummary]] = {}
    for item in items:
        key = (item.known, item.found, item.file, item.why, item.cause, item.gaps, item.note, item.asked)
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _context(group: Sequence[ContextSummary], width: int, *, verbose: bool) -> Iterator[str]:
    item = group[0]
    go = " ".join(filter(None, (item.version, item.found))) or "no go"
    if not item.known:
        go = "not known" if item.found is None else f"{go} or another, which is not known"
    names = ", ".join(each.name for each in group) + (", as it says itself" if item.asked else "")
    why = f". {item.why}" if item.why else ""
    yield from wrap(f"{names}: {go}{why}", width, INDENT, INDENT + "  ")
    for row in (item.cause, *item.gaps):
        if row:
            yield from wrap(f"{row.place}: {row.observed}", width, INDENT + "  ", INDENT + "    ")
    if verbose and item.path is not None:
        yield from wrap(f"PATH {item.path}", width, INDENT + "  ", INDENT + "    ")
    if item.note and (verbose or item.differs):
        yield from wrap(item.note, width, INDENT + "  ", INDENT + "    ")


def under_lines(under: Sequence[CircumstanceSummary], width: int, *, verbose: bool) -> Iterator[str]:
    """Yield what goverify runs under, as far as it is likely."""
    shown = [item for item in under if verbose or item.confidence != "low"]
    if shown:
        yield from ("", "  This process runs under:")
    for item in shown:
        signs = ", ".join(f"{row.place} {row.observed}" for row in item.evidence)
        sure = {"high": "", "medium": ", by one sign", "low": ", perhaps"}[item.confidence]
        yield from wrap(f"{item.name}{sure}: {signs}", width, INDENT, INDENT + "  ")

"""Where a Go comes from and what a stand-in chooses, as JSON and as lines of text; for the report and for `which`."""

from collections.abc import Iterator, Mapping, Sequence

from goverify.render.layout import wrap
from goverify.report_parts import ChoiceSummary, ProvenanceSummary, SourceSummary

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""As in render.json, which imports this."""

INDENT = "      "
UNKNOWN = frozenset({"unknown-tree", "fake-or-unknown"})


def source_json(source: SourceSummary | None) -> Mapping[str, Json] | None:
    """Return a provenance as JSON."""
    if source is None:
        return None
    evidence = [{"place": row.place, "observed": row.observed} for row in source.evidence]
    return {"id": source.id, "name": source.name, "confidence": source.confidence, "evidence": evidence}


def provenance_json(provenance: ProvenanceSummary) -> Mapping[str, Json]:
    """Return all that is known of where the go that answers comes from as JSON."""
    said: dict[str, Json] = {"origin": provenance.origin, "wrapper": provenance.wrapper}
    return {**said, **(source_json(provenance.source) or {}), "choice": choice_json(provenance.choice)}


def choice_json(choice: ChoiceSummary | None) -> Mapping[str, Json] | None:
    """Return a choice as JSON."""
    if choice is None:
        return None
    return {
        "manager": choice.manager,
        "version": choice.version,
        "decided_by": choice.decided_by,
        "installed": choice.installed,
        "runs": choice.runs,
        "why": choice.why,
    }


def source_lines(source: SourceSummary, width: int) -> Iterator[str]:
    """Yield what a person is told of a provenance: its name, how sure it is, and the first thing that shows it."""
    sure = {"high": "", "medium": ", by one sign", "low": ", by its place alone"}[source.confidence]
    sure = "" if source.id in UNKNOWN else sure
    shown = next((f": {row.place} {row.observed}" for row in source.evidence), "")
    yield from wrap(f"origin: {source.name}{sure}{shown}", width, INDENT, INDENT + "  ")


def choice_lines(choice: ChoiceSummary, width: int) -> Iterator[str]:
    """Yield what a stand-in would run here, and why."""
    what = f"runs {choice.runs}" if choice.runs else "runs nothing"
    version = f" {choice.version}" if choice.version else ""
    yield from wrap(f"{choice.manager}{version}: {what}, since {choice.why}", width, INDENT, INDENT + "  ")

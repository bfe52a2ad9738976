"""Where the Gos of the host come from: the one that answers, what vouches for its files, and every tree."""

from collections.abc import Iterator

from goverify.render.html.stops import SURE, chosen_here
from goverify.render.html.words import code, evidence, section, table, text
from goverify.report import GoSummary, InstallationSummary, Report
from goverify.report_parts import ChoiceSummary, ToolchainSummary

WORTH = {
    "genuine": "genuine",
    "repackaged": "repackaged by a distribution",
    "modified": "modified",
    "unknown": "not established",
}


def origins(report: Report) -> Iterator[str]:
    """Yield the section, where there is anything to tell."""
    if report.go or report.installations:
        yield from section("origins", "Where it comes from", _told(report))


def _told(report: Report) -> Iterator[str]:
    if report.go:
        yield from _go(report.go)
    chosen = chosen_here(report)
    if chosen and chosen.asked_by:
        yield from _asked(chosen)
    if report.installations:
        rows = [_tree(tree) for tree in report.installations]
        yield from table("Go trees on this host", ("Tree", "Release", "Origin", "Here"), rows, "wide even")


def _go(go: GoSummary) -> Iterator[str]:
    source, choice = go.provenance.source, go.provenance.choice
    status, reason = go.authenticity.get("status") or "unknown", go.authenticity.get("reason") or ""
    origin = (
        f"{text(source.name)}{SURE.get(source.confidence, '')}" if source else text(go.provenance.origin or "not known")
    )
    yield '<dl class="facts">'
    yield f"<div><dt>Origin</dt><dd>{origin}</dd></div>"
    if go.provenance.wrapper:
        yield f"<div><dt>Stand-in</dt><dd>{text(go.provenance.wrapper)}</dd></div>"
    if choice:
        yield f"<div><dt>Chosen</dt><dd>{_choice(choice)}</dd></div>"
    why = f": {text(reason)}" if reason else ""
    yield f"<div><dt>Authenticity</dt><dd><strong>{text(WORTH.get(status, status))}</strong>{why}</dd></div>"
    yield "</dl>"
    if source and source.evidence:
        yield f'<details class="printed"><summary>What shows the origin <span class="count">{len(source.evidence)}</span></summary>'
        yield from evidence(source.evidence)
        yield "</details>"


def _choice(choice: ChoiceSummary) -> str:
    version = f" {text(choice.version)}" if choice.version else ""
    runs = f"runs {code(choice.runs)}" if choice.runs else "runs nothing"
    return f"{text(choice.manager)}{version}: {runs}, since {text(choice.why)}"


def _asked(item: ToolchainSummary) -> Iterator[str]:
    yield f"<h3>What asks for a Go in this folder</h3><p>{text(item.why)}.</p>"
    yield from evidence(item.asked_by)


def _tree(tree: InstallationSummary) -> list[str]:
    marks = [mark for mark, holds in (("answers", tree.answers), ("on PATH", tree.on_path)) if holds]
    return [
        code(tree.root),
        text(tree.version or "unknown"),
        text(tree.origin or "not known"),
        ", ".join(marks) or "neither",
    ]

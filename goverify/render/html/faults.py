"""The diagnoses on the page: what is so and why, what mends it, what was seen, what follows from it."""

from collections.abc import Iterator, Sequence

from goverify.model import Evidence, Fix, Severity
from goverify.render.html.words import LONGEST_COMMAND, code, evidence, section, text
from goverify.render.remedy import UNPASTABLE, can_be_pasted
from goverify.report import Consequence, Diagnosis, Report

NONE = "Nothing that was looked at is at fault."


def faults(report: Report) -> Iterator[str]:
    """Yield the sections of the faults, of those of other Gos, and of what is only worth knowing."""
    wrong = [item for item in report.diagnosis if item.severity > Severity.INFO]
    here, others = [item for item in wrong if not item.bystander], [item for item in wrong if item.bystander]
    known = [item for item in report.diagnosis if item.severity is Severity.INFO]
    if here or not others:
        yield from section("diagnosis", "Diagnosis", _listed(here) if here else [f"<p>{_none(report)}</p>"])
    if others:
        yield from section("elsewhere", "Other Gos on this machine", _listed(others))
    if known:
        yield from section("known", "Worth knowing", _listed(known))


def _none(report: Report) -> str:
    open_ = any(check.outcome == "unknown" for check in report.checks)
    return f"{NONE} Not everything could be found out, though." if open_ else NONE


def _listed(items: Sequence[Diagnosis]) -> Iterator[str]:
    yield '<ol class="faults">'
    for item in items:
        yield f'<li class="fault {item.severity.label}">'
        yield from _fault(item)
        yield "</li>"
    yield "</ol>"


def _fault(item: Diagnosis) -> Iterator[str]:
    label = item.severity.label
    word = "worth knowing" if item.severity is Severity.INFO else label
    yield f'<p class="kind"><span class="severity {label}">{word}</span> <code class="cause">{text(item.cause)}</code></p>'
    yield f"<h3>{text(item.title)}</h3>"
    if item.subject not in f"{item.title} {item.detail}":
        yield f'<p class="subject">Concerns {code(item.subject)}</p>'
    if item.detail:
        yield f"<p>{text(item.detail)}</p>"
    yield from _fix(item.fix)
    yield from _seen(item.evidence)
    yield from _consequences(item.consequences)
    yield f'<p class="aside">Found by {", ".join(code(check) for check in item.checks)}</p>'


def _fix(fix: Fix | None) -> Iterator[str]:
    if fix:
        yield f'<div class="fix"><p><strong>Fix</strong> {text(fix.summary)}</p>'
        yield from commands(fix)
        yield "</div>"


def commands(fix: Fix) -> Iterator[str]:
    """Yield the commands, each in a block of its own that one click selects whole."""
    yield '<div class="commands">'
    yield from (f'<pre class="command"><code>{text(each, LONGEST_COMMAND)}</code></pre>' for each in fix.commands)
    if not can_be_pasted(fix):
        yield f'<p class="aside">{UNPASTABLE}</p>'
    yield "</div>"


def _seen(rows: Sequence[Evidence]) -> Iterator[str]:
    if rows:
        yield f'<details class="printed"><summary>What was seen <span class="count">{len(rows)}</span></summary>'
        yield from evidence(rows)
        yield "</details>"


def _consequences(items: Sequence[Consequence]) -> Iterator[str]:
    if items:
        yield f'<div class="follows"><p><strong>Explains {len(items)} more</strong></p><ul>'
        for item in items:
            about = "" if item.subject in item.title else f", {code(item.subject)}"
            yield f'<li>{text(item.title)}{about} <span class="aside">{item.severity.label}, {code(item.cause)}</span></li>'
        yield "</ul></div>"

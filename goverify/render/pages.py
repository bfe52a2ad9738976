"""The pages about goverify itself: the catalogue of checks, one check, one cause, one item of information."""

from collections.abc import Iterator, Sequence

from goverify.causes import CAUSES, Cause
from goverify.causes.advice import ADVICE
from goverify.facts.probing.probe_steps import PREFIX, ProbeStep
from goverify.host import System
from goverify.information.item import Item
from goverify.registry import Check
from goverify.render.json import TOOL, dumps
from goverify.render.layout import wrap

WIDTH = 80
"""Of every page: they read alike wherever they are quoted."""

SCHEMA = "goverify.catalogue/1"

MOST_OF_ITS_OWN = 20
"""No check looks for more causes by itself; those that run go may tell three times as many."""


def catalogue(checks: Sequence[Check], items: Sequence[Item] = ()) -> str:
    """Return every check in one line each, by area, and below them what is only told."""
    widest = max((len(check.id) for check in checks), default=0)
    lines: list[str] = []
    area = ""
    for check in checks:
        if check.area != area:
            area = check.area
            lines += ([""] if lines else []) + [f"{area} ({check.category})"]
        lines += wrap(
            f"{check.title}{_only(check.systems)}", WIDTH, f"  {check.id:<{widest}}  {check.severity.label:<8}  "
        )
    lines += ["", f"{len(checks)} checks; severity is the gravest that each can report"]
    return _page([*lines, *_listed(items)])


def catalogue_json(checks: Sequence[Check], items: Sequence[Item] = ()) -> str:
    """Return every check and item of information as one JSON document, ended by a newline."""
    return dumps(
        {
            "schema": SCHEMA,
            "tool": TOOL,
            "checks": [
                {
                    "id": check.id,
                    "title": check.title,
                    "area": check.area,
                    "category": check.category,
                    "severity": check.severity.label,
                    "causes": list(check.causes),
                    "systems": [system.value for system in check.systems],
                }
                for check in checks
            ],
            "information": [
                {
                    "id": item.id,
                    "title": item.title,
                    "area": item.area,
                    "systems": [each.value for each in item.systems],
                }
                for item in items
            ],
        }
    )


def check_page(check: Check) -> str:
    """Return what there is to know about a check."""
    lines = [check.id, *wrap(check.title, WIDTH), *_sections(check.pages), "", "May report"]
    for slug in check.causes:
        lines += _cause_line(CAUSES[slug])
    about = f"Area {check.area}, scored under {check.category}. Runs on {_names(check.systems)}."
    return _page([*lines, "", *wrap(about, WIDTH)])


def cause_page(cause: Cause, reporting: Sequence[Check]) -> str:
    """Return what there is to know about a cause, given the checks that may report it: what mends it comes first."""
    lines = [f"{cause.slug} ({cause.severity.label})", *wrap(f"{cause.title}.", WIDTH)]
    lines += _sections(ADVICE.get(cause.slug, ""))
    own, reading = tellers(cause, reporting)
    for check in own:
        lines += ["", f"Reported by {check.id}", *wrap(check.title, WIDTH, "    "), *_sections(check.pages)]
    if reading:
        lines += ["", "Read in the words of a failed go by", *_indented(", ".join(check.id for check in reading))]
    accounting = [other for other in CAUSES.values() if cause.slug in other.explains]
    for heading, causes in (
        ("Accounts for, where they concern the same thing", [CAUSES[slug] for slug in cause.explains]),
        ("May itself follow from", accounting),
    ):
        lines += ["", heading] if causes else []
        for other in causes:
            lines += _cause_line(other)
    return _page(lines)


def tellers(cause: Cause, reporting: Sequence[Check]) -> tuple[Sequence[Check], Sequence[Check]]:
    """Return which checks look for a cause, and which tell it, as any other, where the words of a failed go name it."""
    own = [check for check in reporting if len(check.causes) <= MOST_OF_ITS_OWN]
    if not own and cause.slug not in ADVICE:
        return reporting, ()
    return own, [check for check in reporting if check not in own]


def information_page(item: Item) -> str:
    """Return what there is to know about an item of information."""
    lines = [item.id, *wrap(f"{item.title}.", WIDTH), "", "What it means for a Go program", *_indented(item.meaning)]
    lines += ["", "Often told otherwise", *_indented(item.myth)] if item.myth else []
    lines += ["", "Looks at", *_indented(f"{item.looks_at[:1].upper()}{item.looks_at[1:]}.")]
    about = f"Area {item.area}, for information: never a finding, never scored. Told on {_names(item.systems)}."
    return _page([*lines, "", *wrap(about, WIDTH)])


def step_page(step: ProbeStep, judging: Check) -> str:
    """Return what there is to know about a step of the probe, given the check that judges it."""
    lines = [f"{PREFIX}{step.name}", *wrap("A step of the program that goverify builds and runs.", WIDTH)]
    lines += ["", "Proves", *_indented(f"{step.proves[:1].upper()}{step.proves[1:]}.")]
    lines += ["", "Where it fails", *_indented(step.failed)]
    return _page([*lines, "", f"Judged by {judging.id}", *_indented(judging.title)])


def _listed(items: Sequence[Item]) -> Iterator[str]:
    """Yield the items of information in one line each."""
    if items:
        yield from ("", "for information, never scored (goverify check -v)")
    widest = max((len(item.id) for item in items), default=0)
    for item in items:
        yield from wrap(f"{item.title}{_only(item.systems)}", WIDTH, f"  {item.id:<{widest}}  ")


def _indented(text: str) -> Iterator[str]:
    return wrap(text, WIDTH, "    ")


def _cause_line(cause: Cause) -> Iterator[str]:
    yield from wrap(f"{cause.slug} ({cause.severity.label}): {cause.title}", WIDTH, "    ", " " * 8)


def _only(systems: Sequence[System]) -> str:
    return "" if set(systems) == set(System) else f" ({_names(systems)} only)"


def _names(systems: Sequence[System]) -> str:
    return ", ".join(system.value for system in systems)


def _sections(pages: str) -> Iterator[str]:
    """Yield the parts of a check's docstring: a heading, and its paragraphs below."""
    for part in pages.split("\n\n") if pages else ():
        first, *rest = part.splitlines()
        heading = not first.startswith(" ")
        yield from ("", first) if heading else ("",)
        yield from _indented(" ".join(line.strip() for line in (rest if heading else [first, *rest])))


def _page(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"

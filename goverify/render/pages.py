"""The pages about goverify itself: the catalogue of checks, one check, one cause."""

from collections.abc import Iterator, Sequence

from goverify.causes import CAUSES, Cause
from goverify.host import System
from goverify.registry import Check
from goverify.render.json import TOOL, dumps
from goverify.render.layout import wrap

WIDTH = 80
"""Of every page: they read alike wherever they are quoted."""

SCHEMA = "goverify.catalogue/1"


def catalogue(checks: Sequence[Check]) -> str:
    """Return every check in one line each, by area."""
    widest = max((len(check.id) for check in checks), default=0)
    lines: list[str] = []
    area = ""
    for check in checks:
        if check.area != area:
            area = check.area
            lines += ([""] if lines else []) + [f"{area} ({check.category})"]
        only = "" if set(check.systems) == set(System) else f" ({_systems(check)} only)"
        lines += wrap(f"{check.title}{only}", WIDTH, f"  {check.id:<{widest}}  {check.severity.label:<8}  ")
    return _page([*lines, "", f"{len(checks)} checks; severity is the gravest that each can report"])


def catalogue_json(checks: Sequence[Check]) -> str:
    """Return every check as one JSON document, ended by a newline."""
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
        }
    )


def check_page(check: Check) -> str:
    """Return what there is to know about a check."""
    lines = [check.id, *wrap(check.title, WIDTH), *_sections(check.pages), "", "May report"]
    for slug in check.causes:
        lines += _cause_line(CAUSES[slug])
    about = f"Area {check.area}, scored under {check.category}. Runs on {_systems(check)}."
    return _page([*lines, "", *wrap(about, WIDTH)])


def cause_page(cause: Cause, reporting: Sequence[Check]) -> str:
    """Return what there is to know about a cause, given the checks that may report it."""
    lines = [f"{cause.slug} ({cause.severity.label})", *wrap(f"{cause.title}.", WIDTH)]
    accounting = [other for other in CAUSES.values() if cause.slug in other.explains]
    for heading, causes in (
        ("Accounts for, where they concern the same thing", [CAUSES[slug] for slug in cause.explains]),
        ("May itself follow from", accounting),
    ):
        lines += ["", heading] if causes else []
        for other in causes:
            lines += _cause_line(other)
    for check in reporting:
        lines += ["", f"Reported by {check.id}", *wrap(check.title, WIDTH, "    "), *_sections(check.pages)]
    return _page(lines)


def _cause_line(cause: Cause) -> Iterator[str]:
    yield from wrap(f"{cause.slug} ({cause.severity.label}): {cause.title}", WIDTH, "    ", " " * 8)


def _systems(check: Check) -> str:
    return ", ".join(system.value for system in check.systems)


def _sections(pages: str) -> Iterator[str]:
    """Yield the parts of a check's docstring as they were written: a heading, and its text below."""
    if pages:
        yield ""
        yield from (line.rstrip() for line in pages.splitlines())


def _page(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"

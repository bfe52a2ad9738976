"""The settings of Go as a report tells them: those that someone made, each with what set it."""

from collections.abc import Iterator

from goverify.facts import Facts
from goverify.facts.settings.effective_settings import EffectiveSetting, effective_settings
from goverify.facts.settings.in_force import Origin
from goverify.facts.variables.origins import variable_origin
from goverify.facts.variables.path_origins import path_origins
from goverify.report_parts import SettingSummary

LIMIT = 200

USUAL = {"GOTOOLCHAIN": ("auto",)}
"""What GOROOT/go.env of the Go project's own releases says."""
UNUSUAL = frozenset({"off", "direct"})
"""What it says of proxy and checksum database only where someone has changed it."""


def setting_summaries(ask: Facts) -> tuple[SettingSummary, ...]:
    """Return what is set for Go; what is at its default is left out."""
    return tuple(_rows(ask))[:LIMIT]


def _rows(ask: Facts) -> Iterator[SettingSummary]:
    for row in ask(effective_settings):
        if row.origin is Origin.ENVIRONMENT:
            yield _of_environment(ask, row)
        elif row.origin is Origin.FILE or (row.origin is Origin.RELEASE and _changed(row)):
            yield _summary(row, str(row.place), row.line)
    for entry in ask(path_origins):
        origin = Origin.ENVIRONMENT.value
        yield SettingSummary("PATH", entry.entry, origin, entry.place, entry.line, entry.first, entry.why)


def _of_environment(ask: Facts, row: EffectiveSetting) -> SettingSummary:
    origin = ask(variable_origin, row.name)
    if not origin.places:
        summary = _summary(row, origin.by, None)
        others = f"{origin.others[0].where} gives new sessions another value" if origin.others else ""
        return summary._replace(why=summary.why or others)
    place = origin.places[0]
    return _summary(row, str(place.file) if place.file else place.where, place.line)


def _summary(row: EffectiveSetting, place: str, line: int | None) -> SettingSummary:
    return SettingSummary(row.name, row.value or "", row.origin.value, place, line, row.in_effect, row.why)


def _changed(row: EffectiveSetting) -> bool:
    """Return whether a value of GOROOT/go.env is not the one that Go's own releases have."""
    value = row.value or ""
    if row.name in {"GOPROXY", "GOSUMDB"}:
        return value in UNUSUAL
    return value not in USUAL.get(row.name, ())

"""The settings of Go in a report: as JSON, as lines on a page, and without secrets."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from goverify.render.layout import visible, wrap
from goverify.render.style import Style
from goverify.report_parts import SettingSummary

LONGEST = 120
"""Characters of a value that the page shows."""


def setting_json(item: SettingSummary) -> Mapping[str, str | int | bool | None]:
    """Return a setting in the contract's names."""
    return {
        "name": item.name,
        "value": item.value,
        "origin": item.origin,
        "place": item.place,
        "line": item.line,
        "in_effect": item.in_effect,
        "why": item.why,
    }


def setting_lines(settings: Sequence[SettingSummary], style: Style) -> Iterator[str]:
    """Yield what is set for Go: the value, where it stands, and what keeps it from taking effect."""
    if settings:
        yield style.heading("Settings in force")
    for item in settings:
        value = visible(item.value if len(item.value) <= LONGEST else item.value[: LONGEST - 3] + "...")
        place = item.place if item.line is None else f"{item.place}, line {item.line}"
        remark = "" if not item.why else f"; {item.why}" if item.in_effect else f"; without effect: {item.why}"
        yield from wrap(f"{item.name}={value}  {item.origin}: {visible(place)}{remark}", style.width, "  ", "    ")


def redacted_setting(item: SettingSummary, redact: Callable[[str], str]) -> SettingSummary:
    """Return a setting as it may be shown; what is secret in a value may show by the name before it alone."""
    mark = f"{item.name}="
    whole = redact(mark + item.value)
    value = whole.removeprefix(mark) if whole.startswith(mark) else redact(item.value)
    return item._replace(value=value, place=redact(item.place), why=redact(item.why))

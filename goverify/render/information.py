"""What is worth knowing about a host, as JSON, as lines of the page, and without what is nobody else's business."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from goverify.render.layout import visible, wrap
from goverify.render.style import Style
from goverify.report_parts import InformationSummary


def information_json(item: InformationSummary) -> Mapping[str, str | None]:
    """Return an item in the contract's names."""
    return {
        "id": item.id,
        "area": item.area,
        "title": item.title,
        "value": item.value,
        "meaning": item.meaning,
        "myth": item.myth,
    }


def information_lines(items: Sequence[InformationSummary], style: Style, verbose: int) -> Iterator[str]:
    """Yield each item with what it means for a Go program; what is often told otherwise only where more is wanted."""
    if items:
        yield style.heading("What the host means for Go programs (never scored)")
    for item in items:
        yield from wrap(f"{item.title}: {visible(item.value)}", style.width, "  ", "    ")
        yield from wrap(f"{visible(item.meaning)} ({item.id})", style.width, "    ")
        if item.myth and verbose > 1:
            yield from wrap(f"Often told otherwise: {item.myth}", style.width, "    ")


def redacted_information(item: InformationSummary, redact: Callable[[str], str]) -> InformationSummary:
    """Return an item as it may be shown; its title and myth are goverify's own words."""
    return item._replace(value=redact(item.value), meaning=redact(item.meaning))

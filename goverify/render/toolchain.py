"""Which Go would run in this folder: as JSON, as a line, and without secrets."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from goverify.model import Evidence
from goverify.render.layout import visible, wrap
from goverify.report_parts import ToolchainSummary


def toolchain_json(
    item: ToolchainSummary | None,
) -> Mapping[str, str | bool | Sequence[Mapping[str, str]] | None] | None:
    """Return it in the contract's names."""
    if item is None:
        return None
    return {
        "wanted": item.wanted,
        "source": item.source,
        "runs": item.runs,
        "works": item.works,
        "asked_by": [{"place": each.place, "observed": each.observed} for each in item.asked_by],
        "why": item.why,
    }


def toolchain_lines(item: ToolchainSummary | None, width: int) -> Iterator[str]:
    """Yield what would happen in this folder."""
    if item is not None:
        yield from wrap(f"In this folder: {visible(item.why)}.", width, "  ")


def redacted_toolchain(item: ToolchainSummary | None, redact: Callable[[str], str]) -> ToolchainSummary | None:
    """Return it as it may be shown."""
    if item is None:
        return None
    return item._replace(
        wanted=redact(item.wanted),
        runs=redact(item.runs) if item.runs is not None else None,
        asked_by=tuple(Evidence(redact(each.place), redact(each.observed)) for each in item.asked_by),
        why=redact(item.why),
    )

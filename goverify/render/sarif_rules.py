"""The rules of a SARIF log: the causes that the checks of the run know, with the pages of those that were met."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from goverify.causes import CAUSES
from goverify.model import Severity
from goverify.registry import Check
from goverify.render.json import Json
from goverify.render.layout import visible

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "none",
}


def rules(met: Collection[str], checks: Sequence[Check]) -> list[Mapping[str, Json]]:
    """Return a rule for every cause that was met, or looked for, in the vocabulary's order."""
    looked_for = {cause for check in checks for cause in check.causes}
    return [_rule(slug, checks, whole=slug in met) for slug in CAUSES if slug in looked_for or slug in met]


def message(paragraphs: Sequence[str]) -> str:
    """Return paragraphs as a message string: no link is made of what a file was called, braces stand for themselves.

    SARIF 2.1.0, 3.11.5 (placeholders; braces are doubled) and 3.11.6 (embedded links).
    """
    text = "\n".join(map(visible, paragraphs))
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _rule(slug: str, checks: Sequence[Check], *, whole: bool) -> Mapping[str, Json]:
    cause = CAUSES[slug]
    reporting = [check for check in checks if slug in check.causes]
    help_ = {"help": {"text": message(list(_help(slug, reporting)))}} if whole else {}
    return {
        "id": slug,
        "shortDescription": {"text": message([f"{cause.title}."])},
        **help_,
        "defaultConfiguration": {"level": LEVELS[cause.severity]},
        "properties": {
            "severity": cause.severity.label,
            "page": f"docs/causes.md#{slug}",
            "checks": [check.id for check in reporting],
            "tags": sorted({"go", *(check.area for check in reporting)}),
        },
    }


def _help(slug: str, checks: Sequence[Check]) -> Iterator[str]:
    """Yield the lines of a cause's page, as `goverify explain` has them."""
    yield f"{CAUSES[slug].title}."
    for check in checks:
        yield from ("", f"{check.id}: {check.title}", *check.pages.splitlines())
    yield from ("", f"goverify explain {slug} tells more; docs/causes.md lists all causes.")

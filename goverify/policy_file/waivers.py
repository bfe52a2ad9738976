"""The readers of what a policy says cause by cause: severities, and waivers."""

import datetime as dt

from goverify.catalog import nearest
from goverify.causes import CAUSES
from goverify.facts.requirements import Waiver
from goverify.locating import Way
from goverify.model import Severity
from goverify.policy_file import values
from goverify.policy_file.values import Document

LONGEST = 1024
"""Characters of a glob, which is matched against every finding."""

EXPIRED = "waiver-expired"
WAIVER_KEYS = ("cause", "subject", "reason", "until")


def severities(document: Document, value: object) -> dict[str, Severity]:
    """Return severities by cause."""
    if value is None:
        return {}
    table = values.of_kind(document, ("severity",), value, dict)
    labels = [severity.label for severity in Severity]
    found = {}
    for cause in table:
        _known_cause(document, ("severity", cause), cause)
        label = values.of_kind(document, ("severity", cause), table[cause], str)
        if label not in labels:
            raise document.wrong(
                ("severity", cause), f"a severity is one of {', '.join(labels)}, not {label!r}{nearest(label, labels)}"
            )
        found[cause] = Severity[label.upper()]
    return found


def waivers(document: Document, value: object) -> tuple[Waiver, ...]:
    """Return the waivers."""
    if value is None:
        return ()
    items = values.of_kind(document, ("waiver",), value, list)
    if len(items) > values.MOST:
        raise document.wrong(("waiver",), f"there are more than {values.MOST} waivers")
    return tuple(_waiver(document, index, item) for index, item in enumerate(items))


def _waiver(document: Document, index: int, item: object) -> Waiver:
    way = ("waiver", index)
    table: values.Table = values.of_kind(document, way, item, dict)
    values.known_keys(document, way, table, WAIVER_KEYS)
    for key in ("cause", "reason", "until"):
        if key not in table:
            raise document.wrong(way, f"a waiver needs {key}")
    cause, subject, reason = (values.of_kind(document, (*way, key), table.get(key, ""), str) for key in WAIVER_KEYS[:3])
    _known_cause(document, (*way, "cause"), cause)
    if cause == EXPIRED:
        raise document.wrong((*way, "cause"), "that a waiver is past its last day cannot be waived")
    if not reason.strip():
        raise document.wrong((*way, "reason"), "the reason of a waiver is empty")
    if len(subject) > LONGEST:
        raise document.wrong((*way, "subject"), f"the subject of a waiver has more than {LONGEST} characters")
    until = _date(document, (*way, "until"), table["until"])
    return Waiver(cause, subject, reason.strip(), until, document.place(way, holding=cause))


def _date(document: Document, way: Way, value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise document.wrong(way, f"until is a day such as 2027-01-31, not {str(value)!r}") from None


def _known_cause(document: Document, way: Way, cause: str) -> None:
    if cause not in CAUSES:
        raise document.wrong(way, f"no cause is called {cause!r}{nearest(cause, CAUSES)}", holding=cause)

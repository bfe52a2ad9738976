"""The readers of a policy's single values: each takes what a key may hold, or says where and why it cannot."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from goverify.catalog import UnknownName, nearest, select
from goverify.facts.go_range import OPERATORS, BadRange, GoRange
from goverify.facts.go_range import go_range as parsed_range
from goverify.locating import Way, line_of
from goverify.stops import BadInput

T = TypeVar("T")
Table = Mapping[str, object]

MOST = 1000
"""Items of a list; who waives more than that should set no threshold."""

KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    list: "a list",
    dict: "a table",
    float: "a number",
}


class BadPolicy(BadInput):
    """A policy cannot be used; the text names the file and the line."""


class Document(NamedTuple):
    """The file that is read."""

    name: str
    text: str
    root: tuple[str, ...] = ()
    """The tables around the policy."""

    def place(self, way: Way, holding: str = "") -> str:
        """Return file and line of a key."""
        return f"{self.name}:{line_of(self.text, (*self.root, *way), holding)}"

    def wrong(self, way: Way, what: str, holding: str = "") -> BadPolicy:
        """Return the error that a key's value deserves."""
        return BadPolicy(f"{self.place(way, holding)}: {what}")


def known_keys(document: Document, way: Way, table: Table, known: Sequence[str]) -> None:
    """Raise BadPolicy for a key that means nothing."""
    for key in table:
        if key not in known:
            where = ".".join(str(part) for part in way if isinstance(part, str))
            within = f" in {where}" if where else ""
            raise document.wrong((*way, key), f"there is no key {key!r}{within}{nearest(key, known)}")


def of_kind(document: Document, way: Way, value: object, kind: type[T]) -> T:
    """Return a value that is of a kind; true and false are no numbers."""
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    name = ".".join(str(part) for part in way if isinstance(part, str))
    got = KINDS.get(type(value), "a date or time")
    raise document.wrong(way, f"{name} is {KINDS[kind]}, not {got}")


def choice(document: Document, table: Table, key: str, allowed: Sequence[str]) -> str | None:
    """Return one of a few words."""
    if key not in table:
        return None
    value = of_kind(document, (key,), table[key], str)
    if value not in allowed:
        raise document.wrong((key,), f"{key} is one of {', '.join(allowed)}, not {value!r}{nearest(value, allowed)}")
    return value


def number(document: Document, table: Table, key: str, least: int, most: int) -> int | None:
    """Return a number between bounds."""
    if key not in table:
        return None
    value = of_kind(document, (key,), table[key], int)
    if not least <= value <= most:
        raise document.wrong((key,), f"{key} is a number from {least} to {most}, not {value}")
    return value


def yes_or_no(document: Document, table: Table, key: str) -> bool | None:
    """Return true or false."""
    return of_kind(document, (key,), table[key], bool) if key in table else None


def texts(document: Document, table: Table, key: str) -> tuple[str, ...]:
    """Return a list of texts."""
    items = of_kind(document, (key,), table.get(key, []), list)
    if len(items) > MOST:
        raise document.wrong((key,), f"{key} holds more than {MOST} items")
    return tuple(of_kind(document, (key,), item, str) for item in items)


def checks_named(document: Document, table: Table, key: str) -> tuple[str, ...]:
    """Return names of checks, areas, or globs over checks."""
    found = texts(document, table, key)
    for name in found:
        try:
            select([name])
        except UnknownName as error:
            raise document.wrong((key,), str(error), holding=name) from None
    return found


def origins(document: Document, table: Table, key: str) -> tuple[str, ...] | None:
    """Return ids of ways in which a Go gets onto a machine."""
    if key not in table:
        return None
    from goverify.facts.provenance.installers import installers  # a table of its own

    known = [each.id for each in installers()]
    found = texts(document, table, key)
    for name in found:
        if name not in known:
            raise document.wrong(
                (key,), f"no way to install Go has the id {name!r}{nearest(name, known)}", holding=name
            )
    if not found:
        raise document.wrong((key,), f"{key} allows no way at all; leave it out to allow every one")
    return found


def go_range(document: Document, table: Table, key: str) -> GoRange | None:
    """Return a range of releases."""
    if key not in table:
        return None
    text = of_kind(document, (key,), table[key], str)
    try:
        return parsed_range(text)
    except BadRange as error:
        meant = _meant(error.odd_operator) if error.odd_operator else ""
        raise document.wrong((key,), f"the range of {key} {error}{meant}") from None


def _meant(operator: str) -> str:
    """Return the comparison that was meant by one that is none, as a hint."""
    turned = [known for known in OPERATORS if sorted(known) == sorted(operator)]
    return f"; did you mean {turned[0]!r}?" if turned else f"; there are {' '.join(OPERATORS)}"

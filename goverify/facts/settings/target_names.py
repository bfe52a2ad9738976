"""GOOS and GOARCH against the kinds of machines that the release lists in its source; go need not run for that."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release_lists import listed_targets
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.value_rules import ALIASES


class Unknown(NamedTuple):
    """A name that the release has not."""

    held: Setting
    meant: str
    """The name that was meant, where it can be told."""


def unknown_names(ask: Facts) -> tuple[Unknown, ...]:
    """Return those of GOOS and GOARCH whose value names nothing that go builds for."""
    given = tuple(held for name in ("GOOS", "GOARCH") if (held := ask(setting, name)))
    pairs = ask(listed_targets) if given else None
    if not pairs:
        return ()
    known = {"GOOS": {pair[0] for pair in pairs}, "GOARCH": {pair[1] for pair in pairs}}
    return tuple(Unknown(held, _meant(held, known[held.name])) for held in given if held.value not in known[held.name])


def _meant(held: Setting, known: set[str]) -> str:
    plain = held.value.strip().strip("\"'").lower()
    meant = ALIASES[held.name].get(plain, plain)
    return meant if meant in known else ""

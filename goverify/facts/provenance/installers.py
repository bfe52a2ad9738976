"""The ways in which a Go gets onto a machine, as data/installers.toml tells them; read when first asked for.

What is read is the same table in JSON, which docs/generate.py makes of it: TOML takes ten milliseconds, JSON half of one.

Sources: the installers, packages and version managers themselves.
"""

import json
import pkgutil
import re
from functools import cache
from typing import Any, NamedTuple

from goverify.host import Platform, System

_FAMILIES = {"freebsd": System.LINUX, "android": System.LINUX}
"""Systems that a host counts among another's."""

_DISTRIBUTIONS = (
    "Debian",
    "Ubuntu",
    "Fedora",
    "Red Hat",
    "Rocky",
    "Alma",
    "CentOS",
    "Alpine",
    "Arch",
    "Gentoo",
    "SUSE",
)


class Installer(NamedTuple):
    """One way; the file itself says what each key means."""

    id: str
    name: str
    kind: str
    systems: tuple[str, ...]
    version: str
    """What decides which release it runs."""
    update: str
    remove: str
    label: str = ""
    reinstall: str = ""
    words: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    certain: bool = False
    wrapper: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    need: int = 1
    also: tuple[str, ...] = ()
    last: bool = False

    def label_on(self, platform: Platform) -> str:
        """Return the short name that people know it by; a distribution's package bears the distribution's."""
        if "{" not in self.label:
            return self.label
        known = (name for name in _DISTRIBUTIONS if name.lower() in platform.name.lower())
        return self.label.format(distribution=next(known, "distribution"))

    def on(self, system: System) -> bool:
        """Return whether it is found on that system."""
        return any(_FAMILIES.get(name, name) == system for name in self.systems)


@cache
def installers() -> tuple[Installer, ...]:
    """Return every way, the more telling first."""
    data = pkgutil.get_data("goverify", "data/installers.json")  # importlib.resources would cost more than the table
    assert data is not None
    return tuple(map(_installer, json.loads(data)["installer"]))


def installer(id_: str) -> Installer:
    """Return the way of that id."""
    return next(each for each in installers() if each.id == id_)


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern of the table, compiled once."""
    return re.compile(text)


def _installer(table: dict[str, Any]) -> Installer:
    frozen: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Installer(**frozen)

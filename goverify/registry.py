"""The registry of checks: one decorated function in one file each, whose place is its id."""

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from goverify import causes as vocabulary
from goverify.facts import Facts
from goverify.host import System
from goverify.model import Evidence, Finding, Severity

CheckFunction = Callable[[Facts], Iterator[Finding | Evidence]]
F = TypeVar("F", bound=Callable[[Facts], Iterator[Finding | Evidence]])

CATEGORIES = {
    "path": "resolution",
    "manager": "resolution",
    "ide": "resolution",
    "binary": "toolchain",
    "goroot": "toolchain",
    "tree": "toolchain",
    "flavour": "toolchain",
    "authenticity": "toolchain",
    "build": "build-run",
    "toolchain": "build-run",
    "cgo": "build-run",
    "runtime": "build-run",
    "modules": "build-run",
    "env": "environment",
    "project": "environment",
    "storage": "environment",
    "host": "environment",
    "network": "environment",
    "policy": "environment",
    "container": "integration",
    "ci": "integration",
    "editors": "integration",
}
"""The score's category of each area."""


class Check(NamedTuple):
    """A check as the catalogue knows it."""

    id: str
    title: str
    pages: str
    """The docstring after its first line: Why, Looks at, Fix."""
    causes: tuple[str, ...]
    systems: tuple[System, ...]
    function: CheckFunction

    @property
    def area(self) -> str:
        """Return the folder it stands in, such as "path"."""
        return self.id.partition(".")[0]

    @property
    def category(self) -> str:
        """Return the category of the score that it counts in."""
        return CATEGORIES[self.area]

    @property
    def severity(self) -> Severity:
        """Return the gravest severity among its causes."""
        return max(vocabulary.CAUSES[cause].severity for cause in self.causes)


CHECKS: dict[str, Check] = {}
"""Every check whose module was imported, by id."""


def check(*, causes: tuple[str, ...], systems: tuple[System, ...] = tuple(System)) -> Callable[[F], F]:
    """Register a check that may report the given causes on the given systems."""
    unknown = [cause for cause in causes if cause not in vocabulary.CAUSES]
    if unknown or not causes:
        raise ValueError(f"a check names causes of the vocabulary; {unknown or 'none'} is not")

    def register(function: F) -> F:
        title, _, pages = inspect.cleandoc(sys.modules[function.__module__].__doc__ or "").partition("\n")
        id_ = check_id(function.__module__)
        CHECKS[id_] = Check(id_, title, pages.strip(), causes, systems, function)
        return function

    return register


def check_id(module: str) -> str:
    """Return the id of the check in a module: its place below `goverify.checks`."""
    area, name = module.split(".")[-2:]
    return f"{area}.{name}".replace("_", "-")

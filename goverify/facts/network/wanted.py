"""The modules that the project at hand lacks, and by which way go would get each.

Source: golang.org/x/mod/module (MatchPrefixPatterns) and cmd/go/internal/cfg: GOPRIVATE stands in for GONOPROXY and for
GONOSUMDB where they are not set.
"""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.project.wanted_modules import wanted_modules
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import LIMIT_ENTRIES
from goverify.facts.storage.folders import module_cache_folder
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.values import Ending

MOST_MODULES = 5
"""That many are asked for: where a service is not right, the first ones show it."""

KNOWN = ("golang.org/x/text", "v0.3.0")
"""What every proxy that serves the world has, and every checksum database that is for the world."""

LONGEST_PATTERN = 500


class Module(NamedTuple):
    """A version of a module."""

    path: str
    version: str

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.path}@{self.version}"


def wanted(ask: Facts) -> tuple[Module, ...]:
    """Return the modules that the project requires and the module cache lacks."""
    cache = ask(module_cache_folder)
    found = ask(wanted_modules, cache.path) if cache else None
    return tuple(Module(*name.rsplit("@", 1)) for name in found.absent) if found else ()


def wanted_toolchain(ask: Facts) -> str:
    """Return the release that go would have to fetch for the project; empty where it needs none, or nobody knows."""
    try:
        choice = ask(toolchain_choice)
    except Unavailable:
        return ""
    return choice.wanted if choice.ending in {Ending.DOWNLOAD, Ending.CACHED} else ""


def by_proxy(ask: Facts, path: str) -> bool:
    """Return whether go asks the proxies for a module."""
    return ask(kept_from_proxies, path) is None


def kept_from_proxies(ask: Facts, path: str) -> Setting | None:
    """Return the setting by which go asks no proxy for a module; None where there is none."""
    return _covering(ask, "GONOPROXY", path)


def by_database(ask: Facts, path: str) -> bool:
    """Return whether go holds a module against the checksum database, if it is not switched off."""
    return _covering(ask, "GONOSUMDB", path) is None


def matches(patterns: str, path: str) -> bool:
    """Return whether one of the patterns fits a module's path, or the beginning of it that has as many parts."""
    return any(_fits(pattern.strip(), path.split("/")) for pattern in patterns.split(",")[:LIMIT_ENTRIES])


def _fits(pattern: str, parts: list[str]) -> bool:
    if not pattern or len(pattern) > LONGEST_PATTERN:
        return False
    each = pattern.removesuffix("/").split("/")
    return len(each) <= len(parts) and all(map(fnmatchcase, parts, each))


def _covering(ask: Facts, name: str, path: str) -> Setting | None:
    held = ask(setting, name) or ask(setting, "GOPRIVATE")
    return held if held is not None and matches(held.value, path) else None


def for_what(ask: Facts, goes_there: Callable[[Facts, str], bool]) -> str:
    """Return what the project needs from a service, as the end of a sentence; empty where that is nothing.

    `goes_there` is `by_proxy` or `by_database`.
    """
    names = [str(module) for module in ask(wanted) if ask(goes_there, module.path)]
    release = ask(wanted_toolchain)
    if release:
        names.insert(0, release)
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}" if names else ""

"""The modules that the project lacks and that GOVCS keeps go from fetching.

Source: cmd/go/internal/vcs (parseGOVCS, govcsConfig.allow, checkGOVCS).
"""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.direct_modules import direct_modules, matches
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import LIMIT_ENTRIES, version_control_fault

GIT = "git"


class Forbidden(NamedTuple):
    """What GOVCS forbids."""

    held: Setting
    """GOVCS as it is in force."""
    paths: tuple[str, ...]
    """The modules that git would have to fetch."""
    rule: str
    """The entry of GOVCS that forbids it."""


def forbidden_modules(ask: Facts) -> Forbidden | None:
    """Return the modules that go would fetch with git and may not; None where there are none."""
    held = ask(setting, "GOVCS")
    if held is None or version_control_fault(held.value):
        return None
    wanted = ask(direct_modules)
    private = ask(setting, "GOPRIVATE")
    rules = {
        path: rule_for(held.value, path, private=private is not None and matches(private.value, path))
        for path in (wanted.paths if wanted else ())
    }
    found = [path for path, rule in rules.items() if rule and not allows_git(rule)]
    return Forbidden(held, tuple(found), rules[found[0]]) if found else None


def rule_for(value: str, path: str, *, private: bool) -> str:
    """Return the entry of GOVCS that is about a module; empty where go's own rules are, which allow git."""
    for item in value.split(",")[:LIMIT_ENTRIES]:
        pattern = item.partition(":")[0].strip()
        fits = private == (pattern == "private") if pattern in {"public", "private"} else matches(pattern, path)
        if fits:
            return item.strip()
    return ""


def allows_git(rule: str) -> bool:
    """Return whether an entry of GOVCS allows git."""
    return bool({GIT, "all"} & {name.strip() for name in rule.partition(":")[2].split("|")})

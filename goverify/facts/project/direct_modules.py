"""The modules that the project at hand lacks and that go would fetch with git itself, past every proxy.

Source: cmd/go/internal/modfetch (proxyList, Lookup), golang.org/x/mod/module (MatchPrefixPatterns) and
cmd/go/internal/vcs (vcsPaths). Of other module paths only their servers tell which system they are kept in.
"""

import re
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.wanted_modules import wanted_modules
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.storage.folders import module_cache_folder

IN_GIT = frozenset({"github.com", "bitbucket.org", "codeberg.org", "golang.org", "gopkg.in", "google.golang.org"})
"""Hosts, beside those that have git in their name, whose modules lie in git repositories."""

LIMIT_PATTERNS = 200


class DirectModules(NamedTuple):
    """What a project needs of git."""

    file: PurePath
    """The go.mod that requires them."""
    paths: tuple[str, ...]
    settings: tuple[Setting, ...]
    """Why no proxy is asked."""


def direct_modules(ask: Facts) -> DirectModules | None:
    """Return what git would be needed for; None where there is no project or nowhere to fetch to."""
    cache = ask(module_cache_folder)
    wanted = ask(wanted_modules, cache.path) if cache else None
    if wanted is None:
        return None
    by_path = {name.partition("@")[0]: _reason(ask, name.partition("@")[0]) for name in wanted.absent}
    found = {path: why for path, why in by_path.items() if why and in_git(path)}
    return DirectModules(wanted.file, tuple(found), tuple(dict.fromkeys(found.values())))


def _reason(ask: Facts, path: str) -> Setting | None:
    """Return the setting for which a module is fetched without a proxy; None where it is not."""
    proxy = ask(setting, "GOPROXY")
    first = re.split(r"[,|]", proxy.value)[0].strip() if proxy else ""
    if first == "off":
        return None
    private = ask(setting, "GONOPROXY") or ask(setting, "GOPRIVATE")
    if private and matches(private.value, path):
        return private
    return proxy if first == "direct" else None


def matches(patterns: str, path: str) -> bool:
    """Return whether one of several patterns fits a module path or its beginning."""
    parts = path.split("/")
    for pattern in patterns.split(",")[:LIMIT_PATTERNS]:
        wanted = pattern.rstrip("/").split("/")
        if pattern and len(wanted) <= len(parts) and all(map(fnmatchcase, parts, wanted)):
            return True
    return False


def in_git(path: str) -> bool:
    """Return whether a module's path shows that it lies in a git repository."""
    host, _, rest = path.partition("/")
    return host in IN_GIT or "git" in host or ".git/" in f"{rest}/"

"""The private repositories that go would fetch from: where they are, and whether they let a stranger in.

Sources: cmd/go/internal/vcs (vcsPaths, RepoRootForImportPath, ?go-get=1), git-config(1) (url.<base>.insteadOf,
credential.helper) and gitprotocol-http(5). Git is not run, and go lets it ask nobody for a password.
"""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.protected import protected_settings
from goverify.facts.network.answers import Answer, asked, side_by_side
from goverify.facts.network.logins import login_for
from goverify.facts.network.modules import Found, lacking_modules
from goverify.facts.network.wanted import Module
from goverify.facts.settings.in_force import setting

ROOTS = (
    re.compile(r"(github\.com/[\w.-]+/[\w.-]+)(?:/|$)", re.ASCII),
    re.compile(r"(bitbucket\.org/[\w.-]+/[\w.-]+)(?:/|$)", re.ASCII),
    re.compile(r"([\w.-]+\.[\w.-]+(?:/[\w.~-]+)+?\.git)(?:/|$)", re.ASCII),
)
"""Paths that tell their repository by themselves; every other site is asked for it."""

META = re.compile(
    rb"""<meta\s+name=["']?go-import["']?\s+content=["']\s*(\S+)\s+git\s+(https?://[^\s"'<>]+)""", re.IGNORECASE
)
PAGE_BYTES = 1 << 18
SERVICE = "info/refs?service=git-upload-pack"


class Repository(NamedTuple):
    """A repository that go would ask, and what came of asking it."""

    module: Module
    url: str
    """As git would ask it, with what insteadOf makes of it."""
    rewritten: str
    """The insteadOf that led there; empty where none did."""
    answer: Answer
    known_to_git: str
    """What of git's settings could let it in, such as a credential helper; empty where nothing could."""

    @property
    def wants_login(self) -> bool:
        """Return whether it lets nobody in without a login; that it does not exist is told to strangers too."""
        return self.answer.exchange.status in {401, 403} or (self.answer.exchange.status == 404 and self.of_git)

    @property
    def of_git(self) -> bool:
        """Return whether it was asked as git asks."""
        return self.url.endswith(SERVICE) or SERVICE in self.answer.url


def repositories(ask: Facts) -> tuple[Repository, ...]:
    """Return the repositories of the modules that the project lacks and go fetches without a proxy."""
    if not ask.allow.online:
        return ()
    direct = [found for found in ask(lacking_modules) if found.direct]
    return tuple(each for each in side_by_side(lambda found: _asked(ask, found), direct) if each)


def _asked(ask: Facts, found: Found) -> Repository | None:
    path = found.module.path
    root = next((match[1] for pattern in ROOTS if (match := pattern.match(path))), "")
    if not root:
        url = f"https://{path}?go-get=1"
        answer = asked(ask, url, PAGE_BYTES, login_for(ask, url))
        meta = META.search(answer.exchange.body) if answer.exchange.status == 200 else None
        if meta is None:
            return Repository(found.module, url, "", answer, "")
        address = meta[2].decode("latin-1")
    else:
        address = f"https://{root}"
    return _as_git(ask, found.module, address)


def _as_git(ask: Facts, module: Module, address: str) -> Repository | None:
    """Return what git would be told; None where it would not ask over HTTP."""
    url, rule = _rewritten(ask, address)
    if not url.startswith(("http://", "https://")):
        return None  # ssh has keys, and asking with them is another matter
    bare = re.sub(r"^(https?://)[^/@]*@", r"\1", url).rstrip("/")
    known = "a login in its address" if bare != url.rstrip("/") else _helper(ask, bare)
    answer = asked(ask, f"{bare}/{SERVICE}", login=login_for(ask, url))
    return Repository(module, bare, rule, answer, known)


def _rewritten(ask: Facts, address: str) -> tuple[str, str]:
    """Return an address as git changes it: the longest insteadOf counts."""
    rules = [
        (each.value, each.key[len("url.") : -len(".insteadof")])
        for each in ask(protected_settings).settings
        if each.value and each.key.startswith("url.") and each.key.endswith(".insteadof")
    ]
    fitting = [(old, new) for old, new in rules if address.startswith(old)]
    if not fitting:
        return address, ""
    old, new = max(fitting, key=lambda rule: len(rule[0]))
    return new + address[len(old) :], f"{new} in the place of {old}"


def _helper(ask: Facts, url: str) -> str:
    """Return what git or go could know a login by."""
    settings = ask(protected_settings)
    if settings.opaque:
        return "settings that git alone reads"
    for each in settings.settings:
        section, _, rest = each.key.partition(".")
        place, _, name = rest.rpartition(".")
        if each.value and (section, name) == ("credential", "helper") and url.startswith(place):
            return f"the credential helper {each.value}"
        if (section, name) == ("http", "extraheader") and url.startswith(place):
            return "a header in git's settings"
    if {"GIT_ASKPASS", "SSH_ASKPASS"} & set(ask.host.env):
        return "a program that is asked for passwords"
    given = ask(setting, "GOAUTH")
    return f"GOAUTH={given.value}" if given and given.value not in {"off", "netrc"} else ""

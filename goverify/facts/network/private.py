"""The modules of the project that a public service was asked for and does not have: private ones, most of the time.

Source: cmd/go/internal/modfetch (useSumDB): what go.sum lists is not asked of the database any more.
"""

from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.network.answers import State
from goverify.facts.network.database import database, record_state
from goverify.facts.network.modules import Found, lacking_modules
from goverify.facts.network.sums import recorded_sums
from goverify.facts.network.wanted import Module, by_database
from goverify.facts.release_lists import default_of

SHARED_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht", "gopkg.in"})
"""Sites on which a pattern must name the owner too, for most of what they hold is public."""


class Private(NamedTuple):
    """A module that a public service does not have."""

    module: Module
    service: str
    """Who was asked, with an article."""
    url: str
    status: int
    pattern: str
    """What covers it."""
    name: str
    """The setting to write that into: GOPRIVATE, or GONOSUMDB where a proxy of one's own serves the module."""


def asked_in_vain(ask: Facts) -> tuple[Private, ...]:
    """Return the modules that are asked of public services in vain."""
    if not ask.allow.online:
        return ()
    found = (_of_database(ask, each) or _of_proxy(ask, each) for each in ask(lacking_modules))
    return tuple(each for each in found if each)


def _of_database(ask: Facts, found: Found) -> Private | None:
    module, listed = found.module, ask(recorded_sums)
    if not ask(by_database, module.path) or (found.source is None and not found.direct):
        return None
    if listed and (module.path, module.version) in listed.lines:
        return None
    try:
        name = ask(database).key.name
        answer = ask(record_state, module)
    except Unavailable:
        return None
    if answer is None or answer.state is not State.ABSENT:
        return None
    setting_name = "GONOSUMDB" if found.source else "GOPRIVATE"
    status = answer.exchange.status or 0
    return Private(module, f"the checksum database {name}", answer.url, status, pattern_of(module.path), setting_name)


def _of_proxy(ask: Facts, found: Found) -> Private | None:
    public = [source for source in found.lacking if source.text in default_of(ask, "GOPROXY")]
    if found.source is not None or not public:
        return None
    return Private(
        found.module,
        f"the public proxy {public[0].server}",
        public[0].url,
        404,
        pattern_of(found.module.path),
        "GOPRIVATE",
    )


def pattern_of(path: str) -> str:
    """Return the pattern that covers a module and its neighbours."""
    parts = path.split("/")
    return "/".join(parts[: 2 if parts[0] in SHARED_HOSTS else 1])

"""What the entries of GOPROXY answer for the modules that the project lacks, and what they serve for them.

Source: cmd/go/internal/modfetch (TryProxies, proxyRepo): the go.mod of a version first, then its archive.
"""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.network.answers import Answer, State, asked, side_by_side
from goverify.facts.network.proxies import proxies
from goverify.facts.network.sources import Source, Way, sources
from goverify.facts.network.wanted import MOST_MODULES, Module, by_proxy, wanted
from goverify.host.paths import read_text
from goverify.sumdb.client import escaped

LARGEST_GOMOD = 1 << 20
MODULE_LINE = re.compile(rb"^[ \t]*module[ \t\r\n(]", re.MULTILINE)
"""Every go.mod that is served has one: for a module without any, go and proxies make one up."""


class Found(NamedTuple):
    """What is known of a module that the project lacks."""

    module: Module
    source: Source | None
    """The entry that has it."""
    gomod: bytes | None
    """Its go.mod, as it is served."""
    lacking: tuple[Source, ...]
    """Entries that say that they do not have it."""
    direct: bool
    """Go asks the module's own site: none of the entries before has it, or GONOPROXY covers it."""

    @property
    def nowhere(self) -> bool:
        """Return whether every entry was asked, and none has it."""
        return self.source is None and bool(self.lacking) and not self.direct


def lacking_modules(ask: Facts) -> tuple[Found, ...]:
    """Return what is known of the first modules that the project lacks; folders are looked at, servers asked where allowed."""
    return side_by_side(lambda module: _found(ask, module), ask(wanted)[:MOST_MODULES])


def place_of(module: Module) -> str:
    """Return where an entry of GOPROXY serves a version, below its own address, but for the ending."""
    return f"{escaped(module.path)}/@v/{escaped(module.version)}"


def _found(ask: Facts, module: Module) -> Found:
    lacking: list[Source] = []
    if not ask(by_proxy, module.path):
        return Found(module, None, None, (), direct=True)
    for source in ask(sources).entries:
        if source.way in {Way.DIRECT, Way.OFF}:
            return Found(module, None, None, tuple(lacking), direct=source.way is Way.DIRECT)
        state, gomod = _gomod(ask, source, module)
        if state is State.REACHED:
            return Found(module, source, gomod, tuple(lacking), direct=False)
        if state is State.ABSENT:
            lacking.append(source)
        elif not source.falls_back:
            return Found(module, None, None, (), direct=False)
    return Found(module, None, None, tuple(lacking), direct=False)


def _gomod(ask: Facts, source: Source, module: Module) -> tuple[State, bytes | None]:
    if source.folder is not None:
        try:
            text = read_text(ask.host, source.folder.joinpath(*f"{place_of(module)}.mod".split("/")), LARGEST_GOMOD)
        except OSError:
            return State.UNKNOWN, None
        return (State.ABSENT, None) if text is None else (State.REACHED, text.encode("utf-8", "surrogateescape"))
    if not ask.allow.online:
        return State.UNKNOWN, None
    ask(proxies)  # all of them are asked at once there, and one that keeps silent is asked no more
    answer: Answer = asked(ask, f"{source.url}/{place_of(module)}.mod", LARGEST_GOMOD, source.login)
    if answer.state is State.REACHED and not MODULE_LINE.search(answer.exchange.body):
        return State.REFUSED, None
    return answer.state, answer.exchange.body

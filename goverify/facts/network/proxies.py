"""The module proxies of GOPROXY, each asked for one small thing."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.network.answers import Answer, State, asked, side_by_side
from goverify.facts.network.sources import Source, Way, sources
from goverify.facts.network.wanted import KNOWN, Module, by_proxy, wanted
from goverify.host.paths import is_folder
from goverify.host.web import Exchange
from goverify.sumdb.client import escaped

MOST_PROXIES = 4


class Proxy(NamedTuple):
    """An entry of GOPROXY, and what came of asking it."""

    source: Source
    answer: Answer
    last: bool
    """Go has nowhere to turn to where this one fails: no entry follows, or go does not go on to it."""
    passed_by: bool
    """Go gets what it wants before it comes here."""

    @property
    def serves(self) -> bool:
        """Return whether it does its work: that it lacks one module is no fault of it."""
        return self.answer.state in {State.REACHED, State.ABSENT}


def proxies(ask: Facts) -> tuple[Proxy, ...]:
    """Return the folders that GOPROXY names, and where the network may be asked its servers too, in their order."""
    entries = [source for source in ask(sources).entries if source.way in {Way.WEB, Way.FOLDER}]
    looked_at = [source for source in entries if source.way is Way.FOLDER or ask.allow.online][:MOST_PROXIES]
    module = ask(_asked_for)
    answers = side_by_side(lambda source: _answer(ask, source, module), looked_at)
    found: list[Proxy] = []
    for source, answer in zip(looked_at, answers, strict=True):
        follows = ask(sources).entries.index(source) + 1 < len(ask(sources).entries)
        before = any(proxy.answer.state is State.REACHED or (proxy.last and not proxy.serves) for proxy in found)
        found.append(Proxy(source, answer, not (follows and source.falls_back), before))
    return tuple(found)


def _asked_for(ask: Facts) -> Module:
    """Return what to ask for: what the project lacks, else what everybody has."""
    lacking = [module for module in ask(wanted) if ask(by_proxy, module.path)]
    return lacking[0] if lacking else Module(*KNOWN)


def _answer(ask: Facts, source: Source, module: Module) -> Answer:
    if source.folder is not None:
        there = is_folder(ask.host, source.folder)
        return Answer(
            source.text,
            State.REACHED if there else State.UNREACHABLE,
            Exchange(),
            "" if there else "names a folder that is not there",
        )
    url = f"{source.url}/{escaped(module.path)}/@v/{escaped(module.version)}.info"
    answer = asked(ask, url, login=source.login)
    if answer.state is State.REACHED and not answer.exchange.body.lstrip().startswith(b"{"):
        return answer._replace(state=State.REFUSED, why="sends something that is no module's description")
    return answer

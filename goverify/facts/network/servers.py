"""Everybody who was asked for modules or for their checksums, whatever came of it, and whether modules can be had."""

from contextlib import suppress
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.network.answers import Answer, State
from goverify.facts.network.database import asked_database
from goverify.facts.network.proxies import Proxy, proxies
from goverify.facts.network.repositories import repositories
from goverify.facts.network.sources import Way, sources


class Server(NamedTuple):
    """A server, what it is asked for, and what came of it."""

    name: str
    """Its host, with the port where one is given."""
    role: str
    """The setting that leads to it: "GOPROXY", "GOSUMDB" or "GOPRIVATE"."""
    answer: Answer


def servers(ask: Facts) -> tuple[Server, ...]:
    """Return who was asked over the network; Unavailable where nobody may be."""
    if not ask.allow.online:
        raise Unavailable("the network is asked with --online only")
    found = [Server(_host(each.answer.url), "GOPROXY", each.answer) for each in _proxies(ask)]
    with suppress(Unavailable):
        answer = ask(asked_database).answer
        found.append(Server(_host(answer.url), "GOSUMDB", answer))
    found += [Server(_host(each.answer.url), "GOPRIVATE", each.answer) for each in ask(repositories)]
    return tuple(found)


def any_serves(ask: Facts) -> bool:
    """Return whether modules can be had, as far as that is known: some entry serves, or their own sites do."""
    found = ask(proxies)
    if any(proxy.serves for proxy in found):
        return True
    to_their_sites = any(source.way is Way.DIRECT for source in ask(sources).entries)
    silent = any(each.answer.state is State.UNREACHABLE for each in ask(repositories))
    return to_their_sites and not silent and not any(proxy.last for proxy in found)


def _proxies(ask: Facts) -> list[Proxy]:
    try:
        return [each for each in ask(proxies) if each.source.way is Way.WEB]
    except Unavailable:
        return []


def _host(url: str) -> str:
    return url.split("/", 3)[2] if "://" in url else url

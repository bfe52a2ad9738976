"""How a name `go` that cannot be started stands to the go that answers: in its place, before it, or behind it."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.go_commands import go_commands
from goverify.facts.path.entries import search_path
from goverify.facts.path.hits import Hit, HitState, path_hits
from goverify.host import System
from goverify.host.paths import is_file
from goverify.model import Severity, Subject

FOR_PROGRAMS = frozenset({"bin", "sbin", "scripts"})
"""Folders in which a folder named go is out of place; elsewhere it is where people keep a tree, or their GOPATH."""


class Standing(NamedTuple):
    """What a dead name on PATH comes to."""

    severity: Severity | None
    """None: the cause's own, since no go answers."""
    concerns: tuple[Subject, ...]
    bystander: bool
    """A go before it answers, so that nobody meets it."""
    result: str
    """What a command line does, as a sentence."""


def standing(ask: Facts, hit: Hit) -> Standing:
    """Return what a name on PATH that cannot be started comes to."""
    commands = ask(go_commands)
    if not commands:
        return Standing(None, ("PATH",), bystander=False, result="No other go stands on PATH.")
    first = commands[0]
    answer = f"{first.found} ({first.release or first.wrapper or 'release unknown'})"
    hits = ask(path_hits)
    runnable = next(index for index, other in enumerate(hits) if other.state is HitState.RUNNABLE)
    if hits.index(hit) < runnable:
        return Standing(Severity.MEDIUM, ("PATH",), bystander=False, result=f"{answer} answers in its place.")
    return Standing(Severity.LOW, (), bystander=True, result=f"{answer} comes before it and answers.")


def obstacles(ask: Facts) -> tuple[Hit, ...]:
    """Return the names on PATH that are no go one can start, though they should be; first those that come first."""
    answered = bool(ask(go_commands))
    return tuple(
        hit for hit in ask(path_hits) if hit.state is not HitState.RUNNABLE and _out_of_place(hit, answered=answered)
    )


def _out_of_place(hit: Hit, *, answered: bool) -> bool:
    return hit.state is not HitState.FOLDER or (not answered and hit.found.parent.name.lower() in FOR_PROGRAMS)


def foreign_programs(ask: Facts) -> tuple[PurePath, ...]:
    """Return every go.exe that PATH reaches on a system that is not Windows, where no command line finds it as `go`."""
    host = ask.host
    if host.platform.system is System.WINDOWS:
        return ()
    places = (entry.folder / "go.exe" for entry in ask(search_path) if entry.folder)
    return tuple(place for place in dict.fromkeys(places) if is_file(host, place))

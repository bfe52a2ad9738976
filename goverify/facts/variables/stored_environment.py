"""What Windows keeps for new processes of Go's variables and of PATH, held against what this process was given.

Sources: Microsoft's pages on environment variables: a variable of the user hides the machine's of the same name, but
the user's Path is put behind the machine's; programs that were open before a change do not have it.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.ancestry import ancestry
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.path.entries import search_path, split
from goverify.facts.path.hits import go_in
from goverify.facts.settings.effective_settings import NAMES
from goverify.facts.variables.origins import alike, variable_origin
from goverify.facts.variables.places import Place, variable_places
from goverify.facts.variables.stored_path import KEYS, stored_path
from goverify.host import System
from goverify.host.paths import same_file


class StoredVariable(NamedTuple):
    """A variable of Go's that is stored for new processes."""

    name: str
    value: str
    """What a new process gets, the variables in it filled in."""
    place: Place
    """Where that stands: with the user's variables, else with the machine's."""
    hidden: Place | None
    """The machine's, where it is another one and the user's hides it."""


class StalePath(NamedTuple):
    """The go that a new terminal would find, and this process does not."""

    key: str
    folder: PurePath
    file: PurePath
    answering: GoCommand


def stored_variables(ask: Facts) -> tuple[StoredVariable, ...]:
    """Return the variables of Go's that are stored; none beside Windows."""
    if ask.host.platform.system is not System.WINDOWS:
        return ()
    names = (name for name in NAMES if name.startswith(("GO", "CGO_")))
    stored = (tuple(place for place in ask(variable_places, name) if place.target) for name in names)
    return tuple(_variable(ask, places) for places in stored if places)


def _variable(ask: Facts, places: tuple[Place, ...]) -> StoredVariable:
    first, *rest = places
    value = first.value or ""
    hidden = next((place for place in rest if not alike(ask, place.value or "", value)), None)
    return StoredVariable(first.where.rpartition("\\")[2], value, first, hidden)


def stale_variables(ask: Facts) -> tuple[StoredVariable, ...]:
    """Return the variables of which this process has another value than new ones get, or none, though nothing else sets it."""
    if any(each.kind == "ci" for each in ask(ancestry)):
        return ()  # a job's variables are its own
    env = ask.host.env
    others = (each for each in ask(stored_variables) if not alike(ask, env.get(each.name, ""), each.value))
    return tuple(each for each in others if not _set_by_a_line(ask, each))


def _set_by_a_line(ask: Facts, stored: StoredVariable) -> bool:
    return any(place.file for place in ask(variable_origin, stored.name).places)


def stale_path(ask: Facts) -> StalePath | None:
    """Return the go of the stored PATH, where it is not the one that answers and its folder is not on PATH here."""
    host = ask.host
    if host.platform.system is not System.WINDOWS or any(each.kind == "ci" for each in ask(ancestry)):
        return None
    try:
        mine = ask(answering_go)
    except Unavailable:
        return None
    known = [entry.folder for entry in ask(search_path) if entry.folder]
    for key in KEYS:
        for text in split(System.WINDOWS, ask(stored_path, key)):
            folder = host.path(text.replace('"', ""))
            chain = go_in(host, folder) if text and folder.is_absolute() else None
            if chain is None:
                continue
            here = any(folder == other or same_file(host, folder, other) for other in known)
            return None if here or chain.end == mine.file else StalePath(key, folder, chain.end, mine)
    return None

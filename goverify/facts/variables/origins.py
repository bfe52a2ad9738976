"""What gave a variable of the environment the value that it has here: a line of a file, a stored variable, or a program.

A line that gives the very value is taken for its origin, one whose value only a shell could tell may be it, and one
that gives another value is none. Where nothing on disk gives it, what started this process tells who did.
"""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.ancestry import ancestry
from goverify.facts.variables.places import Place, variable_places
from goverify.host import Reader, System
from goverify.host.paths import is_file

FIRST_PROCESS = "/proc/1/environ"
LIMIT_BYTES = 256 << 10


class VariableOrigin(NamedTuple):
    """Where the value of a variable comes from."""

    places: tuple[Place, ...]
    """The places that give it this value; those that may give it, where none certainly does."""
    others: tuple[Place, ...]
    """The places that give it another value, which new sessions may have."""
    by: str
    """Who gave it where no place does, such as "this session or the program that started it"; else empty."""


def variable_origin(ask: Facts, name: str) -> VariableOrigin:
    """Return what gave a variable the value that it has in this process."""
    value, places = ask.host.env.get(name, ""), ask(variable_places, name)
    same = tuple(place for place in places if place.value is not None and alike(ask, place.value, value))
    open_ended = tuple(place for place in places if place.value is None)
    found = same or open_ended
    others = tuple(place for place in places if place not in (*same, *open_ended))
    return VariableOrigin(found, others, "" if found else ask(giver, name))


def alike(ask: Facts, one: str, other: str) -> bool:
    """Return whether two values are the same to go; on Windows neither the case of letters nor the slash counts in a path."""
    if ask.host.platform.system is System.WINDOWS and re.match(r"[A-Za-z]:[\\/]", one):
        first, second = (text.lower().replace("/", "\\").rstrip("\\") for text in (one, other))
        return first == second
    return one == other


def giver(ask: Facts, name: str) -> str:
    """Return who gave a variable that no file gives, as far as signs show it."""
    env = ask.host.env
    if name in {part.partition("/")[0] for part in env.get("WSLENV", "").split(":")}:
        return "Windows, which hands it on through WSLENV"
    under = {each.kind: each for each in ask(ancestry)}
    if ci := under.get("ci"):
        return f"the job of {ci.name}"
    container = under.get("container")
    if container and ask(_first_process_has, name):
        return f"the image or the settings of this container ({container.name})"
    if any(process.name == "systemd" for process in ask.host.ancestors()[:1]):
        return "its systemd unit"
    if editor := under.get("editor"):
        return f"this session, or the settings of {editor.name}"
    return "this session, or the program that started it"


def _first_process_has(ask: Facts, name: str) -> bool:
    """Return whether a container's first process was given the variable; its value is left alone."""
    file = ask.host.path(FIRST_PROCESS)

    def judge(reader: Reader) -> str:
        return "yes" if f"\0{name}=".encode() in b"\0" + reader.read(0, LIMIT_BYTES) else "no"

    try:
        return is_file(ask.host, file) and ask.host.judged(file, f"has {name}", judge) == "yes"
    except OSError:
        return False

"""The commands that move a file away, and that let this user read one."""

import shlex
from collections.abc import Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.host import Host, System
from goverify.model import Fix

MOST_NAMED = 20
"""Files that a command names."""


def moved_away(ask: Facts, file: PurePath) -> str:
    """Return the command that keeps a file under a name that go does not look for."""
    if ask.host.platform.system is System.WINDOWS:
        return f"Rename-Item '{file}' '{file.name}.old'"
    who = "" if ask.host.access(file.parent, "w") else "sudo "
    return f"{who}mv {path_word(ask.host, file)} {path_word(ask.host, f'{file}.old')}"


def made_readable(ask: Facts, places: Sequence[PurePath]) -> Fix:
    """Return how this user comes to read files or folders: by their mode where they are theirs, else by the owner."""
    host, first = ask.host, places[0]
    summary = f"Let this user read {first}" + (" and the others." if len(places) > 1 else ".")
    if host.platform.system is System.WINDOWS:
        return Fix(summary, tuple(f'icacls "{place}" /grant "${{env:USERNAME}}:R"' for place in places[:MOST_NAMED]))
    words = " ".join(path_word(host, place) for place in places[:MOST_NAMED])
    own = all(_owner(ask, place) == host.identity.uid for place in places)
    return Fix(summary, (f"chmod u+rX {words}",) if own else (f'sudo chown "$(id -un)" {words}', f"chmod u+rX {words}"))


def _owner(ask: Facts, place: PurePath) -> int | None:
    try:
        entry = ask.host.entry(place)
    except OSError:
        return None
    return entry.uid if entry else None


def path_word(host: Host, path: PurePath | str) -> str:
    """Return a path as one word of a command line."""
    text = str(path)
    if host.platform.system is not System.WINDOWS:
        return shlex.quote(text)
    return text if all(char.isalnum() or char in r"\/:._-~" for char in text) else f"'{text}'"

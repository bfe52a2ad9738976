"""The commands that move a file away, and that let this user read one."""

import shlex
from collections.abc import Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.remedies import sudo
from goverify.facts.variables.shells import Shell, powershell, quoted
from goverify.host import Host, System
from goverify.model import Fix

MOST_NAMED = 20
"""Files that a command names."""


def moved_away(ask: Facts, file: PurePath) -> str:
    """Return the command that keeps a file under a name that go does not look for."""
    if ask.host.platform.system is System.WINDOWS:
        return powershell(ask, f"Rename-Item {_literal(file)} {_literal(f'{file.name}.old')}")
    who = "" if ask.host.access(file.parent, "w") else "sudo "
    return f"{who}mv {path_word(ask.host, file)} {path_word(ask.host, f'{file}.old')}"


def edited(ask: Facts, file: PurePath, script: str) -> str:
    """Return the command that changes a text file in place by a line of sed."""
    in_place = "sed -i ''" if ask.host.platform.system is System.MACOS else "sed -i"
    return f"{sudo(ask, file)}{in_place} '{script}' {path_word(ask.host, file)}"


def with_unix_line_ends(ask: Facts, file: PurePath) -> str:
    """Return the command that takes the carriage returns out of a text file; sed knows them on Linux alone."""
    if ask.host.platform.system is System.MACOS:
        return f"{sudo(ask, file)}perl -pi -e 's/\\r$//' {path_word(ask.host, file)}"
    return edited(ask, file, r"s/\r$//")


def made_readable(ask: Facts, places: Sequence[PurePath]) -> Fix:
    """Return how this user comes to read files or folders: by their mode where they are theirs, else by the owner."""
    host, first = ask.host, places[0]
    summary = f"Let this user read {first}" + (" and the others." if len(places) > 1 else ".")
    if host.platform.system is System.WINDOWS:
        grants = (f'icacls "{place}" /grant "${{env:USERNAME}}:R"' for place in places[:MOST_NAMED])
        return Fix(summary, tuple(powershell(ask, grant) for grant in grants))
    words = " ".join(path_word(host, place) for place in places[:MOST_NAMED])
    own = all(_owner(ask, place) == host.identity.uid for place in places)
    return Fix(summary, (f"chmod u+rX {words}",) if own else (f'sudo chown "$(id -un)" {words}', f"chmod u+rX {words}"))


def opened_tree(ask: Facts, root: PurePath) -> Fix:
    """Return how everybody comes to read a Go tree."""
    return Fix(f"Let everybody read {root}.", (f"{sudo(ask, root)}chmod -R a+rX {shlex.quote(str(root))}",))


def _literal(text: PurePath | str) -> str:
    return quoted(Shell.POWERSHELL, str(text))


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
    return text if all(char.isalnum() or char in r"\/:._-~" for char in text) else _literal(text)

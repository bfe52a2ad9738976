"""PATH as a command line reads it: its entries in order, the folder that each names, and whether to trust it."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.writers import OtherWriter, alone, other_writer
from goverify.host import System

_PREFIX = re.compile(r"^\\\\\?\\(?=[A-Za-z]:\\)")
r"""`\\?\` before a drive, by which Windows passes long paths on as they are."""


@dataclass(frozen=True, slots=True)
class PathEntry:
    """One entry of PATH."""

    index: int
    text: str
    """As written."""
    folder: PurePath | None
    """The folder that is searched; None where the system passes over the entry."""
    trusted: bool
    """Nobody but root and this user decides what stands there."""
    why_untrusted: str
    relative: bool = False
    """It names another folder wherever one stands."""
    writer: OtherWriter | None = None
    """Who else may put something there, where somebody may."""


def search_path(ask: Facts) -> tuple[PathEntry, ...]:
    """Return the entries of PATH in order; none where it is unset or empty."""
    return tuple(_entry(ask, index, text) for index, text in enumerate(split(ask.host.platform.system, path_text(ask))))


def shown(text: str) -> str:
    """Return an entry in quotes as a person would type it, with what cannot be seen written out."""
    return '"' + "".join(char if char.isprintable() else repr(char)[1:-1] for char in text) + '"'


def path_text(ask: Facts) -> str:
    """Return PATH as it is, empty where it is unset."""
    return ask.host.env.get("PATH", "")


def split(system: System, text: str) -> list[str]:
    """Return the entries of a list of folders, as written; on Windows quotes protect a semicolon (path/filepath.SplitList)."""
    if not text:
        return []
    if system is not System.WINDOWS:
        return text.split(":")
    entries, quoted = [""], False
    for char in text:
        quoted ^= char == '"'
        if char == ";" and not quoted:
            entries.append("")
        else:
            entries[-1] += char
    return entries


def _entry(ask: Facts, index: int, text: str) -> PathEntry:
    host = ask.host
    windows = host.platform.system is System.WINDOWS
    written = _PREFIX.sub("", text.replace('"', "")) if windows else text
    # A colon behind the drive's makes no folder on Windows.
    if windows and (not written or ":" in written[2:]):
        return PathEntry(index, text, None, trusted=True, why_untrusted="")
    named = host.path(written)
    folder = named if named.is_absolute() else host.cwd / named
    if not named.is_absolute():
        where = "the current folder" if written in {"", "."} else f"{written} in the current folder"
        return PathEntry(index, text, folder, trusted=False, why_untrusted=f"it means {where}", relative=True)
    writer = ask(other_writer, folder)
    if writer is None:
        return PathEntry(index, text, folder, trusted=True, why_untrusted="")
    return PathEntry(index, text, folder, trusted=ask(alone), why_untrusted=writer.reason, writer=writer)

"""Folders that a path may have been meant to name: a slip of the fingers, a part written twice, a colon left out.

Each is worth no more than what stands there: who asks looks whether it holds a go.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts.path.mending import Mended
from goverify.facts.settings.near_names import one_slip
from goverify.host import Host
from goverify.host.paths import is_folder

LIMIT_NAMES = 400

TOPS = frozenset({"usr", "opt", "home", "snap", "root", "Users"})
"""Folders that stand at the top of a file system and hardly anywhere else."""

SIBLINGS = {"bin", "sbin"}
"""Both are usual, as `brew shellenv` puts them on PATH, whether there is anything in the one or not."""


def mistyped(host: Host, folder: PurePath) -> Iterator[Mended]:
    """Yield what an absolute path that leads nowhere may have been meant to be."""
    parts = folder.parts
    for at in range(2, len(parts)):
        if parts[at] in TOPS:
            last = str(type(folder)("/", *parts[at:]))
            yield Mended(f"lacks a colon before {last}", last)
        if parts[at] == parts[at - 1]:
            yield Mended(f"has {parts[at]} twice", str(type(folder)(*parts[:at], *parts[at + 1 :])))
    there = next((above for above in folder.parents if is_folder(host, above)), None)
    if there is None:
        return
    name, *rest = folder.relative_to(there).parts
    for near in _near(host, there, name):
        yield Mended(f"says {name} where {near} stands", str((there / near).joinpath(*rest)))


def _near(host: Host, folder: PurePath, name: str) -> Iterator[str]:
    """Yield the names in a folder that differ from one by a slip; another number is another version, and no slip."""
    try:
        names = sorted(host.names(folder)[:LIMIT_NAMES])
    except OSError:
        return
    yield from (each for each in names if each.casefold() == name.casefold())
    letters = _letters(name)
    unlike = (each for each in names if letters != _letters(each) and {name, each} != SIBLINGS)
    yield from (each for each in unlike if one_slip(name.casefold(), each.casefold()))


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if not char.isdigit())

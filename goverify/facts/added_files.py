"""Files of a tree that its release does not have: which of them a failed build trips over, and how to be rid of them."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.failures.source_errors import SourceError
from goverify.facts.remedies import sudo
from goverify.host import System
from goverify.model import Fix

FEW = 20
"""More are what another release left behind, and no file of a person's."""


def in_the_way(ask: Facts, root: PurePath, errors: Iterable[SourceError]) -> tuple[str, ...]:
    """Return the added files that errors in the standard library name, where nothing else of the tree is changed."""
    from goverify.facts.authenticity.judgement import authenticity  # seldom needed: dear to import

    files = ask(authenticity, root).files
    if files is None or files.changed or files.missing or len(files.added) > FEW:
        return ()
    told = [(error.file.parent, f"{error.file.name} {error.words}") for error in errors]
    places = {name: root / name for name in files.added}
    return tuple(
        name
        for name, place in places.items()
        if any(place.name in text and (place.parent == folder or str(place.parent) in text) for folder, text in told)
    )


def removal(ask: Facts, root: PurePath, names: Sequence[str], otherwise: Fix) -> Fix:
    """Return how added files go away: what looks like a project of somebody's is moved out, and little else removed.

    `otherwise` helps where they are many.
    """
    projects = {place for name in names if (place := _project(root, name))}
    strays = [root / name for name in names if not _project(root, name)]
    windows = ask.host.platform.system is System.WINDOWS
    who = sudo(ask, root)
    moving = [] if windows else [f'{who}mv {_word(place)} "$HOME"/' for place in sorted(projects)[:FEW]]
    moved = "Move what is yours out of the tree: a module may stand anywhere else. " if projects else ""
    if windows or len(strays) > FEW:
        commands = () if projects and windows else otherwise.commands
        return Fix(f"{moved}Remove what nobody needs there. Else: {otherwise.summary}", (*moving, *commands))
    removing = [f"{who}rm {' '.join(map(_word, strays))}"] if strays else []
    summary = f"{moved}{'Remove what nobody needs there.' if strays else ''}"
    return Fix(summary.strip(), (*moving, *removing))


def _project(root: PurePath, name: str) -> PurePath | None:
    """Return the folder directly below src that is named like a host of projects, such as github.com."""
    head, _, rest = name.partition("/")
    first, _, more = rest.partition("/")
    return root / head / first if head == "src" and more and "." in first else None


def _word(path: PurePath) -> str:
    return shlex.quote(str(path))

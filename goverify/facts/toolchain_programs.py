"""The programs of the toolchain that answers: its go, and what its tree brings beside it."""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts, Unavailable
from goverify.facts.go_commands import answering_go
from goverify.facts.tools import tools
from goverify.facts.tree import answering_tree
from goverify.host import System
from goverify.host.paths import resolve

LIMIT = 40
"""Releases before 1.25 bring about twenty tools."""


def toolchain_programs(ask: Facts) -> tuple[PurePath, ...]:
    """Return the files of go, gofmt and the tools, free of links, go first; Blocked where no go answers.

    A wrapper is none of them; the go of the tree behind it is.
    """
    found = dict.fromkeys(filter(None, (resolve(ask.host, path) for path in _named(ask))))
    return tuple(found)[:LIMIT]


def _named(ask: Facts) -> Iterator[PurePath]:
    go = ask(answering_go)
    if not go.wrapper:
        yield go.file
    try:
        tree = ask(answering_tree)
    except Unavailable:
        return
    exe = ".exe" if ask.host.platform.system is System.WINDOWS else ""
    yield from (tree.root / "bin" / f"{name}{exe}" for name in ("go", "gofmt"))
    yield from (tool.path for tool in ask(tools, tree).tools if tool.binary is not None)

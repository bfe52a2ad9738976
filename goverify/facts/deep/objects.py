"""What the compiler and the assembler write at the head of an object, by which the linker takes it or refuses it.

Sources: cmd/internal/objabi (HeaderString), cmd/link/internal/ld (ldobj: "linked object header mismatch").
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.deep.proofs import program_in_turn
from goverify.facts.running import clean_env
from goverify.facts.tools import Tool, tool_answer, tools
from goverify.facts.tree import Tree
from goverify.host import Completed

BUILD_ID = "goverify/goverify"
FILES = {
    "one.go": "package one\n\nfunc One() int { return 1 }\n",
    "two.s": "TEXT ·Two(SB),4,$0-0\n\tRET\n",
}
MADE_OF = {
    "compile": ("-p", "one", "-buildid", BUILD_ID, "-o", "{work}/one.o", "{work}/one.go"),
    "asm": ("-p", "one", "-o", "{work}/two.o", "{work}/two.s"),
}
"""What each tool is given; neither source needs the standard library."""

HEAD_BYTES = 4096
HEADER = re.compile(rb'^go object (?P<words>[ -~]{1,1000})\n(?:build id "(?P<id>[ -~]{1,1000})"\n)?', re.MULTILINE)


class Object(NamedTuple):
    """An object that a tool made."""

    tool: Tool
    completed: Completed
    header: tuple[str, ...]
    """The words after "go object": GOOS, GOARCH, the version, then what levels and experiments it was made with."""
    build_id: str


def objects(ask: Facts, tree: Tree) -> tuple[Object, ...]:
    """Return an object of each tool that may be asked."""
    work = ask.host.scratch("objects", FILES)
    asked = [tool for name in MADE_OF if ask(tool_answer, tree, name) and (tool := ask(tools, tree).tool(name))]
    return tuple(_object(ask, tool, work) for tool in asked)


def _object(ask: Facts, tool: Tool, work: PurePath) -> Object:
    args = [str(work / part[7:]) if part.startswith("{work}/") else part for part in MADE_OF[tool.name]]
    completed = program_in_turn(ask, tool.path, args, env=clean_env(ask), cwd=work)
    found = HEADER.search(_head(ask, ask.host.path(args[args.index("-o") + 1]))) if completed.ok else None
    if found is None:
        return Object(tool, completed, (), "")
    return Object(tool, completed, tuple(found["words"].decode().split()), (found["id"] or b"").decode())


def _head(ask: Facts, path: PurePath) -> bytes:
    try:
        with ask.host.open(path) as reader:
            return reader.read(0, HEAD_BYTES)
    except OSError:
        return b""

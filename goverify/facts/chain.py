"""The chain of tools that builds and tests run, each asked which version it is.

Source: cmd/go/internal/work (toolID), which asks the same before it uses a tool, and cmd/internal/objabi (AddVersionFlag).
"""

from goverify.facts import Facts
from goverify.facts.tools import ToolAnswer, tool_answer
from goverify.facts.tree import Tree

CHAIN = ("vet", "cgo", "link", "asm", "compile")
"""From the end, since tree.tools-mismatch asks from the beginning at the same time."""


def chain_answers(ask: Facts, tree: Tree) -> tuple[ToolAnswer, ...]:
    """Return what the tools answer; those that are missing, or must not or cannot be started, are left out."""
    answers = (ask(tool_answer, tree, name) for name in CHAIN)
    return tuple(answer for answer in answers if answer is not None)[::-1]

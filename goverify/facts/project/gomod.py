"""What a go.mod or a go.work says, and what go refuses in it.

Source: golang.org/x/mod/modfile (rule.go, work.go).
"""

from collections.abc import Iterable
from typing import NamedTuple

from goverify.facts.project.gomod_directives import Draft, Exclude, Replace, Require, reader
from goverify.facts.project.gomod_syntax import Defect, Fault, Syntax, defect, take_apart
from goverify.facts.project.module_paths import checked_path

__all__ = ["Defect", "Exclude", "ModFile", "Replace", "Require", "parse"]

MOST_DEFECTS = 20
"""Nobody reads more of them."""

MOD_BLOCKS = frozenset("module godebug require exclude replace retract tool ignore".split())
WORK_BLOCKS = frozenset("godebug use replace".split())


class ModFile(NamedTuple):
    """A go.mod or a go.work, as far as it can be understood."""

    module: str | None = None
    go: str | None = None
    toolchain: str | None = None
    requires: tuple[Require, ...] = ()
    replaces: tuple[Replace, ...] = ()
    excludes: tuple[Exclude, ...] = ()
    uses: tuple[str, ...] = ()
    """The folders that a go.work names, as they are written."""
    tools: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    godebug: tuple[tuple[str, str], ...] = ()
    defects: tuple[Defect, ...] = ()
    """What go refuses, in the order of the lines: with one of them no command that needs the file works."""
    lines: tuple[tuple[str, int], ...] = ()
    """Where the module, go and toolchain directives stand: the name of each and its line, from 1."""

    def line_of(self, directive: str) -> int | None:
        """Return the line of the module, go or toolchain directive."""
        return next((line for name, line in self.lines if name == directive), None)


def parse(text: str, work: bool = False) -> ModFile:
    """Return what a go.mod says, or a go.work."""
    syntax = take_apart(text, WORK_BLOCKS if work else MOD_BLOCKS)
    draft, lines = Draft(work), text.split("\n")
    defects = list(syntax.defects)
    defects += (defect(lines, line, why) for line, why in _understood(draft, syntax))
    module = draft.single.get("module")
    if not work and not defects:
        defects += _of_the_module(draft, lines)
    return ModFile(
        module,
        draft.single.get("go"),
        draft.single.get("toolchain"),
        tuple(draft.requires),
        tuple(draft.replaces),
        tuple(draft.excludes),
        tuple(draft.folders["use"]),
        tuple(draft.folders["tool"]),
        tuple(draft.folders["ignore"]),
        tuple(draft.godebug),
        tuple(sorted(defects))[:MOST_DEFECTS],
        tuple(draft.lines.items()),
    )


def _of_the_module(draft: Draft, lines: list[str]) -> Iterable[Defect]:
    module = draft.single.get("module")
    if module is None:
        yield Defect(0, "", "it has no module line")
        return
    try:
        checked_path(module)
    except Fault as fault:
        yield defect(lines, draft.lines["module"], str(fault))


def _understood(draft: Draft, syntax: Syntax) -> list[tuple[int, str]]:
    """Put the statements into a draft; return the lines that are refused, and why."""
    refused = []
    for statement in syntax.statements:
        try:
            reader(statement.verb, draft.work)(draft, statement)
        except Fault as fault:
            refused.append((statement.line, str(fault)))
    return refused

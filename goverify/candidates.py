"""The candidates: every go that a command line comes across here, in order, without running any."""

import contextlib
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeVar

from goverify.facts import Facts, Unavailable
from goverify.facts.ancestry import ancestry
from goverify.facts.authenticity.judgement import authenticity
from goverify.facts.companions import companions
from goverify.facts.contexts.asking import asked_shells, why_not_asked
from goverify.facts.contexts.finding import contexts
from goverify.facts.go_commands import GoCommand, Hit, HitState, go_commands, path_hits
from goverify.facts.goroot import by_location, goroot
from goverify.facts.managers.choosing import choice, pursuit
from goverify.facts.provenance.installations import installations
from goverify.facts.provenance.judgement import UNKNOWN, provenance
from goverify.facts.provenance.trail import version_of
from goverify.facts.summaries import of_choice, of_circumstance, of_context, of_provenance
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.summaries import of_toolchain_choice
from goverify.host import NotRecorded
from goverify.host.paths import follow
from goverify.report import Candidate, Elsewhere, TreeWorth, WhichReport
from goverify.report_parts import ToolchainSummary

T = TypeVar("T")


MOST_JUDGED = 8
"""Trees beside PATH whose files are looked through: each takes half a second."""


def candidates(facts: Facts, *, cut: bool = False, judging_all: bool = False) -> WhichReport:
    """Return every go on PATH hop by hop, and why the first runnable one answers.

    `cut`: the start-up files of this host are cut down to a few lines, as those of a recording are, so that nothing can
    be told of other contexts. `judging_all`: look through the files of trees beside PATH too.
    """
    commands = {command.found: command for command in facts(go_commands)}
    first = next(iter(commands), None)
    found = tuple(_candidate(facts, hit, commands.get(hit.found), first) for hit in facts(path_hits))
    beside = tuple(of_provenance(each) for each in _recorded(facts, companions))
    around = () if cut else tuple(of_context(each) for each in (*facts(contexts), *facts(asked_shells)))
    under = tuple(of_circumstance(each) for each in _recorded(facts, ancestry))
    not_asked = "" if not facts.allow.ask_shells else "this is a recording" if cut else facts(why_not_asked)
    chosen = _toolchain(facts)
    others = _elsewhere(facts, MOST_JUDGED if judging_all else 0)
    return WhichReport(found, _why(facts, found, first), others, beside, around, under, chosen, not_asked)


def _toolchain(facts: Facts) -> ToolchainSummary | None:
    """Return which Go would run in this folder; None where that cannot be told."""
    with contextlib.suppress(Unavailable, NotRecorded, OSError):
        return of_toolchain_choice(facts(toolchain_choice))
    return None


def _recorded(facts: Facts, fact: Callable[[Facts], tuple[T, ...]]) -> tuple[T, ...]:
    """Return a fact, nothing where a recording does not tell it."""
    with contextlib.suppress(NotRecorded):
        return facts(fact)
    return ()


def _elsewhere(facts: Facts, judged: int) -> tuple[Elsewhere, ...]:
    """Return the trees that PATH does not lead to, the first of them with what their files are worth."""
    trees = [tree for tree in facts(installations) if not tree.on_path]
    return tuple(
        Elsewhere(
            str(tree.root),
            tree.version or None,
            of_provenance(facts(provenance, tree.root)),
            _worth(facts, tree.root) if number < judged else None,
        )
        for number, tree in enumerate(trees)
    )


def _candidate(facts: Facts, hit: Hit, command: GoCommand | None, first: PurePath | None) -> Candidate:
    source, chosen = facts(provenance, hit.found), facts(choice, hit.found)
    notes = [hit.why] if hit.why else []
    if command and command.wrapper:
        notes.append(f"it is a stand-in: {command.wrapper}")
    if command and command.why_not_run:
        notes.append(f"not run unasked, since {command.why_not_run}")
    return Candidate(
        found=str(hit.found),
        file=None if hit.chain.dead else str(hit.chain.end),
        hops=tuple(f"{hop.link} -> {hop.target}" for hop in hit.chain.hops),
        state=hit.state.value,
        version=_version(facts, command),
        answers=hit.state is HitState.RUNNABLE and hit.found == first,
        note="; ".join(notes),
        source=None if hit.chain.dead and source.id == UNKNOWN else of_provenance(source),
        choice=of_choice(chosen) if chosen else None,
        authenticity=_worth(facts, by_location(facts.host, command)) if command and not command.wrapper else None,
    )


def _version(facts: Facts, command: GoCommand | None) -> str | None:
    """Return the release of a go, of a stand-in that of the go which it leads to."""
    if command is None or command.release or not command.wrapper:
        return str(command.release) if command and command.release else None
    with contextlib.suppress(NotRecorded):
        end = facts(pursuit, command.found).go
        chain = follow(facts.host, end) if end else None
        number = version_of(facts.host, chain.end.parent.parent) if chain else ""
        return f"go{number}" if number else None
    return None


def _worth(facts: Facts, root: PurePath | None) -> TreeWorth | None:
    """Return what a tree is worth; two names of one tree are looked through once."""
    if root is None:
        return None
    try:
        found = facts(authenticity, root)
    except (Unavailable, NotRecorded, OSError) as error:
        return TreeWorth("unknown", str(error))
    return TreeWorth(found.status.value, found.reason)


def _why(facts: Facts, found: tuple[Candidate, ...], first: PurePath | None) -> str:
    if first is None:
        trees = ", ".join(str(tree.root) for tree in facts(installations))
        elsewhere = f"there is a Go in {trees}" if trees else "no Go was found elsewhere either"
        return f"No entry of PATH holds a go that can be started; {elsewhere}."
    passed = [item.found for item in found if not item.answers][: [item.answers for item in found].index(True)]
    why = "Its folder is the first on PATH that holds a go that can be started"
    why += f"; {', '.join(passed)} before it cannot." if passed else "."
    root = facts(goroot)
    way = f" It works with the tree {root.root}, since {root.way}." if root.root and root.way else ""
    return why + way

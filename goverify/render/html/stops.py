"""The ways of PATH as a picture and a list can show them: each go in order, and what stands on the way to its tree."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from goverify.report import Candidate, Elsewhere, Report
from goverify.report_parts import ToolchainSummary

MOST_STOPS, MOST_HOPS = 24, 12
"""What is drawn; a chain has 40 links at most, and a person follows the first ones."""

SURE = {"high": "", "medium": ", by one sign", "low": ", by its place alone"}
"""How sure a provenance is, as the other formats say it."""


WORDS = {"runnable": "", "dangling": "dangling link", "loop": "links in a circle", "folder": "no file"}
NOWHERE = {"dangling": "leads to nothing", "loop": "leads back to its beginning"}
"""What becomes of a go by its state, where the state's own name does not say it."""

SOURCES = {"path": "found on PATH", "module-cache": "in the module cache"}
"""Where the toolchain is that runs in place of the go that answers."""

ENDS = ("/bin/go", "\\bin\\go.exe")
"""Where a go stands in its tree."""


class Kind(StrEnum):
    """What a step on the way is."""

    LINK = "link"
    CHOICE = "choice"
    FILE = "file"
    TREE = "tree"
    DEAD = "dead"


class Step(NamedTuple):
    """One step from the name on PATH to the tree."""

    kind: Kind
    label: str
    """What it is, in a few words of ours."""
    name: str
    """What stands there, in the machine's words."""
    remark: str = ""
    """What else is known of it."""


class Stop(NamedTuple):
    """One go on PATH."""

    found: str
    answers: bool
    reached: bool
    """The shell looks no further than the go that answers."""
    remark: str
    """What becomes of it, and its version."""
    steps: tuple[Step, ...]


def stops(report: Report) -> tuple[Stop, ...]:
    """Return every go on PATH; without the ways of PATH at least the one that answers."""
    if report.ways is None:
        return _only(report)
    reached, found = True, []
    for candidate in report.ways.candidates[:MOST_STOPS]:
        found.append(_stop(candidate, report, reached=reached))
        reached = reached and not candidate.answers
    return tuple(found)


def _only(report: Report) -> tuple[Stop, ...]:
    """Return the go that answers, from what the report says of it alone."""
    go = report.go
    if go is None:
        return ()
    steps = [Step(Kind.FILE, "file", go.file)] if go.file != go.command else []
    if go.goroot:
        remark = _joined(go.provenance.origin, _status(go.authenticity.get("status")))
        steps.append(Step(Kind.TREE, "tree", go.goroot, remark))
    return (Stop(go.command, answers=True, reached=True, remark=_joined("answers", go.version), steps=tuple(steps)),)


def _stop(candidate: Candidate, report: Report, *, reached: bool) -> Stop:
    state = WORDS.get(candidate.state, candidate.state)
    fate = "answers" if candidate.answers else f"passed over: {state}" if reached and state else state
    remark = _joined(fate or "not reached", candidate.version, candidate.note)
    steps = (*_links(candidate), *_steps(candidate, report))
    return Stop(candidate.found, candidate.answers, reached, remark, steps)


def _joined(*words: str | None) -> str:
    return ", ".join(word for word in words if word)


def _links(candidate: Candidate) -> Iterator[Step]:
    """Yield each link on the way to the file; what leads in a circle is gone round once."""
    hops = tuple(dict.fromkeys(candidate.hops))
    for at, hop in enumerate(hops[:MOST_HOPS]):
        link, _, target = hop.partition(" -> ")
        label = "link to" if at or link == candidate.found else f"{link} is a link to"
        yield Step(Kind.LINK, label, target or hop)
    if len(hops) > MOST_HOPS:
        yield Step(Kind.LINK, f"and {len(hops) - MOST_HOPS} more links", "")
    if candidate.file is None:
        yield Step(Kind.DEAD, NOWHERE.get(candidate.state, "leads to no file"), "")


def _steps(candidate: Candidate, report: Report) -> Iterator[Step]:
    """Yield the file, what it would start in its place, and the tree of what runs in the end."""
    file = candidate.file
    if file is None:
        return
    root, origin = _root(file, report), _origin(candidate)
    if file != candidate.found:
        yield Step(Kind.FILE, "file", file, "" if root else origin)
    choice, chosen = candidate.choice, chosen_here(report) if candidate.answers else None
    if choice:
        yield Step(
            Kind.CHOICE, _joined(f"{choice.manager} chooses {choice.version or ''}".strip(), "since"), choice.why
        )
        if not choice.runs:
            yield Step(Kind.DEAD, "runs nothing", "")
            return
        yield from [Step(Kind.FILE, "runs", choice.runs)] if choice.runs != file else []
    if chosen and chosen.runs:
        yield Step(Kind.CHOICE, "hands over to", _joined(chosen.wanted, SOURCES.get(chosen.source)))
        yield Step(Kind.FILE, "runs", chosen.runs)
    last = (chosen.runs if chosen else None) or (choice.runs if choice else None) or file
    if last != file:
        root = _root(last, report) or _around(last)
        yield from [Step(Kind.TREE, "tree", root)] if root else []
    else:
        yield from _trees(root, origin, _at_work(report) if candidate.answers else None)


def _trees(root: str | None, origin: str, at_work: str | None) -> Iterator[Step]:
    """Yield the tree that a go stands in, and the one that it works with, where that is another."""
    if root:
        yield Step(Kind.TREE, "tree", root, origin)
    if at_work and at_work != root:
        yield Step(Kind.TREE, "but works with the tree" if root else "works with the tree", at_work)


def _origin(candidate: Candidate) -> str:
    status = candidate.authenticity.status if candidate.authenticity else None
    return _joined(candidate.source.name if candidate.source else None, _status(status))


def chosen_here(report: Report) -> ToolchainSummary | None:
    """Return which Go would run in this folder, as far as that is known."""
    return report.toolchain or (report.ways.toolchain if report.ways else None)


def _root(file: str, report: Report) -> str | None:
    """Return the tree that a file stands in: the deepest of those that were found."""
    return max((tree.root for tree in report.installations if _within(file, tree.root)), key=len, default=None)


def _around(file: str) -> str | None:
    """Return the tree around a go that was chosen and not looked at: what its folder bin is in."""
    return next((file.removesuffix(end) for end in ENDS if file.endswith(end) and file != f"/usr{end}"), None)


def _at_work(report: Report) -> str | None:
    """Return the tree that the go that answers works with, by the name that the list of trees has for it."""
    goroot = report.go.goroot if report.go else None
    return next((tree.root for tree in report.installations if tree.answers), goroot)


def _within(file: str, root: str) -> bool:
    """Tell whether a file lies below a folder, on a system of either kind of names."""
    return file.startswith((f"{root}/", f"{root}\\")) or file.casefold().startswith(f"{root}\\".casefold())


def _status(status: str | None) -> str | None:
    return None if status == "unknown" else status


def beside(report: Report, found: Sequence[Stop]) -> tuple[Elsewhere, ...]:
    """Return the trees that PATH does not lead to, but for those that a stop leads to after all."""
    drawn = {step.name for stop in found for step in stop.steps}
    return tuple(tree for tree in report.ways.elsewhere if tree.root not in drawn) if report.ways else ()

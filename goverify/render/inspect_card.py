"""All that `goverify inspect` found in one file, for a person to read: what it is, then the facts by group."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from goverify.binfmt import Binary, GoBuild, Module
from goverify.inspected import Missed, Row, State
from goverify.render.inspect_words import FORMATS, KINDS, on_signatures, sentence
from goverify.render.layout import pad, visible, wrap
from goverify.render.style import Ink, Style

if TYPE_CHECKING:
    from goverify.deep import Deep, View

LABEL_WIDTH = 14
FEW = 8
"""Entries of a long list that are shown unless all are asked for."""

Facts = Sequence[tuple[str, str | None]]


def card(row: Row, style: Style, verbose: int) -> str:
    """Return the card of one file; `verbose` shows long lists whole."""
    wrong = row.state is not State.READ or row.damaged or row.broken
    first, *rest = wrap(f"{row.path} {sentence(row)}", style.width)
    lines = [style.paint(text, Ink.BOLD, *([Ink.RED] if wrong else [])) for text in (first, *rest)]
    for heading, section in _sections(row, style, verbose):
        if section:
            lines += ["", style.heading(heading), *section]
    return "\n".join(lines) + "\n"


def _sections(row: Row, style: Style, verbose: int) -> Iterator[tuple[str, list[str]]]:
    yield "Way to it", [text for hop in row.links for text in wrap(hop, style.width, "  ")]
    binary = row.binary
    if binary is None or row.state is not State.READ:
        return
    yield "File", _table(_file(row, binary), style)
    if row.program:
        yield "Go", _table(_go(row, binary), style)
    if binary.go is not None:
        yield "Build settings", _table([(key, value or '""') for key, value in binary.go.settings], style)
        count = len(binary.go.dependencies)
        yield f"Dependencies ({count})", _some(list(map(_module, binary.go.dependencies)), style, verbose)
    for part in binary.slices:
        about = Row(row.path, named=True, state=State.READ, binary=part.binary)
        place = f"{part.place.size} bytes at {part.place.offset}"
        yield (
            f"Part for {'+'.join(map(visible, part.binary.architectures)) or 'an unknown processor'}",
            [*wrap(f"{place}: {sentence(about).removeprefix('is ')}", style.width, "  ")],
        )
    yield "Signature", [text for said in on_signatures(row) for text in wrap(said, style.width, "  ")]
    if row.deep is not None:
        yield f"Inside, as {row.deep.library} sees it", list(_deep(row.deep, style, verbose))


def _table(facts: Facts, style: Style) -> list[str]:
    """Return the facts that are known, one beside the other's label."""
    return [
        line
        for label, value in facts
        if value
        for line in wrap(value, style.width, f"  {pad(visible(label), LABEL_WIDTH)}  ")
    ]


def _file(row: Row, binary: Binary) -> Facts:
    order = f"{binary.bits}-bit, {binary.byte_order}-endian" if binary.bits and binary.byte_order else ""
    guards = {
        "position-independent": binary.pie,
        "stack not executable": binary.nx,
        f"RELRO {binary.relro}": binary.relro is not None or None,
    }
    return (
        ("size", f"{row.size} bytes"),
        ("leads to", row.file),
        ("format", ", ".join(part for part in (FORMATS[binary.format], order) if part)),
        ("kind", KINDS[binary.kind] if binary.kind else None),
        ("subsystem", binary.subsystem),
        ("minimum OS", binary.minimum_os),
        ("interpreter", binary.interpreter),
        ("needs", ", ".join(binary.needed)),
        ("protection", ", ".join(text if yes else f"not {text}" for text, yes in guards.items() if yes is not None)),
        ("symbols", _presence(binary.symbols)),
        ("DWARF", _presence(binary.dwarf)),
        ("packed by", binary.packer),
        ("GNU build ID", binary.gnu_build_id),
    )


def _presence(there: bool | None) -> str | None:
    return None if there is None else "there" if there else "stripped"


def _go(row: Row, binary: Binary) -> Facts:
    own = binary.go
    return (
        *(_build(own) if own else ()),
        ("build ID", binary.go_build_id),
        ("compiler", binary.compiler),
        ("function table", f"as since Go {binary.pclntab}" if binary.pclntab else None),
        ("not found by", "; ".join(_missed(row.missed_by))),
    )


def _missed(rows: Sequence[Missed]) -> Iterator[str]:
    """Yield each reason with the releases that it holds for."""
    for why, found in groupby(rows, key=lambda item: item.why):
        releases = tuple(found)
        until = f" to {releases[-1].release}" if len(releases) > 1 else ""
        here = next((f", {item.release} being the one here" for item in releases if item.here), "")
        yield f"go version of {releases[0].release}{until}{here}: {why}"


def _build(go: GoBuild) -> Facts:
    return (
        ("version", go.version),
        ("program", go.path),
        ("module", _module(go.module) if go.module else None),
        ("found by", go.found_by),
    )


def _module(module: Module) -> str:
    other = module.replacement
    said = " ".join(part for part in (module.path, module.version) if part)
    return f"{said} => {' '.join(part for part in (other.path, other.version) if part)}" if other else said


def _some(items: Sequence[str], style: Style, verbose: int) -> list[str]:
    """Return a list, of a long one the start unless all of it is asked for."""
    shown = items if verbose or len(items) <= FEW + 2 else items[:FEW]
    lines = [line for item in shown for line in wrap(item, style.width, "  ")]
    left = len(items) - len(shown)
    return [*lines, f"  {left} more; -v shows all"] if left else lines


def _deep(deep: "Deep", style: Style, verbose: int) -> Iterator[str]:
    if deep.problem is not None:
        yield from wrap(f"deep view failed: {deep.problem}", style.width, "  ")
    for view in deep.views:
        if view.architecture:
            yield from wrap(view.architecture, style.width, "  ")
        for what, items in _lists(view):
            if items:
                yield f"  {what} ({len(items)})"
                yield from (f"  {line}" for line in _some(items, style, verbose))
    return


def _lists(view: "View") -> Iterator[tuple[str, list[str]]]:
    yield "details", [f"{name}: {value}" for name, value in view.details]
    for what, regions in (("sections", view.sections), ("segments", view.segments)):
        yield what, [f"{part.name or '-'}: {part.size} bytes at {part.offset}, {part.flags or '-'}" for part in regions]
    yield "imports", [f"{item.library or 'any library'}{_first(item.total, item.names)}" for item in view.imports]
    yield (
        "exports",
        [f"{view.exports.total}{_first(view.exports.total, view.exports.names)}"] if view.exports.total else [],
    )
    yield "load commands", list(view.commands)
    yield "notes", [f"{note.owner} {note.kind}, {note.size} bytes" for note in view.notes]


def _first(total: int, names: Sequence[str]) -> str:
    if not total:
        return ""
    more = f", … ({total} in all)" if total > FEW else ""
    return f": {', '.join(names[:FEW])}{more}"

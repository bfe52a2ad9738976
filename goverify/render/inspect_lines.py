"""The files of `goverify inspect` in one aligned line each, written as they come, and a summary at the end."""

from collections.abc import Sequence

from goverify.binfmt import Format
from goverify.inspected import Row, State, Summary
from goverify.render.inspect_words import FORMATS, kind, linkage, platform, verdict
from goverify.render.layout import pad, visible
from goverify.render.style import Ink, Style

WIDTHS = (11, 14, 8, 7, 9)
"""Of the columns before the name, which comes last since nobody can tell how long the next one is."""

PLAIN = "".join(f"%-{width}s  " for width in WIDTHS) + "%s"
"""A line of texts that are as wide as they are long."""

HEAD = ("GO", "PLATFORM", "KIND", "LINKED", "SIGNATURE", "FILE")
SHOWN = 6
"""Go versions that the summary names."""


def head(style: Style) -> str:
    """Return the line above the columns."""
    return style.paint(_columns(HEAD), Ink.BOLD) + "\n"


def line(row: Row, style: Style) -> str:
    """Return the line of one file."""
    binary = row.binary if row.state is State.READ else None
    fields = ["-"] * 5
    note = row.reason
    if binary is not None:
        note = binary.problem or ""
        version = binary.go.version if binary.go else binary.compiler or "-"
        where = platform(binary) if binary.architectures else "-"
        fields = [version, where, kind(row), linkage(binary), verdict(row)]
    if not note and not row.file and not row.broken:
        text = PLAIN % (*fields, row.path)
        if text.isascii() and text.isprintable():  # as nearly all are
            return text + "\n"
    text = _columns((*map(clear, fields), clear(row.path)))
    text += f" -> {clear(row.file)}" if row.file else ""
    if not note and row.broken:
        note = next(item.reason for item in row.signatures or () if item.status.value == "broken")
    return f"{text}{style.paint(f': {clear(note)}', *_ink(row)) if note else ''}\n"


def clear(text: str) -> str:
    """Return a text as it may be shown; nearly all are fit as they are."""
    return text if text.isascii() and text.isprintable() else visible(text)


def _columns(fields: Sequence[str]) -> str:
    if all(map(str.isascii, fields)):
        return PLAIN % tuple(fields)
    padded = [pad(field, width) for field, width in zip(fields, WIDTHS, strict=False)]
    return "  ".join([*padded, fields[-1]])


def _ink(row: Row) -> tuple[Ink, ...]:
    if row.state is State.PASSED_OVER:
        return (Ink.DIM,)
    return (Ink.RED,) if row.state is not State.READ or row.damaged or row.broken else ()


def tail(summary: Summary, style: Style) -> str:
    """Return the summary: how many files of which format and of which Go, and what was wrong."""
    formats = [f"{number} {FORMATS[Format(name)]}" for name, number in summary.formats]
    versions = [f"{number} of {clear(name)}" for name, number in summary.go_versions[:SHOWN]]
    if len(summary.go_versions) > SHOWN:
        versions.append(f"{sum(number for _, number in summary.go_versions[SHOWN:])} of others")
    parts = [f"{summary.files} {'file' if summary.files == 1 else 'files'}"]
    parts += [f"formats: {', '.join(formats)}"] if formats else []
    parts += [f"Go: {', '.join(versions)}"] if versions else []
    wrong = _wrong(summary)
    said = "; ".join(parts)
    said += f"; {style.paint(wrong, Ink.RED)}" if wrong else "; nothing unreadable or damaged"
    return f"{said}{'' if summary.complete else style.paint('; interrupted before the end', Ink.YELLOW)}\n"


def _wrong(summary: Summary) -> str:
    counts = {
        "missing": summary.missing,
        "unreadable": summary.unreadable,
        "damaged": summary.damaged,
        "with a broken signature": summary.broken_signatures,
    }
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number)

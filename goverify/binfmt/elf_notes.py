"""The notes of an ELF file: build IDs, and which system it is made for.

Sources: System V ABI, "Note Section"; Linux Standard Base, "ABI note tag"; cmd/internal/buildid for the note of Go.
"""

import struct
from dataclasses import dataclass

from goverify.binfmt.elf_layout import Header, Section, Segment
from goverify.binfmt.types import Damaged
from goverify.binfmt.window import Window

_MOST_NOTES = 64  # stretches; real files have up to a dozen
_LONGEST = 64 << 10  # bytes of one stretch; more only in core files
_NOTE_SEGMENT, _NOTE_SECTION = 4, 7
_GNU_SYSTEMS = {0: "linux", 2: "solaris", 3: "freebsd"}
_SYSTEMS = {
    b"Android": "android",
    b"DragonFly": "dragonfly",
    b"FreeBSD": "freebsd",
    b"NetBSD": "netbsd",
    b"OpenBSD": "openbsd",
}


@dataclass(slots=True)
class Notes:
    """What the notes tell."""

    go_build_id: bytes | None = None
    gnu_build_id: str | None = None
    system: str | None = None
    minimum_os: str | None = None


def read_notes(window: Window, header: Header, segments: tuple[Segment, ...], sections: tuple[Section, ...]) -> Notes:
    """Return what the notes of segments and sections tell; the Go linker covers some by sections only."""
    stretches = [(part.offset, part.file_size) for part in segments if part.type == _NOTE_SEGMENT]
    stretches += [(part.offset, part.size) for part in sections if part.type == _NOTE_SECTION]
    notes = Notes()
    for offset, size in sorted(set(stretches))[:_MOST_NOTES]:
        data = window.read(offset, min(size, _LONGEST))
        _read_stretch(data, header.order, notes)
        if len(data) < size <= _LONGEST:
            raise Damaged(f"cut short: its notes end at byte {offset + size}, the file at {window.size}")
    return notes


def _read_stretch(data: bytes, order: str, notes: Notes) -> None:
    at = 0
    while at + 12 <= len(data):
        name_size, size, kind = struct.unpack_from(order + "III", data, at)
        start = at + 12 + (name_size + 3 & ~3)
        content = data[start : start + size]
        if len(content) < size:
            return
        _read_note(data[at + 12 : at + 12 + name_size].rstrip(b"\0"), kind, content, order, notes)
        at = start + (size + 3 & ~3)


def _read_note(name: bytes, kind: int, content: bytes, order: str, notes: Notes) -> None:
    if name == b"Go" and kind == 4:
        notes.go_build_id = content
    elif name == b"GNU" and kind == 3:
        notes.gnu_build_id = content.hex()
    elif name == b"GNU" and kind == 1 and len(content) >= 16:
        system, *version = struct.unpack_from(order + "4I", content)
        notes.system = _GNU_SYSTEMS.get(system)
        notes.minimum_os = ".".join(map(str, version)) if system == 0 else None
    elif kind == 1 and name in _SYSTEMS:
        notes.system = _SYSTEMS[name]

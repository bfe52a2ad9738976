"""The notes of an ELF file: build IDs, and which system it is made for.

Sources: System V ABI, "Note Section"; Linux Standard Base, "ABI note tag"; cmd/internal/buildid for the note of Go.
"""

from struct import Struct

from goverify.binfmt.types import Damaged
from goverify.binfmt.window import Window

MOST_NOTES = 64  # stretches; real files have up to a dozen
_LONGEST = 64 << 10  # bytes of one stretch; more only in core files
_GNU_SYSTEMS = {0: "linux", 2: "solaris", 3: "freebsd"}
_SYSTEMS = {
    b"Android": "android",
    b"DragonFly": "dragonfly",
    b"FreeBSD": "freebsd",
    b"NetBSD": "netbsd",
    b"OpenBSD": "openbsd",
}


class Notes:
    """What the notes tell."""

    __slots__ = ("gnu_build_id", "go_build_id", "minimum_os", "system")

    def __init__(self) -> None:
        self.go_build_id: bytes | None = None
        self.gnu_build_id: str | None = None
        self.system: str | None = None
        self.minimum_os: str | None = None


def read_notes(window: Window, layout: Struct, stretches: set[tuple[int, int]]) -> Notes:
    """Return what the notes at those offsets and of those sizes tell."""
    notes = Notes()
    for offset, size in sorted(stretches)[:MOST_NOTES]:
        data = window.read(offset, min(size, _LONGEST))
        _read_stretch(data, layout, notes)
        if len(data) < size <= _LONGEST:
            raise Damaged(f"cut short: its notes end at byte {offset + size}, the file at {window.size}")
    return notes


def _read_stretch(data: bytes, layout: Struct, notes: Notes) -> None:
    at, end = 0, len(data) - 12
    while at <= end:
        name_size, size, kind = layout.unpack_from(data, at)
        name_at = at + 12
        at = name_at + (name_size + 3 & ~3)
        content = data[at : at + size]
        if len(content) < size:
            return
        _read_note(data[name_at : name_at + name_size].rstrip(b"\0"), kind, content, layout, notes)
        at += size + 3 & ~3


def _read_note(name: bytes, kind: int, content: bytes, layout: Struct, notes: Notes) -> None:
    if name == b"Go" and kind == 4:
        notes.go_build_id = content
    elif name == b"GNU" and kind == 3:
        notes.gnu_build_id = content.hex()
    elif name == b"GNU" and kind == 1 and len(content) >= 16:
        system = layout.unpack_from(content)[0]
        notes.system = _GNU_SYSTEMS.get(system)
        notes.minimum_os = ".".join(map(str, layout.unpack_from(content, 4))) if system == 0 else None
    elif kind == 1 and name in _SYSTEMS:
        notes.system = _SYSTEMS[name]

"""The finder of a signature within a Mach-O file: where its load command puts it, and that nothing lies behind it.

Source: mach-o/loader.h.
"""

from collections.abc import Iterator
from typing import NamedTuple

from goverify.binfmt.macho_layout import MAGICS, Layout, read_header
from goverify.binfmt.types import Damaged, Source
from goverify.binfmt.window import Window
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.codesign_blobs import LARGEST

_LARGEST_COMMANDS = 512 << 10  # large applications have a dozen KiB
_SIGNATURE, _SEGMENTS = 0x1D, {0x1, 0x19}


class Part(NamedTuple):
    """A stretch of a file, read from its own beginning."""

    source: Source
    start: int
    size: int

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, fewer at the end of the part."""
        return self.source.read(self.start + offset, max(0, min(length, self.size - offset)))


class Place(NamedTuple):
    """Where a signature stands, and its bytes with the room behind it."""

    offset: int
    data: bytes


def find_signature(program: Part) -> Place:
    """Return the signature; BrokenSignature where its place is not the one that every linker gives it."""
    signatures: list[tuple[int, int]] = []
    linked: list[tuple[int, int]] = []
    for layout, kind, command in _commands(program):
        if kind == _SIGNATURE and len(command) == 16:
            signatures.append(layout.words.unpack_from(command, 8))
        elif kind in _SEGMENTS and len(command) >= layout.segment.size:
            name, _, offset, size, *_ = layout.segment.unpack_from(command)
            if name.rstrip(b"\0") == b"__LINKEDIT":
                linked.append((offset, size))
    if len(signatures) != 1 or len(linked) != 1:
        raise BrokenSignature(f"it has {len(signatures)} signatures and {len(linked)} segments for them")
    [(offset, size)], [(start, length)] = signatures, linked
    if offset < start or offset + size > start + length:
        raise BrokenSignature("its signature lies outside the segment __LINKEDIT")
    if size > LARGEST:
        raise BrokenSignature(f"its signature takes {size} bytes")
    if offset + size > program.size:
        raise BrokenSignature(
            f"its signature is cut short: it ends at byte {offset + size}, the file at {program.size}"
        )
    behind = program.size - offset - size
    if behind:
        raise BrokenSignature(f"{behind} bytes were appended behind its signature")
    return Place(offset, program.read(offset, size))


def _commands(program: Part) -> Iterator[tuple[Layout, int, bytes]]:
    """Yield each load command with its kind; what is damaged before this is asked was no program to the reader."""
    window = Window(program.source, program.start, program.size)
    if window.head[:4] not in MAGICS:
        raise BrokenSignature("it does not begin as a program")
    try:
        header = read_header(window)
        if header.commands_size > _LARGEST_COMMANDS:
            raise BrokenSignature(f"its load commands take {header.commands_size} bytes")
        data = window.exact(header.layout.size, header.commands_size, "the table of load commands")
    except Damaged as damage:
        raise BrokenSignature(str(damage)) from damage
    at = 0
    for _ in range(header.command_count):
        kind, length = header.layout.words.unpack_from(data, at) if at + 8 <= len(data) else (0, 0)
        if length < 8 or at + length > len(data):
            raise BrokenSignature("its load commands overrun their room")
        yield header.layout, kind, data[at : at + length]
        at += length

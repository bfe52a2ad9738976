"""The tables of an ELF file: header, segments and sections, decoded and counted but not yet understood.

Source: System V ABI, "Object Files" (gabi), with the extended numbering of counts that do not fit 16 bits.
"""

import struct
from typing import NamedTuple

from goverify.binfmt.types import Damaged
from goverify.binfmt.window import Window

LARGEST_TABLE = 4 << 20  # 65,536 sections of 64 bytes: what fits the header's own count
NO_BITS = 8  # SHT_NOBITS: takes memory, not file


class Header(NamedTuple):
    """The ELF header; counts are the real ones."""

    order: str
    """"<" or ">", as struct wants it."""
    bits: int
    abi: int
    kind: int
    machine: int
    segments_at: int
    sections_at: int
    segment_size: int
    segment_count: int
    section_size: int
    section_count: int
    names_index: int


class Segment(NamedTuple):
    """What is used of a program header."""

    type: int
    flags: int
    offset: int
    address: int
    file_size: int


class Section(NamedTuple):
    """What is used of a section header; the name is an offset into the table of names."""

    name: int
    type: int
    address: int
    offset: int
    size: int
    link: int
    info: int


_SEGMENT_SIZE = {32: 32, 64: 56}
_SECTION_SIZE = {32: 40, 64: 64}
_SECTION_FORMAT = {32: "II4xIIIII8x", 64: "II8xQQQII16x"}


def read_header(window: Window) -> Header:
    """Return the header; Damaged when it is cut short or names no known class or byte order."""
    ident = window.exact(0, 16, "the ELF header")
    bits, order = {1: 32, 2: 64}.get(ident[4]), {1: "<", 2: ">"}.get(ident[5])
    if bits is None or order is None:
        raise Damaged(f"damaged: ELF class {ident[4]} with byte order {ident[5]}")
    word = "Q" if bits == 64 else "I"
    layout = struct.Struct(f"{order}HHI3{word}I6H")
    fields = layout.unpack(window.exact(16, layout.size, "the ELF header"))
    kind, machine, _, _, segments_at, sections_at, _, _, *counts = fields
    return _with_real_counts(window, Header(order, bits, ident[7], kind, machine, segments_at, sections_at, *counts))


def _with_real_counts(window: Window, header: Header) -> Header:
    """Return the header with the counts that are kept in section 0 because they outgrew their fields."""
    outgrown = header.section_count == 0 or header.segment_count == 0xFFFF or header.names_index == 0xFFFF
    room = 0 < header.sections_at <= window.size - _SECTION_SIZE[header.bits]
    if not outgrown or not room or header.section_size != _SECTION_SIZE[header.bits]:
        return header
    first = read_sections(window, header._replace(section_count=1))[0]
    return header._replace(
        section_count=header.section_count or first.size,
        segment_count=first.info or 0xFFFF if header.segment_count == 0xFFFF else header.segment_count,
        names_index=first.link if header.names_index == 0xFFFF else header.names_index,
    )


def read_segments(window: Window, header: Header) -> tuple[Segment, ...]:
    """Return the program headers."""
    if not header.segment_count:
        return ()
    _check_size("program headers", header.segment_size, _SEGMENT_SIZE[header.bits])
    data = _table(window, header.segments_at, header.segment_count * header.segment_size, "program header table")
    if header.bits == 64:
        rows = struct.iter_unpack(header.order + "IIQQ8xQ16x", data)
        return tuple(map(Segment._make, rows))
    narrow = struct.iter_unpack(header.order + "III4xI4xI4x", data)
    return tuple(Segment(type_, flags, at, to, size) for type_, at, to, size, flags in narrow)


def read_sections(window: Window, header: Header) -> tuple[Section, ...]:
    """Return the section headers, none where the file has been stripped of them."""
    if not header.sections_at:
        return ()
    _check_size("section headers", header.section_size, _SECTION_SIZE[header.bits])
    data = _table(window, header.sections_at, header.section_count * header.section_size, "section header table")
    rows = struct.iter_unpack(header.order + _SECTION_FORMAT[header.bits], data)
    return tuple(map(Section._make, rows))


def promised(header: Header, segments: tuple[Segment, ...], sections: tuple[Section, ...]) -> int:
    """Return how long the file has to be to hold everything that its headers point at."""
    ends = [segment.offset + segment.file_size for segment in segments if segment.file_size]
    ends += [section.offset + section.size for section in sections if section.size and section.type not in (0, NO_BITS)]
    if header.segment_count:
        ends.append(header.segments_at + header.segment_count * header.segment_size)
    if header.sections_at:
        ends.append(header.sections_at + header.section_count * header.section_size)
    return max(ends, default=0)


def _check_size(what: str, size: int, right: int) -> None:
    if size != right:
        raise Damaged(f"damaged: {what} of {size} bytes in place of {right}")


def _table(window: Window, offset: int, size: int, what: str) -> bytes:
    if size > LARGEST_TABLE:
        raise Damaged(f"damaged: a {what} of {size} bytes")
    return window.exact(offset, size, f"the {what}")

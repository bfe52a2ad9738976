"""The tables of an ELF file: header, segments and sections, decoded and counted but not yet understood.

Source: System V ABI, "Object Files" (gabi), with the extended numbering of counts that do not fit 16 bits.
The rows of tables are plain tuples, since a program has dozens of them and a value of its own each would cost
more than all that is read from them.
"""

from struct import Struct
from typing import NamedTuple

from goverify.binfmt.types import Damaged
from goverify.binfmt.window import Window

LARGEST_TABLE = 4 << 20  # 65,536 sections of 64 bytes: what fits the header's own count
NO_BITS = 8  # SHT_NOBITS: takes memory, not file

Segment = tuple[int, int, int, int, int]
"""What is used of a program header: type, flags, offset, address, size in the file."""
Section = tuple[int, int, int, int, int, int, int]
"""What is used of a section header: name (an offset into the table of names), type, address, offset, size, link, info."""


class Layout(NamedTuple):
    """How one class and byte order lays out its structures."""

    order: str
    """"<" or ">", as struct wants it."""
    bits: int
    header: Struct
    segment: Struct
    section: Struct
    dynamic: Struct
    symbol: str
    """A struct format that yields the offset of the name and the value."""
    note: Struct
    """What precedes a note: sizes of name and content, and the type."""


class Header(NamedTuple):
    """The ELF header; counts are the real ones."""

    layout: Layout
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


def _layout(order: str, bits: int) -> Layout:
    wide = bits == 64
    return Layout(
        order,
        bits,
        Struct(order + ("7xB8xHH4x8xQQ4x2x5H" if wide else "7xB8xHH4x4xII4x2x5H")),
        Struct(order + ("IIQQ8xQ16x" if wide else "3I4xI4xI4x")),
        Struct(order + ("II8xQQQII16x" if wide else "II4x5I8x")),
        Struct(order + ("QQ" if wide else "II")),
        order + ("I4xQ8x" if wide else "II8x"),
        Struct(order + "III"),
    )


_LAYOUTS = {
    b"\1\1": _layout("<", 32),
    b"\1\2": _layout(">", 32),
    b"\2\1": _layout("<", 64),
    b"\2\2": _layout(">", 64),
}
"""By the bytes of class and byte order."""


def read_header(window: Window) -> Header:
    """Return the header; Damaged when it is cut short or names no known class or byte order."""
    layout = _LAYOUTS.get(window.head[4:6])
    if layout is None:
        ident = window.exact(0, 16, "the ELF header")
        raise Damaged(f"damaged: ELF class {ident[4]} with byte order {ident[5]}")
    header = Header(layout, *layout.header.unpack(window.exact(0, layout.header.size, "the ELF header")))
    outgrown = header.section_count == 0 or header.segment_count == 0xFFFF or header.names_index == 0xFFFF
    return _with_real_counts(window, header) if outgrown else header


def _with_real_counts(window: Window, header: Header) -> Header:
    """Return the header with the counts that are kept in section 0 because they outgrew their fields."""
    size = header.layout.section.size
    if header.section_size != size or not 0 < header.sections_at <= window.size - size:
        return header
    [(_, _, _, _, count, link, info)] = read_sections(window, header._replace(section_count=1))
    return header._replace(
        section_count=header.section_count or count,
        segment_count=info or 0xFFFF if header.segment_count == 0xFFFF else header.segment_count,
        names_index=link if header.names_index == 0xFFFF else header.names_index,
    )


def read_segments(window: Window, header: Header) -> list[Segment]:
    """Return the program headers."""
    if not header.segment_count:
        return []
    row = header.layout.segment
    data = _table(window, "program header", header.segments_at, header.segment_count, header.segment_size, row.size)
    if header.layout.bits == 64:
        return list(row.iter_unpack(data))
    return [(kind, flags, offset, address, size) for kind, offset, address, size, flags in row.iter_unpack(data)]


def read_sections(window: Window, header: Header) -> list[Section]:
    """Return the section headers, none where the file has been stripped of them."""
    if not header.sections_at:
        return []
    row = header.layout.section
    data = _table(window, "section header", header.sections_at, header.section_count, header.section_size, row.size)
    return list(row.iter_unpack(data))


def end_of_tables(header: Header) -> int:
    """Return how long the file has to be to hold its header's tables."""
    segments_end = header.segments_at + header.segment_count * header.segment_size if header.segment_count else 0
    sections_end = header.sections_at + header.section_count * header.section_size if header.sections_at else 0
    return max(segments_end, sections_end)


def _table(window: Window, what: str, offset: int, count: int, size: int, right: int) -> bytes:
    if size != right:
        raise Damaged(f"damaged: {what}s of {size} bytes in place of {right}")
    if count * size > LARGEST_TABLE:
        raise Damaged(f"damaged: a {what} table of {count * size} bytes")
    return window.exact(offset, count * size, f"the {what} table")

"""The headers of a PE file: COFF header, the useful part of the optional header, sections and their long names.

Source: the PE format specification.
"""

from struct import Struct, iter_unpack
from typing import NamedTuple

from goverify.binfmt.image import Problems
from goverify.binfmt.types import Damaged, Stretch
from goverify.binfmt.window import Window, text_in

SYMBOL_SIZE = 18
_COFF = Struct("<HH4xIIHH")
_SECTION = Struct("<8s4I12xI")
_NARROW, _WIDE = Struct("<28xI16xHH16xHH20xI"), Struct("<24xQ16xHH16xHH36xI")
_IMPORTS, _CERTIFICATES = 1, 4
_LONGEST_NAME = 256


Section = tuple[bytes, int, int, int, int, int]
"""A section header: name, size in memory, address, size, offset, flags. A plain tuple, since there are many of them."""


class Header(NamedTuple):
    """The COFF header and what is read of the optional header."""

    machine: int
    section_count: int
    symbols_at: int
    symbol_count: int
    flags: int
    sections_at: int
    bits: int | None = None
    base: int = 0
    minimum_os: str | None = None
    subsystem: int = 0
    dll_flags: int | None = None
    imports: int = 0
    """Address of the import table, relative to the base."""
    certificates: Stretch | None = None

    @property
    def strings_at(self) -> int:
        """Return where the table of long names begins, behind that of symbols."""
        return self.symbols_at + self.symbol_count * SYMBOL_SIZE


def read_header(window: Window, problems: Problems) -> Header:
    """Return the header; Damaged where there is none, a problem where only the optional header is no good."""
    at = int.from_bytes(window.exact(0x3C, 4, "the DOS header"), "little")
    if window.exact(at, 4, "the PE signature") != b"PE\0\0":
        raise Damaged(f"no Windows program: no PE header at byte {at}, where its DOS header points")
    machine, count, symbols_at, symbols, size, flags = _COFF.unpack(window.exact(at + 4, 20, "the COFF header"))
    bare = Header(machine, count, symbols_at, symbols, flags, at + 24 + size)
    return problems.attempt(bare, _with_options, window, bare, at + 24, size)


def _with_options(window: Window, bare: Header, at: int, size: int) -> Header:
    """Return the header completed from the optional header, of which an executable has all but the directories."""
    data = window.exact(at, size, "the optional header")
    bits, fixed = {b"\x0b\x01": (32, _NARROW), b"\x0b\x02": (64, _WIDE)}.get(data[:2], (None, _NARROW))
    if bits is None or size < fixed.size:
        raise Damaged(f"damaged: an optional header of {size} bytes with magic {data[:2].hex() or 'missing'}")
    base, major, minor, subsystem, dll_flags, count = fixed.unpack_from(data)
    present = fixed.size + 8 * min(count, (size - fixed.size) // 8)
    directories = [*iter_unpack("<II", data[fixed.size : present]), *[(0, 0)] * (_CERTIFICATES + 1)]
    certificates = Stretch(*directories[_CERTIFICATES])  # unlike the others an offset in the file
    return Header(
        *bare[:6],
        bits,
        base,
        f"{major}.{minor}",
        subsystem,
        dll_flags,
        directories[_IMPORTS][0],
        certificates if all(certificates) else None,
    )


def read_sections(window: Window, header: Header) -> list[Section]:
    """Return the section headers with the names that stand in them."""
    data = window.exact(header.sections_at, header.section_count * _SECTION.size, "the section table")
    return list(_SECTION.iter_unpack(data))


def long_name(window: Window, header: Header, name: bytes) -> str:
    """Return the name of a section, which for a long one is a slash and a place in the table of names."""
    place = name[1:].rstrip(b"\0")
    if not name.startswith(b"/") or not place.isdigit() or not header.symbols_at:
        return text_in(name)
    return text_in(window.read(header.strings_at + int(place), _LONGEST_NAME))

"""The reader of PE files: Windows.

Source: the PE format specification; the debug/pe and debug/buildinfo packages for where Go's marks lie.
"""

import struct
from typing import NamedTuple

from goverify.binfmt import machines
from goverify.binfmt.image import Image, Place, Problems
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import Memory, Range, Window, shortfall

_MOST_RANGES = 1024  # the loader of Windows takes 96
_MOST_LIBRARIES = 512
_SYMBOL_SIZE = 18
_DLL = 0x2000
_DYNAMIC_BASE = 0x40
_CODE, _UNINITIALISED = 0x20, 0x80
_DATA = 0xC0000040  # initialised, readable, writable
_GO_ALIGNMENT = 0x600000  # 32 bytes, which go leaves out of the comparison
_ANY_ALIGNMENT = 0xF00000  # what a foreign linker sets makes go miss its own data (golang/go issue 53071)


class Section(NamedTuple):
    """A section header."""

    name: bytes
    memory_size: int
    address: int
    size: int
    offset: int
    flags: int


class Header(NamedTuple):
    """The COFF header and what is read of the optional header."""

    machine: int
    section_count: int
    symbols_at: int
    symbol_count: int
    flags: int
    sections_at: int
    bits: int | None
    base: int
    minimum_os: str | None
    dll_flags: int
    imports: int
    """Address of the import table, relative to the base."""
    certificates_end: int


def read(window: Window) -> Image:
    """Return the image; Damaged where not even the header can be read."""
    problems = Problems()
    header = _read_header(window, problems)
    gravest = problems.first  # without a whole header, what follows it is read from a wrong place
    sections = problems.attempt((), _read_sections, window, header)
    filled = [part for part in sections if part.size and part.offset and part.flags & 0xE0 != _UNINITIALISED]
    ranges = tuple(Range(header.base + part.address, part.offset, part.size) for part in filled[:_MOST_RANGES])
    memory = Memory(window, ranges)
    code = next((part for part in filled if part.flags & _CODE), None)
    needed = problems.attempt((), _imports, memory, header)
    binary = Binary(
        Format.PE,
        system="windows",
        architectures=(machines.of_pe(header.machine),),
        bits=header.bits,
        byte_order="little",
        needed=needed,
        problem=gravest or shortfall(_promised(header, filled), window.size) or problems.first,
        kind="library" if header.flags & _DLL else "executable",
        pie=None if header.flags & _DLL else bool(header.dll_flags & _DYNAMIC_BASE),
        minimum_os=header.minimum_os,
    )
    text = Range(header.base + code.address, code.offset, code.size) if code else None
    return Image(binary, memory, _places(header, filled), text)


def _read_header(window: Window, problems: Problems) -> Header:
    at = int.from_bytes(window.exact(0x3C, 4, "the DOS header"), "little")
    if window.exact(at, 4, "the PE signature") != b"PE\0\0":
        raise Damaged(f"no Windows program: no PE header at byte {at}, where its DOS header points")
    coff = struct.unpack("<HH4xIIHH", window.exact(at + 4, 20, "the COFF header"))
    machine, count, symbols_at, symbols, size, flags = coff
    bare = Header(machine, count, symbols_at, symbols, flags, at + 24 + size, None, 0, None, 0, 0, 0)
    return problems.attempt(bare, _with_options, window, bare, at + 24, size)


def _with_options(window: Window, header: Header, at: int, size: int) -> Header:
    """Return the header completed from the optional header, of which an executable has all but the directories."""
    data = window.exact(at, size, "the optional header")
    bits = {b"\x0b\x01": 32, b"\x0b\x02": 64}.get(data[:2])
    fixed = 112 if bits == 64 else 96
    if bits is None or size < fixed:
        raise Damaged(f"damaged: an optional header of {size} bytes with magic {data[:2].hex() or 'missing'}")
    base = struct.unpack_from("<Q" if bits == 64 else "<I", data, 24 if bits == 64 else 28)[0]
    major, minor = struct.unpack_from("<HH", data, 48)
    count = struct.unpack_from("<I", data, fixed - 4)[0]
    present = min(count, (size - fixed) // 8)
    directories = list(struct.iter_unpack("<II", data[fixed : fixed + 8 * present]))
    directories += [(0, 0)] * 5
    certificates = directories[4]  # unlike the others an offset in the file
    return header._replace(
        bits=bits,
        base=base,
        minimum_os=f"{major}.{minor}",
        dll_flags=struct.unpack_from("<H", data, 70)[0],
        imports=directories[1][0],
        certificates_end=sum(certificates) if all(certificates) else 0,
    )


def _read_sections(window: Window, header: Header) -> tuple[Section, ...]:
    data = window.exact(header.sections_at, header.section_count * 40, "the section table")
    return tuple(map(Section._make, struct.iter_unpack("<8s4I12xI", data)))


def _promised(header: Header, filled: list[Section]) -> int:
    ends = [part.offset + part.size for part in filled]
    ends += [header.sections_at + header.section_count * 40, header.certificates_end]
    if header.symbols_at:
        ends.append(header.symbols_at + header.symbol_count * _SYMBOL_SIZE)
    return max(ends)


def _imports(memory: Memory, header: Header) -> tuple[str, ...]:
    """Return the names of the libraries; the table ends with an entry of zeros."""
    if not header.imports:
        return ()
    names = []
    for number in range(_MOST_LIBRARIES):
        entry = memory.read(header.base + header.imports + 20 * number, 20)
        if len(entry) < 20:
            raise Damaged("damaged: its import table lies outside its sections")
        name = int.from_bytes(entry[12:16], "little")
        if not any(entry) or not name:
            break
        names.append(memory.text(header.base + name))
    return tuple(filter(None, names))


def _places(header: Header, filled: list[Section]) -> tuple[Place, ...]:
    """Return the section in which go looks, then the one it misses for its alignment."""
    places = []
    for rule, ignored in (("section", _GO_ALIGNMENT), ("realigned section", _ANY_ALIGNMENT)):
        part = next((part for part in filled if part.address and part.flags & ~ignored == _DATA), None)
        if part:
            places.append(Place(rule, header.base + part.address, min(part.memory_size, part.size)))
    return tuple(places)

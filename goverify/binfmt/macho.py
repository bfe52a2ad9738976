"""The reader of Mach-O files: macOS and iOS.

Source: mach-o/loader.h and mach-o/nlist.h.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from goverify.binfmt import machines
from goverify.binfmt.image import Image, Place, Problems, SymbolTable
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import Memory, Range, Window, shortfall, text_in

MAGICS = {
    b"\xfe\xed\xfa\xce": (">", 32),
    b"\xfe\xed\xfa\xcf": (">", 64),
    b"\xce\xfa\xed\xfe": ("<", 32),
    b"\xcf\xfa\xed\xfe": ("<", 64),
}
_LARGEST_COMMANDS = 512 << 10  # large applications have a dozen KiB
_MOST_COMMANDS = 4096  # large applications have a hundred
_MOST_LIBRARIES = 512
_MOST_RANGES = 1024
_SEGMENTS = {0x1: 32, 0x19: 64}
_SEGMENT = {
    (order, bits): struct.Struct(order + ("8x16s4QIII4x" if bits == 64 else "8x16s4IIII4x"))
    for order, bits in MAGICS.values()
}
_SECTION = {
    (order, bits): struct.Struct(order + ("16s16sQQI28x" if bits == 64 else "16s16sIII24x"))
    for order, bits in MAGICS.values()
}
_LIBRARIES = {0xC, 0x20, 0x80000018, 0x8000001F, 0x80000023}  # plain, lazy, weak, re-exported, upward
_SYMBOLS = 0x2
_BUILD_VERSION = 0x32
_OLDER_VERSIONS = {0x24: "darwin", 0x25: "ios"}
_PLATFORMS = {1: "darwin", 2: "ios", 6: "darwin", 7: "ios"}  # 6: an iOS program on macOS, 7: the simulator
_READ_WRITE = 3
_KINDS: dict[int, Literal["executable", "library", "object", "core"]] = {
    1: "object",
    2: "executable",
    4: "core",
    6: "library",
    8: "library",
}


@dataclass(slots=True)
class _Found:
    """What the load commands told so far."""

    order: str
    bits: int
    promised: int
    """How long the file has to be."""
    ranges: list[Range] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    info: Place | None = None
    """The section made for the build info."""
    data: Place | None = None
    """The first writable segment."""
    text: Range | None = None
    symbols: SymbolTable | None = None
    has_go: bool = False
    system: str = "darwin"
    minimum_os: str | None = None


def read(window: Window) -> Image:
    """Return the image; Damaged where not even the header can be read."""
    order, bits = MAGICS[window.head[:4]]
    header = struct.unpack(order + "6I", window.exact(4, 24, "the Mach-O header"))
    cpu, _, kind, count, size, flags = header
    start = 32 if bits == 64 else 28
    found = _Found(order, bits, promised=start + size)
    problems = Problems()
    problems.attempt(None, _read_commands, window, start, count, size, found)
    binary = Binary(
        Format.MACHO,
        system=found.system,
        architectures=(machines.of_macho(cpu),),
        bits=bits,
        byte_order="little" if order == "<" else "big",
        needed=tuple(filter(None, found.needed[:_MOST_LIBRARIES])),
        problem=shortfall(found.promised, window.size) or problems.first,
        kind=_KINDS.get(kind),
        pie=bool(flags & 0x200000) if kind == 2 else None,
        minimum_os=found.minimum_os,
    )
    memory = Memory(window, tuple(found.ranges[:_MOST_RANGES]))
    places = tuple(place for place in (found.info, found.data) if place)
    return Image(binary, memory, places, found.text, found.symbols if found.has_go else None)


def _read_commands(window: Window, start: int, count: int, size: int, found: _Found) -> None:
    word = struct.Struct(found.order + "I")
    for kind, command in _commands(window, found.order, start, count, size):
        if kind in _SEGMENTS:
            _read_segment(command, _SEGMENTS[kind], found)
        elif kind in _LIBRARIES and len(command) >= 12:
            at = word.unpack_from(command, 8)[0]
            found.needed.append(text_in(command[at : at + 4096]))
        elif kind == _SYMBOLS and len(command) >= 24:
            _read_symbols(command, found)
        elif kind == _BUILD_VERSION and len(command) >= 16:
            platform = word.unpack_from(command, 8)[0]
            found.system = _PLATFORMS.get(platform, f"apple-platform-{platform}")
            found.minimum_os = _version(word.unpack_from(command, 12)[0])
        elif kind in _OLDER_VERSIONS and len(command) >= 12:
            found.system = _OLDER_VERSIONS[kind]
            found.minimum_os = _version(word.unpack_from(command, 8)[0])


def _commands(window: Window, order: str, start: int, count: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and bytes of each load command; Damaged where they overrun their room."""
    if size > _LARGEST_COMMANDS or count > min(size // 8, _MOST_COMMANDS):
        raise Damaged(f"damaged: {count} load commands in {size} bytes")
    data = window.exact(start, size, "the table of load commands")
    prefix = struct.Struct(order + "II")
    at = 0
    for _ in range(count):
        kind, length = prefix.unpack_from(data, at) if at + 8 <= size else (0, 0)
        if length < 8 or at + length > size:
            raise Damaged(f"damaged: a load command of {length} bytes with {size - at} left for it")
        yield kind, data[at : at + length]
        at += length


def _read_segment(command: bytes, bits: int, found: _Found) -> None:
    layout = _SEGMENT[found.order, bits]
    if len(command) < layout.size:
        raise Damaged(f"damaged: a segment command of {len(command)} bytes")
    name, address, _, offset, size, most, initial, count = layout.unpack_from(command)
    if size:
        found.promised = max(found.promised, offset + size)
        if name.rstrip(b"\0") != b"__PAGEZERO":
            found.ranges.append(Range(address, offset, size))
        if address and initial == most == _READ_WRITE and found.data is None:
            found.data = Place("segment", address, size)
    section = _SECTION[found.order, bits]
    rows = command[layout.size : layout.size + count * section.size]
    if len(rows) < count * section.size:
        raise Damaged(f"damaged: {count} sections in a segment command of {len(command)} bytes")
    for part, owner, start, length, at in section.iter_unpack(rows):
        _read_section(part, owner, Range(start, at, length), found)


def _read_section(name: bytes, segment: bytes, place: Range, found: _Found) -> None:
    if name.startswith(b"__go_buildinfo\0") and found.info is None:
        found.info = Place("section", place.address, place.size)
    elif name.startswith(b"__text\0") and segment.startswith(b"__TEXT\0") and found.text is None:
        found.text = place
    elif name.startswith(b"__gopclntab\0"):
        found.has_go = True


def _read_symbols(command: bytes, found: _Found) -> None:
    offset, count, names, size = struct.unpack_from(found.order + "4I", command, 8)
    entry = struct.Struct(found.order + ("I4xQ" if found.bits == 64 else "I4xI"))
    table_size = count * entry.size
    found.symbols = SymbolTable(offset, table_size, entry.format, Range(0, names, size), b"_")
    found.promised = max(found.promised, offset + table_size if count else 0, names + size if size else 0)


def _version(packed: int) -> str:
    """Return a version that is kept as 16 bits of major, 8 of minor and 8 of patch."""
    major, minor, patch = packed >> 16, packed >> 8 & 0xFF, packed & 0xFF
    return f"{major}.{minor}.{patch}" if patch else f"{major}.{minor}"

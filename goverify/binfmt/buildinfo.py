"""The build info of Go: the block by which `go version -m` knows how a binary was made, in all its eras.

Source: debug/buildinfo and cmd/link/internal/ld (Link.buildinfo). The block is 32 bytes, aligned to 16: the magic,
a pointer size, flags. From Go 1.18 on two strings with their lengths follow; from 1.13 to 1.17 two pointers to string
headers stand in its second half; before 1.13 there is no block, only the variable runtime.buildVersion.
"""

import struct

from goverify.binfmt import modinfo
from goverify.binfmt.image import Image, Place, SymbolTable
from goverify.binfmt.types import GoBuild
from goverify.binfmt.window import Memory, Window

MAGIC = b"\xff Go buildinf:"
BLOCK = 32
ALIGN = 16
_BIG_ENDIAN, _INLINE = 1, 2
_FIRST, _CHUNK = 4096, 1 << 20  # the linker puts the block near the beginning
_SEARCHED = 16 << 20
_DECOYS = 1024  # misaligned copies of the magic to step over; a program that quotes it has one or two
_LONGEST_VERSION = 1024
_LARGEST_INFO = 1 << 20  # ten thousand modules
_LARGEST_TABLE, _LARGEST_NAMES = 4 << 20, 8 << 20  # 175,000 symbols; Go itself has 30,000
_VERSION_SYMBOL = b"runtime.buildVersion"


def find(image: Image) -> GoBuild | None:
    """Return the build info by the first rule that yields one, None for what is not Go's."""
    for place in image.places:
        address = _search(image.memory, place)
        found = None if address is None else _read_block(image.memory, address)
        if found:
            return modinfo.parse(*found, place.rule)
    if image.symbols:
        version = _version_by_symbol(image, image.symbols)
        if version:
            return modinfo.parse(version, b"", "symbol")
    return None


def _search(memory: Memory, place: Place) -> int | None:
    """Return the address of the first aligned block."""
    at = place.address + ALIGN - 1 & -ALIGN
    end = min(place.address + place.size, at + _SEARCHED)
    length = _FIRST
    while at < end:
        data = memory.read(at, min(length, end - at))
        inside = _aligned(data)
        if inside is not None:
            return at + inside
        if len(data) < length:
            return None
        at, length = at + length, _CHUNK
    return None


def _aligned(data: bytes) -> int | None:
    inside = data.find(MAGIC)
    for _ in range(_DECOYS):
        if inside < 0 or inside % ALIGN == 0:
            break
        inside = data.find(MAGIC, inside + 1)
    return inside if inside >= 0 and inside % ALIGN == 0 else None


def _read_block(memory: Memory, address: int) -> tuple[bytes, bytes] | None:
    """Return version and module text, None where the block is torn or names no version."""
    block = memory.read(address, BLOCK)
    if len(block) < BLOCK:
        return None
    if block[15] & _INLINE:
        version, after = _inline(memory, address + BLOCK, _LONGEST_VERSION)
        info, _ = _inline(memory, after, _LARGEST_INFO) if version else (None, 0)
    else:
        size = block[14]
        if size not in (4, 8):
            return None
        pointer = struct.Struct((">" if block[15] & _BIG_ENDIAN else "<") + ("2Q" if size == 8 else "2I"))
        to_version, to_info = pointer.unpack_from(block, 16)
        version = _pointed(memory, pointer, to_version, _LONGEST_VERSION)
        info = _pointed(memory, pointer, to_info, _LARGEST_INFO) or b""
    return (version, info) if version and info is not None else None


def _inline(memory: Memory, address: int, longest: int) -> tuple[bytes | None, int]:
    """Return a string that its length precedes, and the address after it; None where it does not fit."""
    length = shift = 0
    for used, byte in enumerate(memory.read(address, 10), 1):
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            data = memory.read(address + used, length) if length <= longest else b""
            return (data if len(data) == length else None), address + used + length
    return None, address


def _pointed(memory: Memory, pointer: struct.Struct, address: int, longest: int) -> bytes | None:
    """Return the content of the Go string whose header, address and length, stands at an address."""
    header = memory.read(address, pointer.size)
    if len(header) < pointer.size:
        return None
    start, length = pointer.unpack(header)
    data = memory.read(start, length) if length <= longest else b""
    return data if len(data) == length else None


def _version_by_symbol(image: Image, table: SymbolTable) -> bytes | None:
    address = _address_of(image.memory.window, table, table.prefix + _VERSION_SYMBOL)
    if address is None:
        return None
    order = ">" if image.binary.byte_order == "big" else "<"
    pointer = struct.Struct(order + ("2Q" if image.binary.bits == 64 else "2I"))
    return _pointed(image.memory, pointer, address, _LONGEST_VERSION)


def _address_of(window: Window, table: SymbolTable, name: bytes) -> int | None:
    """Return the value of a symbol, None where the table has none of that name."""
    names = window.read(table.names.offset, min(table.names.size, _LARGEST_NAMES))
    at = names.find(b"\0" + name + b"\0") + 1
    if at == 0:
        return None
    entry = struct.Struct(table.entry)
    data = window.read(table.offset, min(table.size, _LARGEST_TABLE))
    rows = entry.iter_unpack(data[: len(data) - len(data) % entry.size])
    return next((value for name_at, value in rows if name_at == at), None)

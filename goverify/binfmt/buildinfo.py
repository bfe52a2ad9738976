"""The build info of Go: the block by which `go version -m` knows how a binary was made, in all its eras.

Source: debug/buildinfo and cmd/link/internal/ld (Link.buildinfo). The block is 32 bytes, aligned to 16: the magic,
a pointer size, flags. From Go 1.18 on two strings with their lengths follow; from 1.13 to 1.17 two pointers to string
headers stand in its second half; before 1.13 there is no block, only the variable runtime.buildVersion.
"""

import struct

from goverify.binfmt import modinfo
from goverify.binfmt.image import SYMBOL, Image, Place, SymbolTable
from goverify.binfmt.types import GoBuild
from goverify.binfmt.window import Memory, Window

MAGIC = b"\xff Go buildinf:"
BLOCK = 32
ALIGN = 16
_BIG_ENDIAN, _INLINE = 1, 2
_FIRST, _CHUNK = 4096, 1 << 20  # the linker puts the block near the beginning
_SEARCHED = 16 << 20
_NEAR = 64 << 10  # as far as go up to 1.21 looks
BEHIND_DECOY, FAR_AWAY = "behind a decoy", "beyond 64 KiB"
"""The circumstances that `found_by` adds to its rule."""
_DECOYS = 1024  # misaligned copies of the magic to step over; a program that quotes it has one or two
_LONGEST_VERSION = 1024
_ENOUGH = BLOCK + _LONGEST_VERSION + 20  # the block, the version and both lengths
_LARGEST_INFO = 1 << 20  # ten thousand modules
_LARGEST_TABLE, _LARGEST_NAMES = 4 << 20, 8 << 20  # 175,000 symbols; Go itself has 30,000
_VERSION_SYMBOL = b"runtime.buildVersion"


def find(image: Image) -> GoBuild | None:
    """Return the build info by the first rule that yields one, None for what is not Go's."""
    for place in image.places:
        found = _search(image.memory, place)
        if found:
            address, block, misled = found
            texts = _read_block(image.memory, address, block)
            if texts:
                version, info = texts
                far = address - place.address + _reached(block, version) > _NEAR
                rule = place.rule + (f", {BEHIND_DECOY}" if misled else "") + (f", {FAR_AWAY}" if far else "")
                window = image.memory.window
                lines = window.meter.lines_of(info)
                if window.brief:
                    return modinfo.parse_briefly(version, info, rule)
                return modinfo.parse(version, info, lines, rule)
    return None


def _reached(block: bytes, version: bytes) -> int:
    """Return how many bytes of a block go up to 1.21 has to see before it names a version."""
    inline = len(block) > BLOCK and block[15] & _INLINE
    return BLOCK + (len(version) + (2 if len(version) < 0x80 else 3) if inline else 0)


def find_by_symbol(image: Image, table: SymbolTable) -> GoBuild | None:
    """Return the version that a variable of the runtime holds, all that there is of Go up to 1.12."""
    names = (table.prefix + _VERSION_SYMBOL, _VERSION_SYMBOL)  # a foreign linker leaves local names as Go has them
    addresses = (_address_of(image.memory.window, table, name) for name in dict.fromkeys(names))
    address = next((value for value in addresses if value is not None), None)
    if address is None:
        return None
    pointer = struct.Struct(image.order + ("2Q" if image.bits == 64 else "2I"))
    version = _pointed(image.memory, pointer, address, _LONGEST_VERSION)
    return modinfo.parse(version, b"", 0, SYMBOL) if version else None


def _search(memory: Memory, place: Place) -> tuple[int, bytes, bool] | None:
    """Return the address of the first aligned block, what was read of it, and whether a decoy hides it from some go."""
    start = at = place.address + ALIGN - 1 & -ALIGN
    end = min(place.address + place.size, at + _SEARCHED)
    length, decoy = _FIRST, -1
    while at < end:
        data = memory.read(at, length if at + length <= end else end - at)
        inside, misaligned = (0, -1) if data.startswith(MAGIC) else _aligned(data)
        if misaligned >= 0:
            decoy = at - start + misaligned
        if inside is not None:
            return at + inside, data[inside:], decoy >= 0 and decoy // _CHUNK == (at - start + inside) // _CHUNK
        if len(data) < length:
            return None
        at, length = at + length, _CHUNK
    return None


def _aligned(data: bytes) -> tuple[int | None, int]:
    """Return where the first aligned magic stands, and the last misaligned one before it."""
    inside, misaligned = data.find(MAGIC), -1
    for _ in range(_DECOYS):
        if inside < 0:
            break
        if inside % ALIGN == 0:
            return inside, misaligned
        misaligned = inside
        inside = data.find(MAGIC, inside + 1)
    return None, misaligned


def _read_block(memory: Memory, address: int, block: bytes) -> tuple[bytes, bytes] | None:
    """Return version and module text, None where the block, of which a part has been read, is torn or names no version."""
    if len(block) < _ENOUGH:
        block = memory.read(address, _ENOUGH)
    if len(block) < BLOCK:
        return None
    if block[15] & _INLINE:
        return _inline(memory, address, block)
    size = block[14]
    if size not in (4, 8):
        return None
    pointer = struct.Struct((">" if block[15] & _BIG_ENDIAN else "<") + ("2Q" if size == 8 else "2I"))
    to_version, to_info = pointer.unpack_from(block, 16)
    version = _pointed(memory, pointer, to_version, _LONGEST_VERSION)
    return (version, _pointed(memory, pointer, to_info, _LARGEST_INFO) or b"") if version else None


def _inline(memory: Memory, address: int, block: bytes) -> tuple[bytes, bytes] | None:
    """Return the two strings behind a block, None where they do not fit."""
    start, length = _counted(block, BLOCK)
    if not 0 < length <= _LONGEST_VERSION:
        return None
    version = block[start : start + length]
    start, length = _counted(block, start + length)
    end = start + length
    if not 0 <= length <= _LARGEST_INFO:
        return None
    if end > len(block):
        block = memory.read(address, end)
    return (version, block[start:end]) if end <= len(block) else None


def _counted(data: bytes, at: int) -> tuple[int, int]:
    """Return where a string begins, and its length, which precedes it as a uvarint; a length below zero where none does."""
    if at < len(data) and data[at] < 0x80:
        return at + 1, data[at]
    length = shift = 0
    for start, byte in enumerate(data[at : at + 10], at + 1):
        length |= (byte & 0x7F) << shift
        if byte < 0x80:
            return start, length
        shift += 7
    return at, -1


def _pointed(memory: Memory, pointer: struct.Struct, address: int, longest: int) -> bytes | None:
    """Return the content of the Go string whose header, address and length, stands at an address."""
    header = memory.read(address, pointer.size)
    if len(header) < pointer.size:
        return None
    start, length = pointer.unpack(header)
    data = memory.read(start, length) if length <= longest else b""
    return data if len(data) == length else None


def _address_of(window: Window, table: SymbolTable, name: bytes) -> int | None:
    """Return the address of a symbol, None where the table has none of that name."""
    names = window.read(table.names.offset, min(table.names.size, _LARGEST_NAMES))
    at = names.find(b"\0" + name + b"\0") + 1
    if at == 0:
        return None
    entry = struct.Struct(table.entry)
    data = window.read(table.offset, min(table.size, _LARGEST_TABLE))
    rows = entry.iter_unpack(data[: len(data) - len(data) % entry.size])
    row = next((row for row in rows if row[0] == at << table.shift), None)
    if row is None or not table.bases:
        return row[1] if row else None
    section = row[2]
    return table.bases[section - 1] + row[1] if 0 < section <= len(table.bases) else None

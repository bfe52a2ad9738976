"""Small damages to a whole binary, by our own hand: what packers, strippers and foreign linkers do to the marks of Go."""

import struct
from collections.abc import Callable, Mapping

DAMAGES = 1
"""To be raised when one of these changes, since outcomes are kept."""

MAGIC, BLOCK = b"\xff Go buildinf:", 32
"""How the build info begins, and how long its header is."""

_ELF, _PE = b"\x7fELF", b"MZ"
_MACHO = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_DECOY_ROOM = 64
_DECOY_AT = 5  # no multiple of 16
_INLINE = 2  # the flag of build info whose strings follow it


def without_section_headers(data: bytes) -> bytes | None:
    """Return an ELF file as sstrip leaves it: program headers alone."""
    if not data.startswith(_ELF):
        return None
    order, wide = _elf_kind(data)
    table, counts = (0x28, 0x3A) if wide else (0x20, 0x2E)
    changed = bytearray(data)
    struct.pack_into(order + ("Q" if wide else "I"), changed, table, 0)
    struct.pack_into(order + "HHH", changed, counts, 0, 0, 0)
    return bytes(changed)


def renamed_section(data: bytes) -> bytes | None:
    """Return a binary whose section for the build info bears another name."""
    if data.startswith(_ELF):
        return data.replace(b"\0.go.buildinfo\0", b"\0.no.buildinfo\0")
    return data.replace(b"__go_buildinfo", b"__no_buildinfo") if data.startswith(_MACHO) else None


def realigned_section(data: bytes) -> bytes | None:
    """Return a PE file whose data bear another alignment, as foreign linkers set it."""
    if not data.startswith(_PE):
        return None
    changed = bytearray(data)
    header = int.from_bytes(data[0x3C:0x40], "little")
    count, options = struct.unpack_from("<6xH12xH", data, header)[:2]
    for number in range(count):
        at = header + 24 + options + 40 * number + 36
        flags = int.from_bytes(data[at : at + 4], "little")
        if flags & ~0xF00000 == 0xC0000040:
            struct.pack_into("<I", changed, at, flags & ~0xF00000 | 0x500000)
    return bytes(changed)


def without_build_info(data: bytes) -> bytes:
    """Return a binary in which the magic of the build info is overwritten, as if that section had been removed."""
    return data.replace(MAGIC, bytes(len(MAGIC)))


def behind_a_decoy(data: bytes) -> bytes | None:
    """Return a binary with a misaligned magic before the real block, which go 1.24 to 1.27 does not get past."""
    at = data.find(MAGIC)
    if at < 0 or at % 16 or not data[at + 15] & _INLINE:
        return None
    end = at + BLOCK
    for _ in range(2):
        size, used = _number(data, end)
        end += used + size
    changed = bytearray(data)
    changed[at + _DECOY_ROOM : end + _DECOY_ROOM] = data[at:end]
    changed[at : at + _DECOY_ROOM] = (bytes(_DECOY_AT) + MAGIC).ljust(_DECOY_ROOM, b"\0")
    _grow_section(changed, at)
    return bytes(changed)


def half(data: bytes) -> bytes:
    """Return the first half, as a failed download leaves it."""
    return data[: len(data) // 2]


REWRITERS: Mapping[str, Callable[[bytes], bytes | None]] = {
    "without-section-headers": without_section_headers,
    "renamed-section": renamed_section,
    "realigned-section": realigned_section,
    "without-build-info": without_build_info,
    "behind-a-decoy": behind_a_decoy,
    "half": half,
}
"""Each by the name of what it leaves; None where it does not apply."""


def fat(*slices: bytes) -> bytes:
    """Return a fat file of these Mach-O files, in this order."""
    table, content, at = b"", b"", 4096
    for part in slices:
        cpu, variant = struct.unpack_from("<II", part, 4)
        table += struct.pack(">5I", cpu, variant, at, len(part), 12)
        padded = part + bytes(-len(part) % 4096)
        content, at = content + padded, at + len(padded)
    header = struct.pack(">II", 0xCAFEBABE, len(slices)) + table
    return header.ljust(4096, b"\0") + content


def _elf_kind(data: bytes | bytearray) -> tuple[str, bool]:
    """Return byte order, as struct wants it, and whether it is of 64 bits."""
    return "<" if data[5] == 1 else ">", data[4] == 2


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number and how many bytes it takes."""
    value = 0
    for used, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << 7 * used
        if byte < 0x80:
            return value, used + 1
    return 0, 1


def _grow_section(data: bytearray, at: int) -> None:
    """Make room for the decoy in the header of the section that begins at this offset; a PE file has it in its data anyway."""
    if data.startswith(_ELF):
        order, wide = _elf_kind(data)
        [table] = struct.unpack_from(order + ("Q" if wide else "I"), data, 0x28 if wide else 0x20)
        size, count = struct.unpack_from(order + "HH", data, 0x3A if wide else 0x2E)
        row = struct.Struct(order + ("24xQQ" if wide else "16xII"))
        for start in range(table, table + size * count, size):
            offset, length = row.unpack_from(data, start)
            if offset == at:
                struct.pack_into(
                    order + ("Q" if wide else "I"), data, start + (32 if wide else 20), length + _DECOY_ROOM
                )
    elif data.startswith(_MACHO):
        section, wide = data.find(b"__go_buildinfo"), data.startswith(_MACHO[0])
        layout, place = ("<Q", section + 40) if wide else ("<I", section + 36)
        [length] = struct.unpack_from(layout, data, place)
        struct.pack_into(layout, data, place, length + _DECOY_ROOM)

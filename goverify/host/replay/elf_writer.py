"""The writer of ELF files with one loaded segment, a Go build ID note and a build info section (System V ABI)."""

import struct

MACHINES = {  # GOARCH: e_machine, bits, byte order
    "386": (3, 32, "<"),
    "amd64": (62, 64, "<"),
    "arm": (40, 32, "<"),
    "arm64": (183, 64, "<"),
    "loong64": (258, 64, "<"),
    "mips": (8, 32, ">"),
    "mipsle": (8, 32, "<"),
    "mips64": (8, 64, ">"),
    "mips64le": (8, 64, "<"),
    "ppc64": (21, 64, ">"),
    "ppc64le": (21, 64, "<"),
    "riscv64": (243, 64, "<"),
    "s390x": (22, 64, ">"),
}
_ABI = {"freebsd": 9, "netbsd": 2, "openbsd": 12, "solaris": 6}
_BASE = 0x400000
_NAMES = b"\0.note.go.buildid\0.go.buildinfo\0.shstrtab\0"
_LOAD, _NOTE = 1, 4
_PROGBITS, _STRTAB, _SHT_NOTE = 1, 3, 7


def program(system: str, arch: str, block: bytes, build_id: str) -> bytes:
    """Return an executable that holds these."""
    machine, bits, order = MACHINES[arch]
    word, header_size, segment_size, section_size = ("Q", 64, 56, 64) if bits == 64 else ("I", 52, 32, 40)
    note = _note(order, build_id)
    note_at = header_size + 2 * segment_size
    block_at = _padded(note_at + len(note), 16)
    names_at = block_at + len(block)
    sections_at = _padded(names_at + len(_NAMES), 8)
    ident = b"\x7fELF" + bytes([bits // 32, 1 if order == "<" else 2, 1, _ABI.get(system, 0)]) + bytes(8)
    sizes = (header_size, segment_size, 2, section_size, 4, 3)
    header = ident + struct.pack(f"{order}HHI3{word}I6H", 2, machine, 1, _BASE, header_size, sections_at, 0, *sizes)
    segments = _segment(order, bits, _LOAD, 6, 0, names_at) + _segment(order, bits, _NOTE, 4, note_at, len(note))
    sections = bytes(section_size)
    sections += _section(order, bits, b".note.go.buildid", _SHT_NOTE, 2, note_at, len(note))
    sections += _section(order, bits, b".go.buildinfo", _PROGBITS, 3, block_at, len(block))
    sections += _section(order, bits, b".shstrtab", _STRTAB, 0, names_at, len(_NAMES))
    body = (header + segments + note).ljust(block_at, b"\0") + block + _NAMES
    return body.ljust(sections_at, b"\0") + sections


def _padded(size: int, unit: int) -> int:
    return -(-size // unit) * unit


def _note(order: str, build_id: str) -> bytes:
    text = build_id.encode()
    return struct.pack(order + "3I4s", 4, len(text), 4, b"Go\0\0") + text.ljust(_padded(len(text), 4), b"\0")


def _segment(order: str, bits: int, kind: int, flags: int, offset: int, size: int) -> bytes:
    address = _BASE + offset
    if bits == 64:
        return struct.pack(order + "II6Q", kind, flags, offset, address, address, size, size, 16)
    return struct.pack(order + "8I", kind, offset, address, address, size, size, flags, 16)


def _section(order: str, bits: int, name: bytes, kind: int, flags: int, offset: int, size: int) -> bytes:
    address = _BASE + offset if flags else 0
    layout = "IIQQQQIIQQ" if bits == 64 else "10I"
    return struct.pack(order + layout, _NAMES.index(name + b"\0"), kind, flags, address, offset, size, 0, 0, 4, 0)

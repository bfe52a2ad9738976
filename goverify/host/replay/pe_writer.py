"""The writer of PE files with a data section that is the build info, and a build ID at the start of the code.

Source: Microsoft's "PE Format".
"""

import struct

from goverify.host.replay.macho_writer import build_id_mark

MACHINES = {"386": 0x14C, "amd64": 0x8664, "arm64": 0xAA64}
_BASE, _PAGE, _ALIGNMENT, _HEADERS = 0x400000, 0x1000, 0x200, 0x200
_CODE, _DATA = 0x60000020, 0xC0000040
"""Code, execute, read; initialised data, read, write."""


def program(arch: str, block: bytes, build_id: str) -> bytes:
    """Return an executable that holds these."""
    text = build_id_mark(build_id)
    text_size, block_size = _padded(len(text), _ALIGNMENT), _padded(len(block), _ALIGNMENT)
    block_address = _PAGE + _padded(len(text), _PAGE)
    optional = _optional_header(arch, text_size, block_size, block_address, block_address + _padded(len(block), _PAGE))
    flags = 0x102 if arch == "386" else 0x22
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", MACHINES[arch], 2, 0, 0, 0, len(optional), flags)
    headers = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + coff + optional
    headers += _section(b".text", _PAGE, len(text), text_size, _HEADERS, _CODE)
    headers += _section(b".data", block_address, len(block), block_size, _HEADERS + text_size, _DATA)
    return headers.ljust(_HEADERS, b"\0") + text.ljust(text_size, b"\0") + block.ljust(block_size, b"\0")


def _padded(size: int, unit: int) -> int:
    return -(-size // unit) * unit


def _optional_header(arch: str, text_size: int, block_size: int, block_address: int, image_size: int) -> bytes:
    wide = arch != "386"
    start = struct.pack("<HBB5I", 0x20B if wide else 0x10B, 3, 0, text_size, block_size, 0, _PAGE, _PAGE)
    start += struct.pack("<Q", _BASE) if wide else struct.pack("<II", block_address, _BASE)
    versions = (6, 1, 1, 0, 6, 1)
    middle = struct.pack("<II6H4IHH", _PAGE, _ALIGNMENT, *versions, 0, image_size, _HEADERS, 0, 3, 0x8160)
    stacks = (0x200000, 0x1000, 0x100000, 0x1000)
    return start + middle + struct.pack("<4QII" if wide else "<4III", *stacks, 0, 16) + bytes(128)


def _section(name: bytes, address: int, size: int, raw_size: int, offset: int, flags: int) -> bytes:
    return struct.pack("<8s6I2HI", name, size, address, raw_size, offset, 0, 0, 0, 0, flags)

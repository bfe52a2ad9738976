"""The builder of tiny programs for AIX, Plan 9 and WebAssembly."""

import struct

from tests.binfmt.builders import counted


def xcoff(bits: int, text: bytes, data: bytes) -> bytes:
    """Return an XCOFF file with two sections."""
    section = ">8s4xIII12xI" if bits == 32 else ">8s8xQQQ24xI4x"
    layout = ">HH12xHH" if bits == 32 else ">HH12xH6x"
    magic = (0x01DF, 2, 0, 2) if bits == 32 else (0x01F7, 2, 0)
    start = struct.calcsize(layout) + 2 * struct.calcsize(section)
    rows = struct.pack(section, b".text", 0x1000, len(text), start, 0x20)
    rows += struct.pack(section, b".data", 0x2000, len(data), start + len(text), 0x40)
    return struct.pack(layout, *magic) + rows + text + data


def plan9(magic: int, text: bytes, data: bytes) -> bytes:
    """Return an a.out file of Plan 9."""
    head = struct.pack(">8I", magic, len(text), len(data), 0, 0, 0, 0, 0)
    return head + bytes(8 if magic & 0x8000 else 0) + text + data


def wasm(*sections: tuple[int, bytes]) -> bytes:
    """Return a WebAssembly module."""
    return b"\0asm\x01\0\0\0" + b"".join(bytes([number]) + counted(content) for number, content in sections)

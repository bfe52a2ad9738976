"""The builder of tiny programs for AIX, Plan 9 and WebAssembly."""

import struct

from tests.binfmt.builders import counted


def xcoff(bits: int, text: bytes, data: bytes, *, symbols: int = 1) -> bytes:
    """Return an XCOFF file with two sections and a table of symbols, of which go wants one at least."""
    section = ">8s4xIII12xI" if bits == 32 else ">8s8xQQQ24xI4x"
    size = 20 if bits == 32 else 24
    start = size + 2 * struct.calcsize(section)
    end = start + len(text) + len(data)
    if bits == 32:
        head = struct.pack(">HH4xIIHH", 0x01DF, 2, end if symbols else 0, symbols, 0, 2)
    else:
        head = struct.pack(">HH4xQH2xI", 0x01F7, 2, end if symbols else 0, 0, symbols)
    rows = struct.pack(section, b".text", 0x1000, len(text), start, 0x20)
    rows += struct.pack(section, b".data", 0x2000, len(data), start + len(text), 0x40)
    names = bytes(18 * symbols) + struct.pack(">I", 4) if symbols else b""
    return head + rows + text + data + names


def plan9(magic: int, text: bytes, data: bytes) -> bytes:
    """Return an a.out file of Plan 9."""
    head = struct.pack(">8I", magic, len(text), len(data), 0, 0, 0, 0, 0)
    return head + bytes(8 if magic & 0x8000 else 0) + text + data


def wasm(*sections: tuple[int, bytes]) -> bytes:
    """Return a WebAssembly module."""
    return b"\0asm\x01\0\0\0" + b"".join(bytes([number]) + counted(content) for number, content in sections)

"""The builder of tiny PE files, PE32 and PE32+."""

import struct

BASE = 0x400000
DATA_ADDRESS = BASE + 0x2000
"""Where `data` is loaded, so that tests can point at it."""
PE_AT = 0x80
ALIGN = 0x200
DATA_FLAGS = 0xC0000040


def pe(
    *,
    bits: int = 64,
    machine: int = 0x8664,
    flags: int = 0x22,
    dll_flags: int = 0x8160,
    text: bytes = b"code",
    data: bytes = b"",
    data_flags: int = DATA_FLAGS,
    needed: tuple[str, ...] = (),
    minimum: tuple[int, int] = (6, 1),
    certificates: bytes = b"",
    subsystem: int = 3,
    sections: dict[bytes, bytes] | None = None,
    symbols: dict[str, int] | None = None,
) -> bytes:
    """Return a PE file with code, data and, where libraries are needed, a section of imports.

    `sections` are further ones, long names included; `symbols` are values in the second section, that of data.
    """
    contents = [(b".text", 0x1000, text, 0x60000020), (b".data", 0x2000, data, data_flags)]
    if needed:
        contents.append((b".idata", 0x3000, _imports(0x3000, bits, needed), 0x40000040))
    names = b"".join(name + b"\0" for name in sections or {}) + b"".join(f"{name}\0".encode() for name in symbols or {})
    for number, (name, content) in enumerate((sections or {}).items()):
        short = name if len(name) <= 8 else b"/%d" % (4 + names.index(name + b"\0"))
        contents.append((short, 0x10000 + number * 0x1000, content, 0x42000040))
    at, table, body = 0x400, b"", b""
    for name, address, content, rights in contents:
        raw = -(-len(content) // ALIGN) * ALIGN
        place = (len(content), address, raw, at if raw else 0)
        table += struct.pack("<8s4I12xI", name, *place, rights)
        body, at = body + content.ljust(raw, b"\0"), at + raw
    tail = _symbols(names, symbols or {}) if names else b""
    symbols_at, at = (at, at + len(tail)) if names else (0, at)
    directories = [(0, 0)] * 16
    directories[1] = (0x3000, 20 * len(needed) + 20) if needed else (0, 0)
    directories[4] = (at, len(certificates)) if certificates else (0, 0)
    optional = _optional(bits, minimum, subsystem, dll_flags) + b"".join(
        struct.pack("<II", *pair) for pair in directories
    )
    coff = struct.pack(
        "<4s2H3I2H", b"PE\0\0", machine, len(contents), 0, symbols_at, len(symbols or ()), len(optional), flags
    )
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", PE_AT)
    return (dos.ljust(PE_AT, b"\0") + coff + optional + table).ljust(0x400, b"\0") + body + tail + certificates


def _optional(bits: int, minimum: tuple[int, int], subsystem: int, dll_flags: int) -> bytes:
    wide = bits == 64
    head = struct.pack("<HBB5I", 0x20B if wide else 0x10B, 3, 0, 0x200, 0x200, 0, 0x1000, 0x1000)
    head += struct.pack("<Q", BASE) if wide else struct.pack("<II", 0x2000, BASE)
    head += struct.pack("<II6H4I2H", 0x1000, ALIGN, 6, 1, 0, 0, *minimum, 0, 0x5000, 0x400, 0, subsystem, dll_flags)
    return head + struct.pack("<4QII" if wide else "<4III", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)


def _imports(address: int, bits: int, needed: tuple[str, ...]) -> bytes:
    """Return the import table: an entry a library, one of zeros, the one list of functions they share, the names."""
    names_at = address + 20 * (len(needed) + 1)
    first_function = 1 << bits - 1 | 1  # by its number
    names, rows = first_function.to_bytes(bits // 8, "little") + bytes(8), b""
    for name in needed:
        rows += struct.pack("<5I", names_at, 0, 0, names_at + len(names), names_at)
        names += name.encode() + b"\0"
    return rows + bytes(20) + names


def _symbols(names: bytes, symbols: dict[str, int]) -> bytes:
    """Return the table of symbols with that of the long names behind it."""
    rows = b""
    for name, value in symbols.items():
        rows += struct.pack("<IIIhHBB", 0, 4 + names.index(f"{name}\0".encode()), value, 2, 0, 2, 0)
    return rows + struct.pack("<I", len(names) + 4) + names

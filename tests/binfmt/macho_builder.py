"""The builder of tiny Mach-O files, thin and fat."""

import struct

DATA_ADDRESS = 0x2000
"""Where `data` is loaded, so that tests can point at it."""
TEXT_AT = 0x800


def macho(
    *,
    bits: int = 64,
    order: str = "<",
    cpu: int = 0x0100000C,
    kind: int = 2,
    flags: int = 0x200000,
    text: bytes = b"code",
    data: bytes = b"",
    data_name: str = "__go_buildinfo",
    needed: tuple[str, ...] = (),
    platform: int = 1,
    minimum: tuple[int, int, int] = (11, 0, 0),
    symbols: dict[str, int] | None = None,
    pclntab: bytes = b"",
    sections: tuple[tuple[str, str], ...] = (),
    commands: tuple[bytes, ...] = (),
) -> bytes:
    """Return a Mach-O file; `data` lies in the first writable segment and in a section of its own.

    `sections` are further ones of nothing, with their segments' names; `commands` stand as they are.
    """
    data_at = TEXT_AT + -(-len(text) // 16) * 16
    table_at = data_at + -(-len(data) // 16) * 16
    end = table_at + len(pclntab) if pclntab else data_at + len(data)
    shown_at = table_at if pclntab else 0
    name = data_name.encode()
    made = [
        _segment(bits, order, b"__TEXT", b"__text", (0x1000, 0, TEXT_AT), TEXT_AT + len(text), 5),
        _segment(bits, order, b"__DATA", name, (DATA_ADDRESS, data_at, data_at), len(data), 3),
        _segment(bits, order, b"__GO", b"__gopclntab", (0x3000, shown_at, shown_at), len(pclntab), 1),
        *(_segment(bits, order, owner.encode(), part.encode(), (0x4000, 0, 0), 0, 1) for owner, part in sections),
        struct.pack(order + "6I", 0x32, 24, platform, minimum[0] << 16 | minimum[1] << 8 | minimum[2], 0, 0),
        *(_library(order, path) for path in needed),
        *commands,
    ]
    tail = b""
    if symbols:
        names = b"\0" + b"".join(symbol.encode() + b"\0" for symbol in symbols)
        layout = order + ("I4xQ" if bits == 64 else "I4xI")
        rows = [(names.index(b"\0" + symbol.encode() + b"\0") + 1, value) for symbol, value in symbols.items()]
        table = b"".join(struct.pack(layout, *row) for row in rows)
        made.append(struct.pack(order + "6I", 2, 24, end, len(rows), end + len(table), len(names)))
        tail = table + names
    room = b"".join(made)
    magic = 0xFEEDFACF if bits == 64 else 0xFEEDFACE
    header = struct.pack(order + "7I", magic, cpu, 0, kind, len(made), len(room), flags)
    header += bytes(4 if bits == 64 else 0) + room
    assert len(header) <= TEXT_AT
    loaded = (header.ljust(TEXT_AT, b"\0") + text).ljust(data_at, b"\0") + data
    return (loaded.ljust(table_at, b"\0") + pclntab if pclntab else loaded) + tail


def _segment(
    bits: int, order: str, name: bytes, section: bytes, place: tuple[int, int, int], size: int, rights: int
) -> bytes:
    """Return a segment with one section; place is the address, the offset, and the offset of the section."""
    address, offset, inside = place
    word = "Q" if bits == 64 else "I"
    part = struct.pack(
        f"{order}16s16s2{word}I", section, name, address + inside - offset, size - inside + offset, inside
    )
    part += bytes(28 if bits == 64 else 24)
    body = struct.pack(f"{order}16s4{word}4I", name, address, size, offset, size, rights, rights, 1, 0) + part
    return struct.pack(order + "II", 0x19 if bits == 64 else 1, len(body) + 8) + body


def _library(order: str, path: str) -> bytes:
    name = path.encode() + b"\0"
    name = name.ljust(-(-len(name) // 8) * 8, b"\0")
    return struct.pack(order + "6I", 0xC, 24 + len(name), 24, 0, 0, 0) + name


def fat(*slices: tuple[int, bytes], wide: bool = False) -> bytes:
    """Return a fat file out of pairs of processor and content."""
    layout = ">IIQQI4x" if wide else ">IIIII"
    at = 0x1000
    table, body = b"", b""
    for cpu, content in slices:
        table += struct.pack(layout, cpu, 0, at, len(content), 12)
        padded = content.ljust(-(-len(content) // 0x1000) * 0x1000, b"\0")
        body, at = body + padded, at + len(padded)
    head = struct.pack(">II", 0xCAFEBABF if wide else 0xCAFEBABE, len(slices)) + table
    return head.ljust(0x1000, b"\0") + body

"""The builder of tiny ELF files of any class and byte order."""

import struct
from dataclasses import dataclass

DATA_AT = 0x400
DATA_ADDRESS = 0x500400
"""Where `data` is loaded, so that tests can point at it."""
TEXT_BASE, DATA_BASE = 0x400000, 0x500000


@dataclass(frozen=True)
class _Part:
    name: str
    section: int
    segment: int
    offset: int
    content: bytes
    base: int = TEXT_BASE


def note(name: str, kind: int, content: bytes, order: str = "<") -> bytes:
    """Return one note, padded."""
    label = name.encode() + b"\0"
    head = struct.pack(order + "III", len(label), len(content), kind)
    return head + label.ljust(-(-len(label) // 4) * 4, b"\0") + content.ljust(-(-len(content) // 4) * 4, b"\0")


def elf(
    *,
    bits: int = 64,
    order: str = "<",
    machine: int = 62,
    kind: int = 2,
    abi: int = 0,
    interpreter: str = "",
    needed: tuple[str, ...] = (),
    flags_1: int = 0,
    notes: bytes = b"",
    data: bytes = b"",
    data_name: str = ".go.buildinfo",
    symbols: dict[str, int] | None = None,
    sections: bool = True,
    extra: dict[str, bytes] | None = None,
    segments: tuple[tuple[int, int], ...] = (),
    bind_now: bool = False,
) -> bytes:
    """Return an ELF file; `data` lies in the first writable segment and in a section of its own.

    `extra` are further sections, `segments` further program headers of nothing: their types and flags.
    """
    parts = [_Part(data_name, 1, 1, DATA_AT, data, DATA_BASE)]

    def add(name: str, section: int, segment: int, content: bytes) -> _Part:
        end = parts[-1].offset + len(parts[-1].content)
        parts.append(_Part(name, section, segment, -(-end // 16) * 16, content))
        return parts[-1]

    if interpreter:
        add(".interp", 1, 3, interpreter.encode() + b"\0")
    if notes:
        add(".note", 7, 4, notes)
    if needed or flags_1 or bind_now:
        names = b"\0" + b"".join(name.encode() + b"\0" for name in needed)
        at = add(".dynstr", 3, 0, names)
        add(".dynamic", 6, 2, _dynamic(bits, order, at, needed, {0x6FFFFFFB: flags_1, 30: 8 * bind_now}))
    if symbols:
        names = b"\0" + b"".join(name.encode() + b"\0" for name in symbols)
        add(".symtab", 2, 0, _symbols(bits, order, names, symbols))
        add(".strtab", 3, 0, names)
    for name, content in (extra or {}).items():
        add(name, 1, 0, content)
    return _assembled(bits, order, (kind, machine, abi), parts, segments, sections=sections)


def _dynamic(bits: int, order: str, names: _Part, needed: tuple[str, ...], flags: dict[int, int]) -> bytes:
    entries = [(1, names.content.index(b"\0" + name.encode() + b"\0") + 1) for name in needed]
    entries += [(5, names.base + names.offset), (10, len(names.content)), *flags.items(), (0, 0)]
    return b"".join(struct.pack(order + ("QQ" if bits == 64 else "II"), *entry) for entry in entries)


def _symbols(bits: int, order: str, names: bytes, symbols: dict[str, int]) -> bytes:
    rows = [(0, 0), *((names.index(b"\0" + name.encode() + b"\0") + 1, value) for name, value in symbols.items())]
    layout = order + ("I4xQ8x" if bits == 64 else "II8x")
    return b"".join(struct.pack(layout, *row) for row in rows)


def _assembled(
    bits: int,
    order: str,
    head: tuple[int, int, int],
    parts: list[_Part],
    more: tuple[tuple[int, int], ...],
    *,
    sections: bool,
) -> bytes:
    kind, machine, abi = head
    body = b""
    for part in parts:
        body = body.ljust(part.offset - DATA_AT, b"\0") + part.content
    end = DATA_AT + len(body)
    data = parts[0]
    segments = [_segment(bits, order, 1, 5, 0, TEXT_BASE, end)]
    segments.append(_segment(bits, order, 1, 6, data.offset, data.base, len(data.content)))
    segments += [
        _segment(bits, order, part.segment, 4, part.offset, part.base, len(part.content))
        for part in parts[1:]
        if part.segment
    ]
    segments += [_segment(bits, order, what, flags, 0, 0, 0) for what, flags in more]
    names, rows = _sections(bits, order, parts, end) if sections else (b"", [])
    at = end + len(names)
    table = "".join(["H", "H", "I", *(["Q" if bits == 64 else "I"] * 3), "I", "6H"])
    sizes = (64, 56, 64) if bits == 64 else (52, 32, 40)
    counts = (sizes[0], sizes[1], len(segments), sizes[2], len(rows), max(0, len(rows) - 1))
    ident = b"\x7fELF" + bytes([bits // 32, 1 if order == "<" else 2, 1, abi]) + bytes(8)
    fields = (kind, machine, 1, 0, sizes[0], at if rows else 0, 0, *counts)
    header = ident + struct.pack(order + table, *fields) + b"".join(segments)
    assert len(header) <= DATA_AT
    return header.ljust(DATA_AT, b"\0") + body + names + b"".join(rows)


def _segment(bits: int, order: str, kind: int, flags: int, offset: int, base: int, size: int) -> bytes:
    at = base + offset
    if bits == 64:
        return struct.pack(order + "II6Q", kind, flags, offset, at, at, size, size, 4)
    return struct.pack(order + "8I", kind, offset, at, at, size, size, flags, 4)


def _sections(bits: int, order: str, parts: list[_Part], end: int) -> tuple[bytes, list[bytes]]:
    """Return the table of names, which lies at `end`, and the section headers."""
    names, rows = b"\0", [bytes(64 if bits == 64 else 40)]
    layout = order + ("IIQQQQIIQQ" if bits == 64 else "10I")
    for number, part in enumerate(parts, 1):
        link = number + 1 if part.section == 2 else number - 1 if part.section == 6 else 0
        entry = {2: 24 if bits == 64 else 16, 6: bits // 4}.get(part.section, 0)
        place = (part.base + part.offset, part.offset, len(part.content))
        rows.append(struct.pack(layout, len(names), part.section, 2, *place, link, 0, 4, entry))
        names += part.name.encode() + b"\0"
    own = len(names)
    names += b".shstrtab\0"
    rows.append(struct.pack(layout, own, 3, 0, 0, end, len(names), 0, 0, 1, 0))
    return names, rows

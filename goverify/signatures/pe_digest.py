"""The digest that Authenticode signs: a PE file without its checksum, its certificates and what points at them.

Source: Windows Authenticode Portable Executable Signature Format, "Calculating the PE Image Hash". It hashes the
headers, the sections as they lie in the file, then what follows them: where sections leave no gap, all bytes in their
order. Where they leave one, that procedure would leave the gap unsigned. Here each byte counts, as with other signers.
"""

import hashlib
import struct

from goverify.binfmt.types import Damaged, Source, Stretch

_PIECE = 1 << 20
_CHECKSUM = 24 + 64  # behind the start of the PE header, in both widths
_CERTIFICATES = {b"\x0b\x01": 24 + 128, b"\x0b\x02": 24 + 144}  # the fifth directory, by the magic of the width


def pe_digests(source: Source, table: Stretch, names: frozenset[str]) -> dict[str, bytes]:
    """Return the digest by each of the algorithms, all read in one go; Damaged where the headers forbid it."""
    header = _header_at(source)
    entry = header + _certificates_behind(source, header)
    _refuse_overlap(source, header, table)
    makers = {name: hashlib.new(name, usedforsecurity=False) for name in sorted(names)}
    for start, end in ((0, header + _CHECKSUM), (header + _CHECKSUM + 4, entry), (entry + 8, table.offset)):
        at = start
        while at < end:
            piece = source.read(at, min(_PIECE, end - at))
            if not piece:
                raise Damaged(f"its file ends at byte {at} while it is read")
            for maker in makers.values():
                maker.update(piece)
            at += len(piece)
    return {name: maker.digest() for name, maker in makers.items()}


def _header_at(source: Source) -> int:
    return int.from_bytes(_exact(source, 0x3C, 4), "little")


def _certificates_behind(source: Source, header: int) -> int:
    """Return how far behind the start of the PE header the entry stands that points at the certificates."""
    behind = _CERTIFICATES.get(_exact(source, header + 24, 2))
    if behind is None:
        raise Damaged("its optional header is of no known width")
    return behind


def _refuse_overlap(source: Source, header: int, table: Stretch) -> None:
    """Raise Damaged where what is loaded reaches into the table, which nobody signs."""
    count, options = struct.unpack("<2xH12xH", _exact(source, header + 4, 18))
    start = header + 24 + options
    sections = _exact(source, start, 40 * count)
    ends = [size + offset for size, offset in struct.iter_unpack("<16xII16x", sections) if size and offset]
    if max([start + len(sections), *ends]) > table.offset:
        raise Damaged("its certificates lie within what is loaded into memory")


def _exact(source: Source, at: int, length: int) -> bytes:
    data = source.read(at, length)
    if len(data) < length:
        raise Damaged(f"its headers end at byte {at + length}, the file at {source.size}")
    return data

"""The certificate table of a PE file: where its signatures stand, and what hides beside them.

Source: the PE format specification, "The Attribute Certificate Table".
"""

import struct
from typing import NamedTuple

from goverify.binfmt.types import Damaged, Source, Stretch
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.cms import LARGEST
from goverify.signatures.der import SEQUENCE, header

MOST_ENTRIES = 16
"""Signers write one."""

_HEAD = 8
_SIGNED_DATA = 2  # WIN_CERT_TYPE_PKCS_SIGNED_DATA
_ALIGNMENT = 8
_REVISIONS = (0x0100, 0x0200)


class Entry(NamedTuple):
    """One entry of the table that holds a signature."""

    data: bytes
    """The signature in DER, empty where it does not even begin like one."""
    hidden: int
    """Bytes in the entry behind the signature, beyond what fills it up to the next multiple of eight; or not zero."""


def entries(source: Source, table: Stretch) -> tuple[Entry, ...]:
    """Return the signatures of the table; Damaged where the table is no such thing."""
    end = table.offset + table.size
    if end > source.size:
        raise Damaged(f"its certificate table ends at byte {end}, the file at {source.size}")
    if end < source.size:
        raise Damaged(f"{source.size - end} bytes that nobody signed follow its certificate table")
    found, at = [], table.offset
    for _ in range(MOST_ENTRIES):
        if end - at < _HEAD:
            break
        size, revision, kind = struct.unpack("<IHH", _exact(source, at, _HEAD))
        if not _HEAD <= size <= end - at:
            raise Damaged(f"its certificate table holds an entry of {size} bytes where {end - at} are left")
        if kind == _SIGNED_DATA and revision in _REVISIONS:
            found.append(_entry(source, at + _HEAD, size - _HEAD))
        at += -(-size // _ALIGNMENT) * _ALIGNMENT
    if at < end:
        raise Damaged(f"its certificate table holds {end - at} bytes behind its entries")
    if not found:
        raise Damaged("its certificate table holds no signature")
    return tuple(found)


def _entry(source: Source, at: int, size: int) -> Entry:
    length = _der_length(source.read(at, min(size, 6)))
    if length is None or length > min(size, LARGEST):
        return Entry(b"", 0)
    slack = size - length
    filled = slack < _ALIGNMENT and not any(_exact(source, at + length, slack))
    return Entry(_exact(source, at, length), 0 if filled else slack)


def _der_length(head: bytes) -> int | None:
    """Return how many bytes the sequence has that begins so, its head included; None where none begins."""
    try:
        body, length = header(head, 0)
    except BrokenSignature:
        return None
    return None if length is None or head[0] != SEQUENCE else body + length


def _exact(source: Source, at: int, length: int) -> bytes:
    data = source.read(at, length)
    if len(data) < length:
        raise Damaged(f"its file ends at byte {at + len(data)} while it is read")
    return data

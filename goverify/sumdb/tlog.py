"""The tree of hashes over a log: what a record's hash is, and how little proves that the tree holds it.

Source: RFC 6962, section 2.1. A tree over `size` records is cut in two at the largest power of two below its size, and
so on down to single records.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from goverify.sumdb.refused import Refused

HASH_BYTES = 32
MAX_SIZE = 1 << 62
"""Beyond what golang.org/x/mod can count."""

ReadHash = Callable[[int, int], bytes]
"""From a level and an index to the hash of the full subtree of 2^level records that begins at index · 2^level."""


class Head(NamedTuple):
    """The state of a log at some time."""

    size: int
    root: bytes


class Proof(NamedTuple):
    """What proves that a tree holds a record at a place."""

    number: int
    path: tuple[bytes, ...]
    """The hashes beside the way from the record up to the root."""


def leaf_hash(record: bytes) -> bytes:
    """Return the hash of a record."""
    return hashlib.sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees, side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(size: int, read: ReadHash, start: int = 0) -> bytes:
    """Return the hash of the records from `start`, where a subtree begins, up to `size`."""
    *rest, total = (read(level, index) for level, index in full_subtrees(start, size))
    for left in reversed(rest):
        total = node_hash(left, total)
    return total


def full_subtrees(start: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the level and index of each full subtree that the records from `start` to `size` consist of, the largest first."""
    if not 0 <= start < size <= MAX_SIZE:
        raise Refused(f"no tree has {size} records, or none at {start}")
    while start < size:
        level = (size - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def prove(index: int, head: Head, read: ReadHash) -> Proof:
    """Return the proof that a tree holds its record at `index`; the hashes are taken as they are read."""
    if not 0 <= index < head.size <= MAX_SIZE:
        raise Refused(f"record {index} is not in a tree of {head.size}")
    low, high = 0, head.size
    path = []
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if index < middle:
            path.append(root_hash(high, read, middle))
            high = middle
        else:
            path.append(root_hash(middle, read, low))
            low = middle
    return Proof(index, tuple(reversed(path)))


def check(proof: Proof, leaf: bytes, head: Head) -> None:
    """Refuse a proof that does not lead from a record's hash to the root of a tree."""
    if not 0 <= proof.number < head.size <= MAX_SIZE:
        raise Refused(f"record {proof.number} is not in a tree of {head.size}")
    sides = list(_sides(proof.number, head.size))
    if len(sides) != len(proof.path):
        raise Refused(f"the proof has {len(proof.path)} hashes where record {proof.number} needs {len(sides)}")
    total = leaf
    for is_left, beside in zip(reversed(sides), proof.path, strict=True):
        total = node_hash(total, beside) if is_left else node_hash(beside, total)
    if total != head.root:
        raise Refused("the proof does not lead from the record to the signed root")


def _sides(index: int, size: int) -> Iterator[bool]:
    """Yield whether the way to a record turns left at each fork, from the root down."""
    low, high = 0, size
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        is_left = index < middle
        low, high = (low, middle) if is_left else (middle, high)
        yield is_left


def joined(hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a full subtree by those of its parts, whose number is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]

"""The reader of the container of a Mach-O signature: its parts, each in a numbered slot.

Source: cs_blobs.h of XNU; each number is big-endian.
"""

import struct
from typing import NamedTuple

from goverify.signatures.broken import BrokenSignature

LARGEST = 8 << 20  # the hashes of 1 GiB in pages of 4 KiB
CONTAINER = 0xFADE0CC0
DIRECTORY = 0
FIRST_ALTERNATE, LAST_ALTERNATE = 0x1000, 0x1005
MESSAGE = 0x10000
INFO, REQUIREMENTS, RESOURCES, APPLICATION, ENTITLEMENTS, DISK_IMAGE, DER_ENTITLEMENTS = range(1, 8)
NAMES = {
    INFO: "Info.plist",
    REQUIREMENTS: "requirements",
    RESOURCES: "sealed resources",
    APPLICATION: "application data",
    ENTITLEMENTS: "entitlements",
    DISK_IMAGE: "disk image data",
    DER_ENTITLEMENTS: "entitlements in DER",
    8: "launch constraints on itself",
    9: "launch constraints on its parent",
    10: "launch constraints on its responsible process",
    11: "constraints on its libraries",
}
"""The special slots, each of which has a hash in every code directory."""
_MARKS = {
    DIRECTORY: 0xFADE0C02,
    REQUIREMENTS: 0xFADE0C01,
    ENTITLEMENTS: 0xFADE7171,
    DER_ENTITLEMENTS: 0xFADE7172,
    MESSAGE: 0xFADE0B01,
    **dict.fromkeys(range(8, 12), 0xFADE8181),
    **dict.fromkeys(range(FIRST_ALTERNATE, LAST_ALTERNATE + 1), 0xFADE0C02),
}
_UNSIGNED = {MESSAGE, 0x10001, 0x10002}  # the message, an identification, a ticket: nothing hashes them
_MOST_PARTS = 32


class Parts(NamedTuple):
    """The parts of a signature by slot, and what is odd about how they lie."""

    by_slot: dict[int, bytes]
    """Each with its own mark and length before it."""
    remarks: tuple[str, ...]

    def content(self, slot: int) -> bytes:
        """Return a part without its mark and length, nothing where it is absent."""
        return self.by_slot.get(slot, b"")[8:]

    @property
    def directories(self) -> list[int]:
        """Return the slots of the code directories, the primary one first."""
        return sorted(slot for slot in self.by_slot if slot == DIRECTORY or FIRST_ALTERNATE <= slot <= LAST_ALTERNATE)


def read_parts(data: bytes) -> Parts:
    """Return the parts of the signature that fills this room; BrokenSignature where it is damaged."""
    if len(data) < 12:
        raise BrokenSignature("its signature is cut short")
    mark, length, count = struct.unpack_from(">III", data)
    if mark != CONTAINER:
        raise BrokenSignature("its signature does not begin as one")
    if length > len(data):
        raise BrokenSignature(f"its signature takes {length} bytes in a room of {len(data)}")
    if count > _MOST_PARTS or 12 + 8 * count > length:
        raise BrokenSignature(f"its signature has {count} parts in {length} bytes")
    whole = memoryview(data)[:length]
    by_slot: dict[int, bytes] = {}
    places: list[tuple[int, int]] = [(0, 12 + 8 * count)]
    for slot, offset in struct.iter_unpack(">II", data[12 : 12 + 8 * count]):
        if slot in by_slot:
            raise BrokenSignature(f"its signature has two parts in slot {slot:#x}")
        by_slot[slot] = _part(whole, slot, offset)
        places.append((offset, offset + len(by_slot[slot])))
    if DIRECTORY not in by_slot:
        raise BrokenSignature("its signature has no code directory")
    return Parts(by_slot, (*_oddities(data, length, places), *_strangers(by_slot)))


def _part(data: memoryview, slot: int, offset: int) -> bytes:
    if offset + 8 > len(data):
        raise BrokenSignature(f"a part of its signature begins at byte {offset} of {len(data)}")
    mark, length = struct.unpack_from(">II", data, offset)
    if length < 8 or offset + length > len(data):
        raise BrokenSignature(f"a part of its signature takes {length} bytes at byte {offset} of {len(data)}")
    if mark != _MARKS.get(slot, mark):
        raise BrokenSignature(f"the part of its signature in slot {slot:#x} is of another kind, {mark:#x}")
    return bytes(data[offset : offset + length])


def _oddities(data: bytes, length: int, places: list[tuple[int, int]]) -> list[str]:
    """Return what lies between the parts and behind them; BrokenSignature where parts overlap."""
    places = sorted(places)
    hidden = 0
    for (_, end), (start, _) in zip(places, [*places[1:], (length, length)], strict=True):
        if start < end:
            raise BrokenSignature("the parts of its signature overlap")
        hidden += len(data[end:start].strip(b"\0"))
    behind = len(data[length:].strip(b"\0"))
    found = [f"{hidden} bytes lie hidden between the parts of its signature"] if hidden else []
    return found + ([f"{behind} bytes lie hidden behind its signature, in room that should be empty"] if behind else [])


def _strangers(by_slot: dict[int, bytes]) -> list[str]:
    known = {DIRECTORY, *NAMES, *_UNSIGNED, *range(FIRST_ALTERNATE, LAST_ALTERNATE + 1)}
    return [f"its signature has a part of an unknown kind, {slot:#x}" for slot in by_slot if slot not in known]

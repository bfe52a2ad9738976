"""Code directories field by field, and the place of a signature: what is out of bounds is refused with its reason."""

import struct

import pytest

from goverify.signatures.broken import BrokenSignature
from goverify.signatures.codesign_directory import match_pages, read_directory
from goverify.signatures.codesign_place import Part, find_signature
from goverify.signatures.codesign_plist import read_plist
from tests.binfmt.builders import Bytes
from tests.signatures.macho_signer import CODE, ROOM, Shape, adhoc, directory, program

WHOLE = directory(program(CODE), Shape(), {2: b"requirements"})
OUTSIDE = "the hashes of its code directory lie outside it"
NO_END = "a name in its code directory has no end"
VERSION, HASHES_AT, NAME_AT, SPECIAL = 8, 16, 20, 24


def patched(at: int, value: int, size: int = 4) -> bytes:
    """Return the code directory with another value in a field."""
    return WHOLE[:at] + value.to_bytes(size, "big") + WHOLE[at + size :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WHOLE[:43], "its code directory is cut short"),
        (patched(36, 20, 1), "its code directory has hashes of the unknown type 2 in 20 bytes"),
        (patched(37, 9, 1), "its code directory has hashes of the unknown type 9 in 32 bytes"),
        (patched(SPECIAL, 65), "its code directory has 65 special slots"),
        (patched(HASHES_AT, 44 + 63), OUTSIDE),
        (patched(HASHES_AT, len(WHOLE) - 127), OUTSIDE),
        (patched(NAME_AT, 0), NO_END),
        (patched(NAME_AT, len(WHOLE)), NO_END),
        (WHOLE[:46], "its code directory is cut short"),
    ],
)
def test_field_out_of_bounds_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BrokenSignature, match=reason):
        read_directory(data)


def test_fields_at_their_bounds_are_read() -> None:
    assert read_directory(patched(HASHES_AT, len(WHOLE) - 128)).hashes == WHOLE[-128:]
    assert read_directory(patched(HASHES_AT, 44 + 64)).special[1] == WHOLE[44:76]


def test_special_slots_are_counted_backwards() -> None:
    assert read_directory(WHOLE).special == (bytes(32), WHOLE[-128 - 64 : -128 - 32])


def test_program_that_is_too_large_is_not_hashed() -> None:
    source = Bytes(b"")
    with pytest.raises(BrokenSignature, match="more than is verified here"):
        match_pages(read_directory(WHOLE)._replace(limit=(1 << 30) + 1), source)
    assert source.reads == 0


def test_program_that_ends_at_a_page_before_its_time_is_broken() -> None:
    with pytest.raises(BrokenSignature, match="became shorter"):
        match_pages(read_directory(WHOLE), Bytes(program(CODE)[:8192]))


def misplaced(data: bytes) -> str:
    """Return why no signature is found in its place."""
    with pytest.raises(BrokenSignature) as broken:
        find_signature(Part(Bytes(data), 0, len(data)))
    return str(broken.value)


def with_word(at: int, value: int) -> bytes:
    """Return a signed program with another word in its header or load commands."""
    data = adhoc()
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def test_signature_is_found_with_its_room() -> None:
    data = adhoc()
    place = find_signature(Part(Bytes(b"before" + data), 6, len(data)))
    assert (place.offset, place.data) == (len(data) - ROOM, data[-ROOM:])


def test_program_without_a_segment_for_it_is_refused() -> None:
    data = adhoc().replace(b"__LINKEDIT", b"__LINKDATA")
    assert misplaced(data) == "it has 1 signatures and 0 segments for them"


def test_two_segments_for_it_are_refused() -> None:
    data = adhoc().replace(b"__TEXT\0\0\0\0", b"__LINKEDIT")
    assert misplaced(data) == "it has 1 signatures and 2 segments for them"


def test_signature_before_its_segment_is_refused() -> None:
    start = len(program(CODE))
    data = program(CODE, linked=(start + 16, ROOM)) + bytes(ROOM)
    assert misplaced(data) == "its signature lies outside the segment __LINKEDIT"


def test_huge_signature_is_refused() -> None:
    size = (8 << 20) + 1
    assert misplaced(program(CODE, room=size) + bytes(size)) == f"its signature takes {size} bytes"


def test_file_that_is_no_program_is_refused() -> None:
    assert misplaced(b"#!/bin/sh\n".ljust(100)) == "it does not begin as a program"


def test_huge_load_commands_are_refused() -> None:
    size = (512 << 10) + 1
    assert misplaced(with_word(20, size)) == f"its load commands take {size} bytes"


@pytest.mark.parametrize("length", [0, 7, 17, 0xFFFFFFF0])
def test_load_command_of_an_absurd_length_is_refused(length: int) -> None:
    assert misplaced(with_word(32 + 144 + 4, length)) == "its load commands overrun their room"


def test_load_commands_beyond_the_file_are_refused() -> None:
    assert "cut short" in misplaced(adhoc()[:100])


def test_huge_property_list_is_not_read() -> None:
    with pytest.raises(BrokenSignature, match="it takes 262145 bytes"):
        read_plist(bytes((256 << 10) + 1), "it")

"""The digest that Authenticode signs: what it leaves out, what it counts, where the headers forbid one."""

import hashlib
import struct

import pytest

from goverify.binfmt.types import Damaged, Stretch
from goverify.signatures.pe_digest import pe_digests
from tests.binfmt.builders import Bytes, pe
from tests.binfmt.pe_builder import PE_AT
from tests.signatures.authenticode import CHECKSUM_AT, ENTRY_AT, flipped

PROGRAM = pe(data=b"data", certificates=bytes(64))
END = len(PROGRAM) - 64
TABLE = Stretch(END, 64)
SHA256 = frozenset({"sha256"})
COUNTED = (
    *range(0, CHECKSUM_AT, 7),
    CHECKSUM_AT - 1,
    CHECKSUM_AT + 4,
    ENTRY_AT - 1,
    ENTRY_AT + 8,
    0x3FF,
    0x400,
    END - 1,
)
SECTIONS_AT = PE_AT + 24 + 240


class Careful(Bytes):
    """A source that takes no large reads."""

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there."""
        assert length <= 1 << 20
        return super().read(offset, length)


def digest(data: bytes, table: Stretch = TABLE) -> bytes:
    """Return the digest by SHA-256."""
    return pe_digests(Bytes(data), table, SHA256)["sha256"]


def test_all_but_checksum_entry_and_table_is_hashed() -> None:
    left = PROGRAM[:CHECKSUM_AT] + PROGRAM[CHECKSUM_AT + 4 : ENTRY_AT] + PROGRAM[ENTRY_AT + 8 : END]
    assert digest(PROGRAM) == hashlib.sha256(left).digest()


def test_narrow_file_has_its_entry_elsewhere() -> None:
    data = pe(bits=32, machine=0x14C, certificates=bytes(64))
    entry, end = PE_AT + 24 + 128, len(data) - 64
    left = data[:CHECKSUM_AT] + data[CHECKSUM_AT + 4 : entry] + data[entry + 8 : end]
    assert digest(data, Stretch(end, 64)) == hashlib.sha256(left).digest()


@pytest.mark.parametrize("at", [*range(CHECKSUM_AT, CHECKSUM_AT + 4), *range(ENTRY_AT, ENTRY_AT + 8), END, END + 63])
def test_byte_that_signing_changes_does_not_count(at: int) -> None:
    assert digest(flipped(PROGRAM, at)) == digest(PROGRAM)


@pytest.mark.parametrize("at", [at for at in COUNTED if not 0x3C <= at < 0x40])
def test_every_other_byte_counts(at: int) -> None:
    assert digest(flipped(PROGRAM, at)) != digest(PROGRAM)


def test_bytes_between_sections_count() -> None:
    first = SECTIONS_AT + 20  # where the first section says that it starts
    assert PROGRAM[first : first + 4] == struct.pack("<I", 0x400)
    gap = PROGRAM[:first] + struct.pack("<I", 0x600) + PROGRAM[first + 4 :]
    assert digest(flipped(gap, 0x410)) != digest(gap)


def test_several_algorithms_take_one_reading() -> None:
    source = Bytes(PROGRAM)
    found = pe_digests(source, TABLE, frozenset({"sha1", "sha256", "sha512"}))
    assert {name: len(value) for name, value in found.items()} == {"sha1": 20, "sha256": 32, "sha512": 64}
    assert source.bytes_read < len(PROGRAM) + 256


def test_file_is_read_in_pieces() -> None:
    whole = PROGRAM[:END] + bytes(3 << 20)
    found = pe_digests(Careful(whole + bytes(64)), Stretch(len(whole), 64), SHA256)["sha256"]
    left = whole[:CHECKSUM_AT] + whole[CHECKSUM_AT + 4 : ENTRY_AT] + whole[ENTRY_AT + 8 :]
    assert found == hashlib.sha256(left).digest()


@pytest.mark.parametrize("offset", [0, 64, ENTRY_AT, SECTIONS_AT, 0x400, END - 8])
def test_table_within_what_is_loaded_is_refused(offset: int) -> None:
    with pytest.raises(Damaged, match="within what is loaded"):
        digest(PROGRAM, Stretch(offset, len(PROGRAM) - offset))


def test_section_that_reaches_into_the_table_is_refused() -> None:
    size = SECTIONS_AT + 16
    with pytest.raises(Damaged, match="within what is loaded"):
        digest(PROGRAM[:size] + struct.pack("<I", 0x4000) + PROGRAM[size + 4 :])


def test_width_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Damaged, match="no known width"):
        digest(flipped(PROGRAM, PE_AT + 24, 0x40))


@pytest.mark.parametrize("at", [0xFFFFFFFF, len(PROGRAM) - 4])
def test_header_beyond_the_end_is_refused(at: int) -> None:
    with pytest.raises(Damaged, match="its headers end at byte"):
        digest(PROGRAM[:0x3C] + struct.pack("<I", at) + PROGRAM[0x40:])


def test_file_that_shrinks_while_it_is_read_is_refused() -> None:
    with pytest.raises(Damaged, match="while it is read"):
        digest(PROGRAM[: END - 100])

"""The certificate table of a PE file: its entries, what hides beside them, what is no table."""

import struct

import pytest

from goverify.binfmt.types import Damaged, Stretch
from goverify.signatures.cms import LARGEST
from goverify.signatures.pe_certificates import Entry, entries
from tests.binfmt.builders import Bytes
from tests.signatures.authenticode import entry

SIGNATURE = b"\x30\x82\x01\x04" + bytes(range(256)) + b"four"


def read(table: bytes, *, behind: bytes = b"", size: int | None = None) -> tuple[Entry, ...]:
    """Return the entries of a table at byte 16."""
    return entries(Bytes(bytes(16) + table + behind), Stretch(16, len(table) if size is None else size))


def test_signature_comes_out_whole() -> None:
    assert read(entry(SIGNATURE)) == (Entry(SIGNATURE, 0),)


@pytest.mark.parametrize("length", range(256, 264))
def test_zeros_up_to_the_next_multiple_of_eight_are_nothing(length: int) -> None:
    signature = b"\x30\x82" + struct.pack(">H", length) + bytes(length)
    assert read(entry(signature)) == (Entry(signature, 0),)


def test_entry_may_leave_out_its_last_padding() -> None:
    signature = b"\x30\x03abc"
    assert read(struct.pack("<IHH", 13, 0x200, 2) + signature) == (Entry(signature, 0),)


def test_several_entries_come_in_their_order() -> None:
    assert [len(one.data) for one in read(entry(SIGNATURE) + entry(b"\x30\x03abc"))] == [len(SIGNATURE), 5]


@pytest.mark.parametrize(("kind", "revision"), [(1, 0x200), (0xEF1, 0x200), (2, 0x300)])
def test_entry_of_another_kind_is_passed_over(kind: int, revision: int) -> None:
    other = entry(b"other", kind=kind, revision=revision)
    assert read(other + entry(SIGNATURE)) == (Entry(SIGNATURE, 0),)


def test_old_revision_is_read() -> None:
    assert read(entry(SIGNATURE, revision=0x100)) == (Entry(SIGNATURE, 0),)


@pytest.mark.parametrize(("more", "hidden"), [(bytes(8), 8), (b"hidden data" * 100, 1104), (b"\1", 8)])
def test_bytes_behind_the_signature_are_counted(more: bytes, hidden: int) -> None:
    signature = b"\x30\x06abcdef"  # fills its eight bytes
    assert read(entry(signature, more=more)) == (Entry(signature, hidden),)


def test_padding_that_is_not_zero_is_counted() -> None:
    assert read(entry(b"\x30\x03abc", more=b"\0\0!")) == (Entry(b"\x30\x03abc", 3),)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (b"", "holds no signature"),
        (entry(b"", kind=1), "holds no signature"),
        (bytes(8), "an entry of 0 bytes where 8 are left"),
        (struct.pack("<IHH", 7, 0x200, 2), "an entry of 7 bytes"),
        (struct.pack("<IHH", 0xFFFFFFFF, 0x200, 2) + SIGNATURE, "an entry of 4294967295 bytes"),
        (entry(SIGNATURE) + b"\0\0\0", "holds 3 bytes behind its entries"),
        (entry(b"\x30\x03abc") * 17, "behind its entries"),
    ],
)
def test_table_that_is_none_is_refused(table: bytes, why: str) -> None:
    with pytest.raises(Damaged, match=why):
        read(table)


def test_bytes_behind_the_table_are_refused() -> None:
    with pytest.raises(Damaged, match="5 bytes that nobody signed follow its certificate table"):
        read(entry(SIGNATURE), behind=b"extra")


@pytest.mark.parametrize("size", [10_000, 0xFFFFFFFF])
def test_table_beyond_the_end_is_refused(size: int) -> None:
    with pytest.raises(Damaged, match="its certificate table ends at byte"):
        read(entry(SIGNATURE), size=size)


@pytest.mark.parametrize("data", [b"", b"\x31\x03abc", b"\x30\x80abc\0\0", b"\x30\x84\xff\xff\xff\xff", b"\x30\x7fabc"])
def test_entry_that_does_not_hold_what_it_begins_is_empty(data: bytes) -> None:
    assert read(entry(data)) == (Entry(b"", 0),)


def test_huge_signature_is_not_read() -> None:
    source = Bytes(entry(b"\x30\x83\x20\0\0" + bytes(2 << 20)))
    assert entries(source, Stretch(0, source.size)) == (Entry(b"", 0),)
    assert source.bytes_read < LARGEST

"""Tags and lengths: values are read as a library writes them, and what is no value of its kind is refused."""

import pytest
from asn1crypto import core

from goverify.signatures.broken import BrokenSignature
from goverify.signatures.der import Item, children, encoded, read


def item(mark: int, contents: bytes) -> Item:
    """Return a value."""
    return Item(mark, contents, b"")


@pytest.mark.parametrize("number", [0, 1, 127, 128, 255, 256, -1, -128, -129, 1 << 160])
def test_number_is_read(number: int) -> None:
    assert read(core.Integer(number).dump()).number == number


@pytest.mark.parametrize("name", ["1.2.840.113549.1.7.2", "0.9", "2.5.29.15", "2.999.1", "1.39.0", "1.2.3.4294967296"])
def test_name_is_read(name: str) -> None:
    assert read(core.ObjectIdentifier(name).dump()).name == name


@pytest.mark.parametrize("size", [0, 127, 128, 255, 256, 70_000])
def test_value_of_any_length_is_read_and_written(size: int) -> None:
    data: bytes = core.OctetString(bytes(size)).dump()
    assert read(data).octets == bytes(size)
    assert encoded(0x04, bytes(size)) == data


def test_bytes_in_pieces_are_joined() -> None:
    assert item(0x24, b"\x04\x02ab\x04\x00\x04\x01c").octets == b"abc"


def test_values_that_follow_each_other_are_read() -> None:
    assert [one.contents for one in children(b"\x04\x01a\x05\x00\x04\x01b")] == [b"a", b"", b"b"]
    assert [one.whole for one in children(b"\x04\x01a\x05\x00")] == [b"\x04\x01a", b"\x05\x00"]


@pytest.mark.parametrize("wrong", [item(0x04, b"\1"), item(0x02, b"")])
def test_what_is_no_number_is_refused(wrong: Item) -> None:
    with pytest.raises(BrokenSignature, match="where a number belongs"):
        _ = wrong.number


@pytest.mark.parametrize(
    "wrong", [item(0x02, b"\x2a"), item(0x06, b""), item(0x06, b"\x2a\x86"), item(0x06, b"\x2a" * 65)]
)
def test_what_is_no_name_is_refused(wrong: Item) -> None:
    with pytest.raises(BrokenSignature, match="where a name belongs"):
        _ = wrong.name


def test_pieces_that_are_no_bytes_are_refused() -> None:
    with pytest.raises(BrokenSignature, match="where bytes belong"):
        _ = item(0x24, b"\x04\x01a\x02\x01b").octets
    with pytest.raises(BrokenSignature, match="not built as it should be"):
        _ = item(0x30, b"\x04\x01a").octets

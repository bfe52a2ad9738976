"""The name that a signer gives a program: as it is written, or none."""

import pytest
from asn1crypto import core

from goverify.signatures.authenticode_content import program_name
from goverify.signatures.cms import Signer, read_message
from goverify.signatures.der import SEQUENCE, encoded
from tests.signatures.authorities import world
from tests.signatures.messages import message

OPUS = "1.3.6.1.4.1.311.2.1.12"
UTF16, ASCII = 0x80, 0x81


def signer(*values: bytes) -> Signer:
    """Return a signer who says this of the program."""
    attributes = ((OPUS, [core.load(value) for value in values]),) if values else ()
    return read_message(message(world().leaf, b"content", attributes=attributes)).signers[0]


def opus(coding: int, name: bytes) -> bytes:
    """Return what a signer says of a program, with a link behind the name."""
    return encoded(SEQUENCE, encoded(0xA0, encoded(coding, name)) + encoded(0xA1, encoded(0x80, b"link")))


def test_signer_who_names_nothing_gives_no_name() -> None:
    assert program_name(signer()) == ""


@pytest.mark.parametrize(("coding", "name"), [(UTF16, "Prüfer".encode("utf-16-be")), (ASCII, b"Pr?fer")])
def test_name_is_read_in_both_codings(coding: int, name: bytes) -> None:
    assert program_name(signer(opus(coding, name))) in ("Prüfer", "Pr?fer")


def test_long_name_is_cut() -> None:
    assert program_name(signer(opus(UTF16, b"\0x" * 5000))) == "x" * 256


@pytest.mark.parametrize(
    "value",
    [
        encoded(SEQUENCE, b""),
        encoded(SEQUENCE, encoded(0xA1, encoded(0x80, b"link"))),
        encoded(SEQUENCE, encoded(0xA0, b"")),
        encoded(SEQUENCE, encoded(0xA0, encoded(ASCII, b"a") * 2)),
        encoded(SEQUENCE, encoded(0xA0, encoded(0x85, b"a"))),
        encoded(2, b"\5"),
    ],
)
def test_damaged_name_is_none(value: bytes) -> None:
    assert program_name(signer(value)) == ""


def test_two_names_are_none() -> None:
    assert program_name(signer(opus(ASCII, b"one"), opus(ASCII, b"two"))) == ""

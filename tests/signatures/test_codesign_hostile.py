"""Damaged and made-up signatures: none raises, none is believed, none costs much."""

import random
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from goverify.binfmt import identify
from goverify.signatures import Signature, Status, verify
from goverify.signatures.codesign_blobs import read_parts
from goverify.signatures.codesign_directory import read_directory
from goverify.signatures.codesign_signer import judge_signer
from tests.binfmt.builders import Bytes, fat
from tests.endurance import WARMING, Trial, endured
from tests.signatures.authorities import NOW, issue, world
from tests.signatures.macho_signer import (
    CODE,
    REQUIREMENTS,
    ROOM,
    Shape,
    adhoc,
    blob,
    by,
    container,
    developed,
    directory,
    flipped,
    judged,
    program,
    trust,
    with_signature,
)

COUNT = 5_000
"""Mutants of a signature that names nobody, which cost next to nothing."""
SIGNED = 500
"""Mutants of a signed program, whose certificates are judged each time."""
BEGIN = len(program(CODE))
ODD = (0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF)


def all_of(data: bytes) -> tuple[tuple[Signature, ...], int]:
    """Return the signatures of a file and how many bytes were read for them."""
    source = Bytes(data)
    return verify(source, identify(source), trust()), source.bytes_read


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return the file with a few changes in its signature, most of them near its beginning; some are cut short."""
    changed = bytearray(data)
    used = len(data[BEGIN:].rstrip(b"\0"))
    for _ in range(chance.randint(1, 6)):
        at = BEGIN + chance.randrange(chance.choice((28, 120, used)))
        width = chance.choice((1, 1, 2, 4))
        value = chance.choice(ODD) if chance.random() < 0.6 else chance.randrange(256)
        changed[at : at + width] = bytes([value] * width)
    return bytes(changed[: chance.randrange(BEGIN, len(data))] if chance.random() < 0.05 else changed)


def _answered(data: bytes) -> None:
    signatures, bytes_read = all_of(data)
    assert len(signatures) == 1
    assert bytes_read <= 3 * len(data) + 4096


def _of_ad_hoc_signatures() -> Iterator[Trial]:
    chance = random.Random("adhoc")
    whole = adhoc(parts={2: REQUIREMENTS, 5: blob(0xFADE7171, b"<plist><dict><key>a</key><true/></dict></plist>")})
    yield from (partial(_answered, whole) for _ in range(WARMING))
    yield from (partial(_answered, mutant(whole, chance)) for _ in range(COUNT))


def _not_believed(data: bytes, trusted: Signature) -> None:
    signatures, _ = all_of(data)
    for signature in signatures:
        if signature.status is Status.TRUSTED:
            assert signature.content_hash == trusted.content_hash
            assert signature.signer == trusted.signer


def _of_signed_programs() -> Iterator[Trial]:
    chance, whole = random.Random("developed"), developed()
    trusted = judged(whole)
    yield from (partial(_not_believed, whole, trusted) for _ in range(WARMING))
    yield from (partial(_not_believed, mutant(whole, chance), trusted) for _ in range(SIGNED))


FAMILIES: Mapping[str, Callable[[], Iterator[Trial]]] = {
    "ad hoc": _of_ad_hoc_signatures,
    "signed": _of_signed_programs,
}


@pytest.mark.parametrize(("name", "count"), [("ad hoc", COUNT), ("signed", SIGNED)])
def test_mutants_are_answered_within_a_second_and_32_mib_each(name: str, count: int) -> None:
    assert endured(__name__, name) == WARMING + count


def test_each_bit_that_flips_in_the_program_breaks_it() -> None:
    chance, whole = random.Random("code"), developed()
    for _ in range(200):
        at = chance.randrange(BEGIN)
        changed = flipped(whole, at, 1 << chance.randrange(8))
        if identify(Bytes(changed)).signature is None:
            assert at < 0x200  # without its mark or its load command it is a file that nobody signed
        else:
            assert judged(changed).status is Status.BROKEN


def test_bit_that_flips_in_the_signature_breaks_it_or_changes_nothing_it_says() -> None:
    chance, whole = random.Random("signature"), developed(signer=by(others=(world().middle,)))
    used = len(whole[BEGIN:].rstrip(b"\0"))
    trusted = judged(whole)
    passed = 0
    for _ in range(300):
        signature = judged(flipped(whole, BEGIN + chance.randrange(used), 1 << chance.randrange(8)))
        if signature.status is Status.TRUSTED:
            passed += 1
            assert signature._replace(remarks=(), timestamp=trusted.timestamp) == trusted
    assert (
        passed <= 12
    )  # certificates that nobody asks for, and what is not signed: the name of the timestamp's attribute


@pytest.mark.parametrize("part", ["identifier", "flags", "requirements", "entitlements", "message"])
def test_changed_part_is_named(part: str) -> None:
    claims = blob(0xFADE7171, b"<plist><dict><key>allow</key><true/></dict></plist>")
    whole = developed(parts={5: claims})
    parts = read_parts(whole[BEGIN:]).by_slot
    places = {
        "identifier": (whole.index(b"org.example.tool") + 3, "its signature is of a different code directory"),
        "flags": (whole.index(parts[0]) + 13, "its signature is of a different code directory"),
        "requirements": (whole.index(REQUIREMENTS) + 11, "the hash of its requirements does not match"),
        "entitlements": (whole.index(b"allow") + 1, "the hash of its entitlements does not match"),
        "message": (whole.index(parts[0x10000]) + 8, "the signed message is not built as it should be"),
    }
    at, reason = places[part]
    found = judged(flipped(whole, at))
    assert (found.status, found.reason) == (Status.BROKEN, reason)


def test_directory_of_a_huge_program_is_not_hashed() -> None:
    unsigned = program(CODE)
    huge = directory(unsigned, Shape(page=0, limit=0, long_limit=1 << 60))
    assert judged(with_signature(unsigned, container({0: huge}))).status is Status.BROKEN


def test_directory_with_endless_tables_is_refused() -> None:
    for field in (16, 20, 24, 28):  # hashes, identifier, special slots, pages
        data = bytearray(adhoc())
        data[BEGIN + 20 + field : BEGIN + 24 + field] = b"\xff" * 4
        assert judged(bytes(data)).status is Status.BROKEN


def test_identifier_without_an_end_is_refused() -> None:
    unsigned = program(CODE)
    data = bytearray(directory(unsigned))
    data[20:24] = struct.pack(">I", len(data) - 1)
    data[-1] = 0x41
    assert judged(with_signature(unsigned, container({0: bytes(data)}))).reason == (
        "a name in its code directory has no end"
    )


def test_load_commands_that_overrun_are_refused() -> None:
    data = bytearray(adhoc())
    data[16] = 5
    assert judged(bytes(data)).reason == "its load commands overrun their room"


def test_many_slices_over_one_program_are_not_hashed_often() -> None:
    signed = adhoc()
    data = bytearray(fat(*((0x01000007, signed) for _ in range(8))))
    for number in range(8):
        data[8 + 20 * number + 8 : 8 + 20 * number + 12] = struct.pack(">I", 0x1000)
    signatures, bytes_read = all_of(bytes(data))
    assert {signature.reason for signature in signatures} == {"its slices overlap"}
    assert bytes_read < 8 * len(signed)


def test_file_that_shrinks_while_it_is_read_is_broken() -> None:
    class Shrinking(Bytes):
        def read(self, offset: int, length: int) -> bytes:
            return super().read(offset, length) if self.reads < 6 or offset else b""

    data = adhoc(bytes(1 << 16), room=ROOM)
    source = Shrinking(data)
    binary = identify(Bytes(data))
    source.reads = 6
    [signature] = verify(source, binary, trust())
    assert signature.status is Status.BROKEN


def test_crowd_of_certificates_of_one_name_is_not_believed() -> None:
    crowd = tuple(issue("Test Developer Authority", authority=True, key=world().middle.key) for _ in range(40))
    directories = [directory(program(CODE))]
    message = by(others=crowd)(directories)
    verdict = judge_signer(message, [read_directory(directories[0])], (world().root.der,), NOW)
    assert verdict.status is not Status.TRUSTED

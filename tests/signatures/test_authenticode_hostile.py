"""Damaged signatures by the thousand, the same ones each time: none raises, none reads without end, none is believed."""

import random
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from goverify.binfmt import identify
from goverify.signatures import Status, verify
from tests.binfmt.builders import Bytes
from tests.binfmt.test_hostile import Shrinking, Sparse
from tests.binfmt.test_mutations import mutant
from tests.endurance import WARMING, Trial, endured
from tests.signatures.authenticode import CHECKSUM_AT, ENTRY_AT, entry, fixture, flipped, judged, table_of, trusting

TRUST = trusting()
SEEDS = ("signed.exe", "stamped.exe", "countersigned.exe", "dual.exe", "narrow.exe")
WHOLE, TABLES = 300, 700
"""Mutants of each seed: with changes in the whole file, and in the certificate table alone."""


def survive(data: bytes) -> None:
    """Judge a file; AssertionError where that takes too much."""
    source = Bytes(data)
    signatures = verify(source, identify(source), TRUST)
    assert len(signatures) <= 9
    assert all(bool(signature.reason) == (signature.status is not Status.TRUSTED) for signature in signatures)
    assert source.bytes_read <= 4 << 20


def _of_whole_files(name: str) -> Iterator[Trial]:
    chance, data = random.Random(name), fixture(name)
    yield from (partial(survive, data) for _ in range(WARMING))
    yield from (partial(survive, mutant(data, chance)) for _ in range(WHOLE))


def _of_tables(name: str) -> Iterator[Trial]:
    chance, data = random.Random(name), fixture(name)
    start = table_of(data).offset
    at = ENTRY_AT - 16 if name == "narrow.exe" else ENTRY_AT
    yield from (partial(survive, data) for _ in range(WARMING))
    for _ in range(TABLES):
        table = mutant(data[start:], chance)
        entry_ = struct.pack("<II", start, len(table) or 1)
        yield partial(survive, data[:at] + entry_ + data[at + 8 : start] + table)


FAMILIES: Mapping[str, Callable[[], Iterator[Trial]]] = {
    **{f"file {name}": partial(_of_whole_files, name) for name in SEEDS},
    **{f"table {name}": partial(_of_tables, name) for name in SEEDS},
}


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_are_answered_within_a_second_and_32_mib_each(name: str) -> None:
    assert endured(__name__, f"file {name}") == WARMING + WHOLE


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_tables_are_too(name: str) -> None:
    assert endured(__name__, f"table {name}") == WARMING + TABLES


def test_every_flipped_bit_of_the_content_breaks_it() -> None:
    chance = random.Random("content")
    data = fixture("stamped.exe")
    start = table_of(data).offset
    free = {*range(CHECKSUM_AT, CHECKSUM_AT + 4), *range(ENTRY_AT, ENTRY_AT + 8)}
    headers = chance.sample(sorted({*range(0x400)} - free), 200)
    for at in (*headers, *chance.sample(range(0x400, start), 200)):
        turned = flipped(data, at, 1 << chance.randrange(8))
        if identify(Bytes(turned)).signature is not None or at >= 0x400:  # else its headers name no signature any more
            assert [one.status for one in judged(turned, TRUST)] == [Status.BROKEN], at


def test_flipped_bits_of_the_table_pass_only_in_its_framing() -> None:
    chance = random.Random("table")
    data = fixture("signed.exe")
    start = table_of(data).offset
    tried = [(at, 1 << chance.randrange(8)) for at in chance.sample(range(start, len(data)), 800)]
    passed = [at for at, mask in tried if judged(flipped(data, at, mask), TRUST)[0].status is Status.TRUSTED]
    assert len(passed) <= 20  # about one bit in a hundred passes: versions, unused names of algorithms, padding


class Lasting(Sparse):
    """A sparse source whose end bears something."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        super().__init__(head, size)
        self._tail = tail

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there."""
        start = self.size - len(self._tail)
        if offset < start:
            return super().read(offset, length)
        return self._tail[offset - start : offset - start + length]


def test_content_of_2_gib_is_not_hashed_for_a_signature_that_cannot_be_read() -> None:
    table = entry(b"\x30\x82\x01\x00" + bytes(256))
    head = fixture("plain.exe")
    size = (2 << 30) + len(table)
    source = Lasting(head[:ENTRY_AT] + struct.pack("<II", 2 << 30, len(table)) + head[ENTRY_AT + 8 :], size, table)
    [signature] = verify(source, identify(source), TRUST)
    assert signature.status is Status.BROKEN
    assert source.bytes_read < 1 << 20


def test_file_that_shrinks_while_it_is_read_is_broken() -> None:
    source = Shrinking(fixture("signed.exe"))
    binary = identify(Bytes(fixture("signed.exe")))
    assert [one.status for one in verify(source, binary, TRUST)] == [Status.BROKEN]

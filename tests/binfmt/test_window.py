"""The bounded way to the bytes: short at the end, few reads, an allowance, addresses through ranges."""

import pytest

from goverify.binfmt import Damaged
from goverify.binfmt.window import ALLOWANCE, HEAD, LARGEST, Memory, Range, Window, shortfall
from tests.binfmt.builders import Bytes

DATA = bytes(range(256)) * 100


class Endless:
    """A source that never ends, and gives nothing."""

    size = 1 << 50

    def read(self, offset: int, length: int) -> bytes:
        """Return nothing."""
        return b""


@pytest.mark.parametrize("offset", [0, 100, HEAD - 2, HEAD, HEAD + 3000, len(DATA) - 5])
def test_window_gives_the_bytes_of_the_file(offset: int) -> None:
    window = Window(Bytes(DATA))
    assert window.read(offset, 5) == DATA[offset : offset + 5]


@pytest.mark.parametrize(("offset", "length"), [(len(DATA), 4), (len(DATA) + 9, 4), (-1, 4), (2**70, 4), (10, 0)])
def test_window_gives_nothing_beyond_the_file(offset: int, length: int) -> None:
    assert Window(Bytes(DATA)).read(offset, length) == b""


def test_window_on_a_slice_counts_from_its_beginning_and_ends_with_it() -> None:
    window = Window(Bytes(DATA), 1000, 20)
    assert (window.read(0, 4), window.read(16, 100)) == (DATA[1000:1004], DATA[1016:1020])


def test_neighbouring_reads_cost_one() -> None:
    source = Bytes(DATA)
    window = Window(source)
    for offset in range(HEAD, HEAD + 4000, 40):
        window.read(offset, 40)
    assert source.reads == 2


def test_missing_bytes_are_told_in_the_name_of_what_was_wanted() -> None:
    with pytest.raises(Damaged, match="cut short: the table ends at byte 25610, the file at 25600"):
        Window(Bytes(DATA)).exact(len(DATA) - 10, 20, "the table")


def test_absurd_length_is_damage() -> None:
    with pytest.raises(Damaged, match="the table of 17179869184 bytes"):
        Window(Bytes(DATA)).exact(0, 16 << 30, "the table")


def test_allowance_ends_for_all_windows_of_a_file_together() -> None:
    window = Window(Endless())
    for number in range(ALLOWANCE // LARGEST - 1):
        window.slice(1 << 40, 1 << 40).read(number * LARGEST + HEAD, LARGEST)
    with pytest.raises(Damaged, match="128 MiB"):
        window.read(HEAD, LARGEST)


def test_memory_reads_through_the_range_that_holds_the_address() -> None:
    memory = Memory(Window(Bytes(DATA)), (Range(0x1000, 10, 20), Range(0x2000, 50, 20)))
    assert memory.read(0x2005, 4) == DATA[55:59]
    assert memory.read(0x1010, 100) == DATA[26:30]
    assert memory.read(0x3000, 4) == b""


def test_text_ends_at_the_zero_byte_or_the_end_of_its_range() -> None:
    data = b"name\0rest" + b"x" * 300 + b"\0"
    memory = Memory(Window(Bytes(data)), (Range(0, 0, len(data)),))
    assert (memory.text(0), len(memory.text(5))) == ("name", 304)
    assert memory.text(1 << 40) == ""


@pytest.mark.parametrize(
    ("promised", "words"),
    [(10, None), (11, "cut short: its headers promise 11 bytes, 10 are there"), (2**60, "damaged: its headers point")],
)
def test_shortfall_is_worded_by_its_size(promised: int, words: str | None) -> None:
    found = shortfall(promised, 10)
    assert found == words or (words is not None and found is not None and found.startswith(words))

"""Executables of any shape: what is written into them is read again, and no bytes whatever make a reader fail."""

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goverify.binfmt import Format, identify, pclntab_era
from goverify.binfmt.visibility import missed_by
from tests.binfmt.builders import Bytes, elf, fat, identified, in_words, inline_block, macho, pe, pointer_block
from tests.binfmt.elf_builder import DATA_ADDRESS
from tests.binfmt.test_mutations import MOST_READ, SEEDS

STEADY = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
"""The same examples each time, and none kept: what is found here gets a test of its own."""

MAGICS = (b"\x7fELF\2\1\1", b"\x7fELF\1\2\1", b"MZ", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xca\xfe\xba\xbe")
MORE_MAGICS = (b"\xca\xfe\xba\xbf", b"\0asm", b"\1\xdf", b"\1\xf7", b"\0\0\x8a\x97", b"#!", b"!<arch>\n", b"")
WORD = st.text("ab.-/=+' \\\x1b\x7f\x80\u00e9\u2028\u6f22\U0001f600", min_size=1, max_size=12)
PLAIN = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789_-+/=.:@", min_size=1, max_size=90)
ORDERS, WIDTHS = st.sampled_from("<>"), st.sampled_from((32, 64))
SMALL = st.sampled_from([data for seeds in SEEDS.values() for data in seeds.values()])


class Edit(NamedTuple):
    """Bytes to write over others, counted from the beginning."""

    at: int
    data: bytes


NUMBERS = st.sampled_from((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 1 << 31, (1 << 32) - 1, 1 << 63, (1 << 64) - 1))
PATCHES = st.builds(
    lambda number, size, order: number.to_bytes(8, order)[-size:], NUMBERS, st.integers(1, 8), st.just("big")
)
EDITS = st.lists(
    st.builds(Edit, st.integers(0, 2500), st.one_of(PATCHES, st.binary(min_size=1, max_size=8))), max_size=6
)


@STEADY
@given(data=SMALL, edits=EDITS, kept=st.one_of(st.none(), st.integers(0, 4000)))
def test_edited_program_is_answered(data: bytes, edits: list[Edit], kept: int | None) -> None:
    changed = bytearray(data)
    for edit in edits:
        changed[edit.at : edit.at + len(edit.data)] = edit.data
    answer(bytes(changed)[:kept])


@STEADY
@given(magic=st.sampled_from(MAGICS + MORE_MAGICS), rest=st.binary(max_size=600))
@example(magic=b"MZ", rest=b"")
def test_any_bytes_behind_a_magic_are_answered(magic: bytes, rest: bytes) -> None:
    answer(magic + rest)


def answer(data: bytes) -> None:
    """Have the bytes identified twice, and asked everything else; fail where that differs, raises or reads too much."""
    source = Bytes(data)
    binary = identify(source)
    assert source.bytes_read <= MOST_READ
    assert identified(data) == binary
    assert binary.problem is None or binary.problem.strip()
    pclntab_era(source, binary)
    for release in (12, 17, 21, 27):
        missed_by(binary, release)


@STEADY
@given(version=WORD, path=WORD, key=WORD.filter(lambda key: "=" not in key), value=WORD, bits=WIDTHS, order=ORDERS)
def test_build_info_is_read_as_it_was_written(
    version: str, path: str, key: str, value: str, bits: int, order: str
) -> None:
    text = f"path\t{path}\nmod\t{path}\tv1\th1:x\nbuild\t{key}={value}\n"
    blocks = [inline_block(version, text), pointer_block(DATA_ADDRESS, version, text, size=bits // 8, order=order)]
    for data in [elf(bits=bits, order=order, data=block) for block in blocks] + [
        macho(data=blocks[0]),
        pe(data=blocks[0]),
    ]:
        binary = identified(data)
        assert binary.go is not None
        assert (binary.go.version, binary.go.path, binary.go.settings) == (version, path, ((key, value),))
        assert binary.problem is None


@STEADY
@given(build_id=PLAIN, code=st.binary(max_size=2000))
def test_build_id_is_read_as_it_was_written(build_id: str, code: bytes) -> None:
    text = code.replace(b"\xff Go", b"") + in_words(build_id)
    assert identified(pe(text=text)).go_build_id == build_id
    assert identified(macho(text=text)).go_build_id == build_id


@STEADY
@given(needed=st.lists(WORD, max_size=8, unique=True), bits=WIDTHS, order=ORDERS)
def test_libraries_are_read_as_they_were_written(needed: list[str], bits: int, order: str) -> None:
    names = tuple(needed)
    assert identified(elf(bits=bits, order=order, needed=names)).needed == names
    assert identified(macho(bits=bits, order=order, needed=names)).needed == names
    assert identified(pe(bits=bits, needed=names)).needed == names


@pytest.mark.parametrize("count", [1, 2, 7])
def test_every_slice_is_told_whatever_their_number(count: int) -> None:
    binary = identified(fat(*[(0x1000007, macho(cpu=0x1000007, data=inline_block()))] * count))
    assert [part.binary.format for part in binary.slices] == [Format.MACHO] * count

"""The build ID of Go: in a note, in words before the code; garbage is none."""

import pytest

from goverify.binfmt import identify
from tests.binfmt.builders import Bytes, elf, identified, in_words, inline_block, macho, pclntab, pe
from tests.binfmt.elf_builder import note

REAL = "ZjAV_SGJC4YaxbNL_-Ml/9FOayDG_oYalDt536ipy/fvTK8NKclO6lamVdkANl/bR2WdkE_tosTc8RqaLXK"


@pytest.mark.parametrize("text", [REAL, "redacted", "abc.123"])
def test_words_before_the_code_are_read(text: str) -> None:
    assert identified(macho(text=in_words(text))).go_build_id == text
    assert identified(pe(text=in_words(text))).go_build_id == text


def test_words_behind_some_code_of_c_are_read() -> None:
    assert identified(macho(text=bytes(20_000) + in_words(REAL))).go_build_id == REAL


@pytest.mark.parametrize(
    "text",
    [
        in_words(REAL)[:-1],
        b'\xff Go build ID: "ab\x80\x01cd"\n \xff',
        b'\xff Go build ID: ""\n \xff',
        in_words("x" * 600),
        bytes(40_000) + in_words(REAL),
    ],
    ids=["torn", "packed", "empty", "endless", "far away"],
)
def test_torn_words_are_no_build_id(text: bytes) -> None:
    assert identified(pe(text=text)).go_build_id is None


@pytest.mark.parametrize("content", [b"", b"a\nb", b"\x00\x01", b"x" * 600])
def test_unprintable_note_is_no_build_id(content: bytes) -> None:
    assert identified(elf(notes=note("Go", 4, content))).go_build_id is None


def test_gnu_build_id_is_not_taken_for_one_of_go() -> None:
    assert identified(elf(notes=note("GNU", 3, b"abcd"))).go_build_id is None


def test_a_brief_look_at_a_program_with_build_info_leaves_build_id_and_function_table_alone() -> None:
    data = macho(text=in_words(REAL), data=inline_block().ljust(12_000, b"\0"), pclntab=pclntab("1.20"))
    assert (identified(data).go_build_id, identified(data).pclntab) == (REAL, "1.20")
    whole, brief = Bytes(data), Bytes(data)
    expected = identify(whole)
    assert identify(brief, brief=True)._replace(go=expected.go) == expected._replace(go_build_id=None, pclntab=None)
    assert brief.reads < whole.reads


def test_a_brief_look_finds_all_where_there_is_no_build_info() -> None:
    data = pe(text=in_words(REAL))
    assert identify(Bytes(data), brief=True) == identified(data)

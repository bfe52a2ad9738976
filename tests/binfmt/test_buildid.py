"""The build ID of Go: in a note, in words before the code; garbage is none."""

import pytest

from tests.binfmt.builders import elf, identified, in_words, macho, pe
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

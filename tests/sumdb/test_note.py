"""Signed notes: what a known owner has signed is believed, and nothing else."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from goverify.sumdb.client import DATABASE
from goverify.sumdb.note import MAX_BYTES, MAX_SIGNATURES, Key, open_note
from goverify.sumdb.records import parse_head
from goverify.sumdb.refused import Refused
from tests.sumdb.logs import Signer, captured

ME, OTHER = Signer(1), Signer(2, "other.example")
TEXT = "one line\n"


def test_a_head_that_the_real_database_signed_is_believed() -> None:
    assert parse_head(captured("/latest"), DATABASE).size == 71769961


@pytest.mark.parametrize("place", [0, 22, 30, 60])
def test_a_real_head_in_which_one_character_is_another_is_refused(place: int) -> None:
    note = bytearray(captured("/latest"))
    note[place] = ord("1" if note[place] != ord("1") else "2")
    with pytest.raises(Refused, match="does not fit the text"):
        parse_head(bytes(note), DATABASE)


def test_the_text_is_what_was_signed() -> None:
    assert open_note(ME.note(TEXT), ME.key) == TEXT


def test_a_text_may_hold_blank_lines_since_the_last_one_ends_it() -> None:
    assert open_note(ME.note("one\n\ntwo\n"), ME.key) == "one\n\ntwo\n"


def test_signers_that_nobody_knows_are_passed_over() -> None:
    note = f"{TEXT}\n{OTHER.line(TEXT)}{ME.line(TEXT)}".encode()
    assert open_note(note, ME.key) == TEXT


def test_a_note_by_unknown_signers_alone_is_refused_and_says_whose_it_is() -> None:
    with pytest.raises(Refused, match=r"known key but by other\.example"):
        open_note(OTHER.note(TEXT), ME.key)


def test_a_note_by_another_key_of_the_same_name_is_refused() -> None:
    with pytest.raises(Refused, match=r"not signed by sum\.example's known key but by another of that name"):
        open_note(Signer(3).note(TEXT), ME.key)


def test_a_forged_note_is_refused_although_a_signature_of_the_right_key_stands_below_it() -> None:
    note = ME.note(TEXT).replace(b"one", b"two")
    with pytest.raises(Refused, match=r"the signature of sum\.example does not fit"):
        open_note(note, ME.key)


def test_a_bad_signature_of_the_known_key_spoils_a_good_one_behind_it() -> None:
    note = f"{TEXT}\n{ME.line('another text')}{ME.line(TEXT)}".encode()
    with pytest.raises(Refused, match="does not fit"):
        open_note(note, ME.key)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (ME.note(TEXT).replace(b"\n\n", b"\n"), "no blank line"),
        (ME.note(TEXT)[:-1], "missing or cut off"),
        (TEXT.encode() + b"\n", "missing or cut off"),
        (ME.note(TEXT) + b"more\n", "is none"),
        (ME.note(TEXT).replace(b"\xe2\x80\x94 ", b"- "), "is none"),
        (ME.note("a\ttab\n"), "control characters"),
        (ME.note("a\r\n"), "control characters"),
        (b"\xff" + ME.note(TEXT), "not UTF-8"),
        (f"{TEXT}\n{OTHER.line(TEXT) * (MAX_SIGNATURES + 1)}".encode(), "more than 100"),
        (ME.note("a" * MAX_BYTES + "\n"), "longer than any"),
        (f"{TEXT}\n— sum.example AAAA\n".encode(), "is none"),
        (f"{TEXT}\n— sum+example AAAAAAAAAA==\n".encode(), "is none"),
        (b"", "no blank line"),
    ],
)
def test_a_malformed_note_is_refused(note: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        open_note(note, ME.key)


def test_a_hundred_signatures_are_still_looked_through() -> None:
    note = f"{TEXT}\n{OTHER.line(TEXT) * (MAX_SIGNATURES - 1)}{ME.line(TEXT)}".encode()
    assert open_note(note, ME.key) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sum.example",
        "sum.example+1234",
        ME.text[:-4],
        ME.text.replace("+", "+0", 1),
        ME.text.replace("sum", "sun"),
        f"a b+{ME.hash.hex()}+{ME.text.rpartition('+')[2]}",
        ME.text + "AAAA",
    ],
)
def test_a_key_whose_parts_do_not_fit_together_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="key"):
        Key.parse(text)


@given(st.binary(max_size=300))
def test_no_bytes_do_harm(data: bytes) -> None:
    with pytest.raises(Refused):
        open_note(data, ME.key)

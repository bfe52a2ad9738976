"""JSON as editors read it: comments, trailing commas, and damage that costs no more than itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goverify.facts.editors.jsonc import Document, document
from goverify.facts.editors.reading import LIMIT_BYTES

WANTED = ("go.alternateTools", "go")


def texts(text: str) -> dict[tuple[str, ...], str]:
    return {leaf.keys: leaf.text for leaf in document(text).leaves}


def test_texts_come_with_their_keys_and_lines() -> None:
    found = document('{\n  "a": "x",\n  "b": {"c": "y", "n": 1, "l": ["z", {"d": "w"}]}\n}')
    assert [(leaf.keys, leaf.text, leaf.line) for leaf in found.leaves] == [
        (("a",), "x", 2),
        (("b", "c"), "y", 3),
        (("b", "l", "d"), "w", 3),
    ]
    assert found.problem == ""


def test_comments_and_trailing_commas_are_no_problem() -> None:
    text = '{\n// "a": "no"\n/* "a": "no" */ "a": /* here */ "x", // "y"\n"u": "http://z/*",\n}'
    assert document(text) == Document(document(text).leaves, "")
    assert texts(text) == {("a",): "x", ("u",): "http://z/*"}


def test_escapes_are_understood_and_wrong_ones_taken_as_they_stand() -> None:
    assert texts(r'{"a": "C:\\Go\\\u0062in", "b": "C:\Go"}') == {("a",): r"C:\Go\bin", ("b",): r"C:\Go"}


def test_of_two_with_the_same_keys_the_later_counts() -> None:
    assert texts('{"a": "x", "a": "y"}') == {("a",): "y"}


@pytest.mark.parametrize(
    "text",
    [
        '{"go.alternateTools": {"go": "x"}',
        '"go.alternateTools": {"go": "x"}}',
        '{"a": {}}}, "go.alternateTools": {"go": "x"}',
        '{"a": ["b", "go.alternateTools": {"go": "x"}}',
        '{"a": "not closed\n"go.alternateTools": {"go": "x"}}',
        '{"a" "b": , "go.alternateTools": {"go": "x" "y": "z"}}',
    ],
    ids=["cut off", "no beginning", "closed too early", "list not closed", "text not closed", "marks missing"],
)
def test_damage_elsewhere_leaves_a_setting_readable(text: str) -> None:
    assert any(leaf.keys[-1] == "go" and leaf.text == "x" for leaf in document(text).leaves)


@pytest.mark.parametrize("text", ['{"a": "b"', '{"a": "b"}}', '{"a": ["b"}', '{"a": "b'])
def test_damage_is_named(text: str) -> None:
    assert document(text).problem


@pytest.mark.parametrize(
    "piece",
    ["[", '{"a":', "[}", '"a":"b",', ":", '"', '"\\', "/*", "/ ", "1,", '{"a":\n', "}", "\0"],
)
def test_a_file_full_of_one_thing_is_read_at_once(piece: str) -> None:
    assert len(document(piece * (LIMIT_BYTES // len(piece))).leaves) <= 20_000


@given(
    st.recursive(
        st.text(max_size=5) | st.integers() | st.none() | st.booleans(),
        lambda below: st.dictionaries(st.text(min_size=1, max_size=4), below, max_size=4),
        max_leaves=12,
    )
)
def test_what_json_writes_is_read_the_same(value: object) -> None:
    def flat(value: object, keys: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
        if isinstance(value, dict):
            return {way: text for key, each in value.items() for way, text in flat(each, (*keys, key)).items()}
        return {keys: value} if isinstance(value, str) and keys else {}

    assert texts(json.dumps(value, indent=1)) == flat(value)


@given(st.text(alphabet='{}[]",:/*\\ \n\tago.1', max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    for leaf in document(text).leaves:
        assert leaf.line <= text.count("\n") + 1

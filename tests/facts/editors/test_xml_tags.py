"""Start tags of XML: read with their lines, entities never expanded, no file slow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goverify.facts.editors.reading import LIMIT_BYTES
from goverify.facts.editors.xml_tags import MOST_TAGS, tags

WANTED = frozenset({"component"})


def read(text: str) -> list[tuple[dict[str, str], int]]:
    return [(dict(tag.attributes), tag.line) for tag in tags(text, WANTED)]


def test_wanted_tags_come_with_their_attributes_and_lines() -> None:
    text = "<project>\n<other a='1'/>\n<component name=\"GOROOT\"\n  url='x' /></project>"
    assert read(text) == [({"name": "GOROOT", "url": "x"}, 3)]


def test_comments_sections_and_instructions_hold_no_tags() -> None:
    assert read("<!-- <component/> --><![CDATA[<component/>]]><?x <component/> ?><component/>") == [({}, 1)]


def test_the_five_entities_and_numbers_are_understood() -> None:
    assert read('<component a="&lt;&amp;&quot;&#65;&#x42;"/>') == [({"a": '<&"AB'}, 1)]


def test_declared_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    assert read(f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><component url="&l29;"/>') == [({"url": "&l29;"}, 1)]


def test_a_file_that_is_cut_off_gives_what_stands_in_it() -> None:
    assert read('<project><component name="a"/><component name="b') == [({"name": "a"}, 1), ({}, 1)]


@pytest.mark.parametrize(
    "piece", ["<", "<component ", "<component a='", " a='b'", "<!--", "<![CDATA[", "<?", "<component\n", "x", "&#65;"]
)
def test_a_file_full_of_one_thing_is_read_at_once(piece: str) -> None:
    assert len(read("<component" + piece * (LIMIT_BYTES // len(piece)))) <= MOST_TAGS


@given(st.text(alphabet="<>!-[]?/'\"= component&#;1\n", max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    for _, line in read(text):
        assert line <= text.count("\n") + 1

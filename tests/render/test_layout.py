"""Plain text on a terminal: what is shown, how wide it is, where it breaks."""

import re

import pytest
from rich.cells import cell_len

from goverify.render.layout import cells, visible, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\x1b[31m\x00\x7f\x9b", r"\x1b[31m\x00\x7f\x9b"),
        ("a\u202eb\u2066c\u200b", r"a\u202eb\u2066c\u200b"),
        ("\udc80\ud800", r"\x80\ud800"),
        ("caf\u00a0e\ufeff", r"caf\xa0e\ufeff"),
        ("go\u200d\ufe0f", r"go\u200d\ufe0f"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_acts_or_hides_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", [r"C:\Program Files\Go", "李明", "jose\u0301", "👩\u200d👩\u200d👧", "❤\ufe0f", "نمی\u200cدانم", "a b"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "text", ["go", "李明/工具", "josé", "jose\u0301", "go🐹", "\u1112\u1161\u11ab", "ｆｕｌｌ", "✓✗•│→", "🇩🇪"]
)
def test_width_is_that_of_the_table_of_rich(text: str) -> None:
    assert cells(text) == cell_len(text)


@pytest.mark.parametrize(("text", "width"), [("👍🏽", 2), ("👩\u200d👩\u200d👧", 2), ("❤\ufe0f", 2), ("", 0)])
def test_joined_emoji_are_one_sign(text: str, width: int) -> None:
    assert cells(text) == width


def test_lines_end_at_blanks_within_the_width() -> None:
    assert list(wrap("one two three four", 11, "> ")) == ["> one two", "  three", "  four"]


def test_wide_signs_count_twice() -> None:
    assert list(wrap("李明 李明 李明", 9)) == ["李明 李明", "李明"]


def test_a_word_wider_than_the_page_stays_whole() -> None:
    assert list(wrap("see /a/very/long/path now", 10)) == ["see", "/a/very/long/path", "now"]


def test_blanks_inside_a_line_are_kept() -> None:
    assert list(wrap("a  b", 10)) == ["a  b"]


def test_nothing_is_one_empty_line() -> None:
    assert list(wrap("", 10, "  ")) == [""]


@pytest.mark.parametrize(
    "command",
    ["::error title=x::y", "::add-mask::go", "see ::set-output name=x::y", "##[error]x", "a##[group]", "##vso[task.x]", "##teamcity[x]"],
)  # fmt: skip
def test_what_a_ci_runner_would_obey_is_written_out(command: str) -> None:
    shown = visible(command)
    assert not re.search(r"(?<!\S)::[a-z]|##", shown)
    assert shown.replace(r"\x3a", ":").replace(r"\x23", "#") == command


@pytest.mark.parametrize(
    "text", ["std::string", "::1", "[::]:80", "## heading", "a ## b", "C::\\x", "fe80::1 ::ffff:127.0.0.1"]
)
def test_what_only_looks_like_a_command_stays(text: str) -> None:
    assert visible(text) == text


def test_no_line_of_a_paragraph_begins_with_a_command() -> None:
    lines = list(wrap(f"{'word ' * 7}::error title=x::y and more", 38, "  "))
    assert lines[1].endswith("title=x::y and more")
    assert not [line for line in lines if line.lstrip().startswith("::")]

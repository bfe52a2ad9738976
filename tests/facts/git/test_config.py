"""facts.git.config: settings as git reads them, and the line at which it gives a file up (checked against git 2.39.5)."""

import time

import pytest

from goverify.facts.git.config import GitConfig, parse


def pairs(text: str) -> list[tuple[str, str | None]]:
    config = parse(text)
    assert config.bad_line is None
    return [(each.key, each.value) for each in config.settings]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("b = c", "c"),
        ("b=c d  ", "c d"),
        ("b = c # d", "c"),
        ("b = c;d", "c"),
        ('b = "c;d" e', "c;d e"),
        ('b = " c "', " c "),
        ('b = c" "', "c "),
        (r"b = \"c\\\t\n", '"c\\\t\n'),
        (r'b = "c\"d"', 'c"d'),
        ("b = c\\\n d", "c d"),
        ("b =", ""),
        ("b", None),
        ("b-2 = c", "c"),
        ("b = c\r", "c"),
    ],
)
def test_a_value_is_what_git_takes_it_for(line: str, value: str | None) -> None:
    name = "a.b-2" if line.startswith("b-2") else "a.b"
    assert pairs(f"[a]\n\t{line}\n") == [(name, value)]


def test_names_are_of_their_section() -> None:
    text = '\ufeff; one\n[Core] Bare = true\n[url "Https://x/\\"y"]\n  insteadOf = z\n[a.B]\nc'
    assert pairs(text) == [("core.bare", "true"), ('url.Https://x/"y.insteadof', "z"), ("a.b.c", None)]


def test_a_name_without_a_section_is_passed_over_by_git() -> None:
    assert pairs("foo = 1\n[a]\nb=2\n") == [(".foo", "1"), ("a.b", "2")]


@pytest.mark.parametrize(
    "line",
    [
        "[core", "[a] ]", "[a b]", '[a "b]', '[a "b" ]', "b = \\x", 'b = "c', "1b = 2", "b_c = 2", "b # c", "= c", "b: c",
    ],
)  # fmt: skip
def test_git_gives_up_at_a_line(line: str) -> None:
    assert parse(f"[a]\nb = 1\n{line}\nd = 2\n").bad_line == 3


def test_what_stands_before_a_bad_line_is_known() -> None:
    assert [each.key for each in parse("[a]\nb = 1\n!\n").settings] == ["a.b"]


def test_the_last_value_counts() -> None:
    assert parse("[a]\nb = 1\nb = 2\n").last("a.b") == "2"
    assert GitConfig((), None).last("a.b") is None


@pytest.mark.parametrize("unit", ["\\", '"', "[a ", "b = ", " ", "#", 'b = "x\\\n', "a", "b\n"])
def test_no_text_keeps_it_busy(unit: str) -> None:
    began = time.process_time()
    parse("[a]\n" + unit * (250_000 // len(unit)))
    parse("[a]\nb = " + unit * (250_000 // len(unit)) + '"')
    assert time.process_time() - began < 2

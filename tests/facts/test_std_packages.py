"""facts.std_packages: spans of minor releases, and what a release has or must not have."""

import pytest

from goverify.facts.std_packages import Span, Table, described, number, std_files, std_packages


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("1.21-1.23", "1.22", "1.24"),
        ("1.21-", "1.99", "1.20"),
        ("1.19-1.21,1.23-", "1.23", "1.22"),
        ("1.9-1.10", "1.10", "1.1"),
    ],
)
def test_a_span_holds_what_lies_between_its_ends(text: str, inside: str, outside: str) -> None:
    assert Span(text).holds(inside)
    assert not Span(text).holds(outside)


def test_a_span_tells_past_from_future() -> None:
    assert Span("1.19-1.21").ended_before("1.22")
    assert not Span("1.19-1.21").ended_before("1.21")
    assert not Span("1.19-1.21,1.23-").ended_before("1.22")


TABLE = Table(
    "1.19", "1.27", {"old": Span("1.19-1.21"), "kept": Span("1.19-"), "new": Span("1.25-"), "new/part": Span("1.27-")}
)


def test_a_release_has_what_its_span_holds() -> None:
    assert TABLE.of("1.25") == {"kept", "new"}


@pytest.mark.parametrize("minor", ["1.18", "1.28", "0"])
def test_a_release_outside_the_table_is_not_judged_by_what_it_lacks(minor: str) -> None:
    assert TABLE.of(minor) == frozenset()


def test_strangers_are_what_only_others_have() -> None:
    assert set(TABLE.strangers("1.24")) == {"old", "new", "new/part"}


def test_a_newer_release_is_judged_by_what_is_gone_since() -> None:
    assert set(TABLE.strangers("1.40")) == {"old"}


def test_a_folder_around_a_package_of_the_release_is_no_stranger() -> None:
    table = Table("1.19", "1.27", {"a": Span("1.19-1.21"), "a/b": Span("1.22-")})
    assert set(table.strangers("1.25")) == set()


def test_the_shipped_tables_know_every_release_between_their_ends() -> None:
    for table in (std_packages(), std_files()):
        minors = [f"1.{minor}" for minor in range(number(table.oldest) % 1000, number(table.newest) % 1000 + 1)]
        assert all(table.of(minor) for minor in minors)


def test_a_span_is_told_in_words() -> None:
    assert described({"a": Span("1.19-1.21")}) == "Go 1.19 to 1.21"
    assert described({"a": Span("1.25-")}) == "Go 1.25 and later"

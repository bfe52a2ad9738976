"""Patterns of module paths match as go matches them, and what a project needs is told in few words."""

import pytest

from goverify.facts import Facts
from goverify.facts.network.wanted import Module, by_database, by_proxy, for_what, matches, wanted
from tests.checks.network.asking import lacking


@pytest.mark.parametrize(
    ("patterns", "path", "fits"),
    [
        ("git.corp.example", "git.corp.example/team/greet", True),
        ("*.corp.example", "git.corp.example/team/greet", True),
        ("corp.example,git.*", "git.corp.example/x", True),
        ("git.corp.example/team/", "git.corp.example/team/greet", True),
        ("git.corp.example/*/greet", "git.corp.example/team/greet/v2", True),
        ("*", "a.example/b", True),
        ("*.corp.example", "corp.example/x", False),
        ("git.corp.example/team/greet", "git.corp.example/team", False),
        ("git.corp", "git.corp.example/x", False),
        ("", "a.example", False),
        ("/", "a.example", False),
        (" a.example", "a.example/b", True),
        ("a" * 501, "a" * 501, False),
    ],
)
def test_patterns_match_the_beginning_of_a_path(patterns: str, path: str, fits: bool) -> None:
    assert matches(patterns, path) is fits


def test_what_the_project_lacks_is_wanted() -> None:
    assert Facts(lacking())(wanted) == (Module("example.com/greet", "v1.0.0"),)


def test_what_is_needed_is_told_in_few_words() -> None:
    assert for_what(Facts(lacking()), by_proxy) == "example.com/greet@v1.0.0"


def test_what_goes_another_way_is_not_needed_there() -> None:
    ask = Facts(lacking(GOPRIVATE="example.com", GONOSUMDB="else.example"))
    assert (for_what(ask, by_proxy), for_what(ask, by_database)) == ("", "example.com/greet@v1.0.0")

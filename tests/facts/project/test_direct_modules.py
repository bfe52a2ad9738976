"""facts.direct_modules: which module paths a pattern covers, and which lie in git repositories."""

import pytest

from goverify.facts.project.direct_modules import in_git, matches


@pytest.mark.parametrize(
    "patterns",
    ["acme.example", "*.example", "acme.example/team", "acme.example/*", "other,acme.example/t*m/", "*/*/greet"],
)
def test_a_pattern_covers_what_begins_like_it(patterns: str) -> None:
    assert matches(patterns, "acme.example/team/greet")


@pytest.mark.parametrize("patterns", ["", ",", "acme", "example", "acme.example/*/*/*", "*.acme.example", "none"])
def test_a_pattern_does_not_cover_others(patterns: str) -> None:
    assert not matches(patterns, "acme.example/team/greet")


@pytest.mark.parametrize(
    "path", ["github.com/a/b", "gitlab.acme.example/a", "acme.example/a.git/b", "acme.example/a.git"]
)
def test_a_path_shows_git(path: str) -> None:
    assert in_git(path)


@pytest.mark.parametrize("path", ["acme.example/a", "acme.example/a.gitx", "hg.acme.example/a"])
def test_a_path_shows_nothing(path: str) -> None:
    assert not in_git(path)

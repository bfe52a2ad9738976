"""facts.git.program: the git that go would start, and what its file tells."""

import pytest

from goverify.facts import Facts
from goverify.facts.git.program import CHUNK_BYTES, GitTraits, git_traits, program
from tests.checkouts import GIT, git
from tests.hosts import boring, text


def traits(told: str) -> GitTraits:
    host = boring("linux").but(files=git(told))
    return git_traits(Facts(host), host.path(GIT))


def test_it_is_the_first_on_path_that_may_be_started() -> None:
    host = boring("linux").but(files=git() | {"/usr/local/bin/git": text("x")})
    assert str(program(Facts(host), "git")) == GIT


def test_a_relative_entry_that_has_one_hides_it() -> None:
    host = boring("linux").but(
        env={"PATH": "bin:/usr/bin"}, files=git() | {"/home/gopher/bin/git": text("x", mode=0o755)}
    )
    assert program(Facts(host), "git") is None


def test_windows_has_it_with_its_extension() -> None:
    host = boring("windows")
    folder = next(entry for entry in host.env["PATH"].split(";") if "Go" in entry)
    host = host.but(files={f"{folder}\\git.exe": text("x")})
    assert str(program(Facts(host), "git")) == f"{folder}\\git.exe"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("git/2.39.5 safe.directory", GitTraits((2, 39, 5), asks_for_owners=True)),
        ("git/2.25.1 safe.directory", GitTraits((2, 25, 1), asks_for_owners=True)),
        ("git/1.8.3", GitTraits((1, 8, 3), asks_for_owners=False)),
        ("#!/bin/sh", GitTraits(None, asks_for_owners=True)),
    ],
)
def test_a_file_tells_its_version_and_whether_it_knows_the_rule(told: str, wanted: GitTraits) -> None:
    assert traits(told) == wanted


def test_what_lies_across_two_reads_is_found() -> None:
    padding = "x" * (CHUNK_BYTES - 5)
    assert traits(f"{padding}safe.directory git/2.39.5") == GitTraits((2, 39, 5), asks_for_owners=True)


def test_a_file_that_is_gone_counts_as_a_current_git() -> None:
    host = boring("linux")
    assert git_traits(Facts(host), host.path("/gone")).asks_for_owners

"""facts.checkout: the repository that each release of go would ask."""

from pathlib import PurePosixPath

import pytest

from goverify.facts import Facts
from goverify.facts.project.checkout import Checkout, checkout
from tests.golang import Files
from tests.hosts import boring, folder, go_binary

HOME = "/home/gopher"


def found(files: Files, release: str = "go1.27.3") -> Checkout | None:
    there: Files = {f"{HOME}/{name}": each for name, each in files.items()}
    there["/usr/local/go/bin/go"] = go_binary(release)
    return checkout(Facts(boring("linux").but(files=there)), PurePosixPath(f"{HOME}/app/inner"))


def at(files: Files, release: str = "go1.27.3") -> tuple[str, str] | None:
    here = found(files, release)
    return (here.program, str(here.root.relative_to(HOME))) if here else None


def test_there_is_none() -> None:
    assert at({}) is None


@pytest.mark.parametrize(
    ("name", "program"), [(".git", "git"), (".hg", "hg"), (".svn", "svn"), (".bzr", "bzr"), (".fslckout", "fossil")]
)
def test_each_system_has_its_mark(name: str, program: str) -> None:
    mark: Files = {f"app/{name}": "" if program == "fossil" else folder(uid=1000)}
    assert at(mark, "go1.26.6") == (program, "app")


def test_a_folder_where_a_file_is_due_is_none() -> None:
    assert at({"app/_FOSSIL_": folder(), "app/.hg": ""}) is None


def test_bazaar_went_with_1_27() -> None:
    assert at({"app/.bzr": folder(uid=1000)}) is None


def test_the_nearest_counts() -> None:
    assert at({".git": folder(uid=1000), "app/.git": folder(uid=1000)}) == ("git", "app")


@pytest.mark.parametrize(("release", "wanted"), [("go1.27.3", ("git", "app")), ("go1.26.6", ("git", "."))])
def test_a_git_file_counts_from_1_27_on(release: str, wanted: tuple[str, str]) -> None:
    files: Files = {".git/worktrees/app": folder(uid=1000), "app/.git": "gitdir: ../.git/worktrees/app\n"}
    assert at(files, release) == wanted


@pytest.mark.parametrize("text", ["", "gitdir: ../gone\n", "gitdir:\n", " gitdir: ..\n", "gitdir: .." + " " * 5000])
def test_a_git_file_that_names_no_folder_does_not(text: str) -> None:
    assert at({"app/.git": text}) is None


@pytest.mark.parametrize(
    ("release", "clash"),
    [
        ("go1.27.3", True),
        ("go1.24.5", True),
        ("go1.24.4", False),
        ("go1.23.11", True),
        ("go1.23.10", False),
        ("go1.21.13", False),
    ],
)
def test_newer_releases_refuse_one_system_within_another(release: str, clash: bool) -> None:
    here = found({".hg": folder(uid=1000), "app/.git": folder(uid=1000)}, release)
    assert here is not None
    assert (here.clash is not None) is clash

"""goroot.equals-gopath: one folder for both is reported, set or by default; a GOPATH around the tree is not."""

import pytest

from goverify.checks.goroot.equals_gopath import equals_gopath
from tests.golang import answer, commands, findings, level, run, tree, whole
from tests.hosts import BORING


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_two_folders(name: str) -> None:
    assert not findings(equals_gopath, whole(name))


@pytest.mark.parametrize("value", ["/usr/local/go", "/usr/local/go/", "/home/gopher/work:/usr/local/go"])
def test_the_tree_as_gopath_is_reported(value: str) -> None:
    [finding] = findings(equals_gopath, whole().but(env={"GOPATH": value}))
    assert (finding.cause, finding.subject, level(finding)) == ("goroot-equals-gopath", "GOPATH", "medium")
    assert commands(finding) == ("unset GOPATH",)


def test_a_tree_in_the_default_place_of_gopath_is_reported() -> None:
    root = "/home/gopher/go"
    host = whole().but(env={"PATH": f"{root}/bin"}, files=tree(root), runs=[run("go", answer(root))])
    [finding] = findings(equals_gopath, host)
    assert "its default is the Go tree itself" in finding.message
    assert commands(finding) == ("export GOPATH=/home/gopher/gopath",)


def test_a_tree_in_the_default_place_is_fine_with_a_gopath_of_its_own() -> None:
    root = "/home/gopher/go"
    host = whole().but(
        env={"PATH": f"{root}/bin", "GOPATH": "/home/gopher/work"}, files=tree(root), runs=[run("go", answer(root))]
    )
    assert not findings(equals_gopath, host)


def test_a_gopath_that_holds_the_tree_is_another_folder() -> None:
    assert not findings(equals_gopath, whole().but(env={"GOPATH": "/usr/local"}))

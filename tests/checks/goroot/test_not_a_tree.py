"""goroot.not-a-tree: what stands in GOROOT instead of a tree is named; trees, whole or not, are left alone."""

import pytest

from goverify.checks.goroot.not_a_tree import not_a_tree
from goverify.facts import Blocked, Unavailable
from tests.golang import Files, commands, findings, level, tree, whole
from tests.hosts import BORING, folder, link

GOPATH = "/home/gopher/go"


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_wrong_with_the_tree_itself(name: str) -> None:
    root = r"C:\Program Files\Go" if name == "windows" else "/usr/local/go"
    assert not findings(not_a_tree, whole(name).but(env={"GOROOT": root}))


def test_it_does_not_apply_where_nobody_sets_it() -> None:
    with pytest.raises(Unavailable):
        findings(not_a_tree, whole())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("/usr/local/go/bin", "ends in /bin"),
        ("/usr/local/go/bin/go", "is the go file itself"),
        ("/usr/local/go/VERSION", "is a file"),
        ("/usr/local/go/src", "is the folder src inside a tree"),
        ("/usr/local/go/pkg/tool/linux_amd64", "inside a tree"),
        ("/usr/local", "is the folder above the tree"),
        ("'/usr/local/go'", "holds quote characters"),
        ('"/usr/local/go', "holds quote characters"),
        ("/usr/local/go ", "ends in a blank"),
        (" /usr/local/go", "begins with a blank"),
        ("/usr/local/go\r", "ends in a carriage return"),
        ("~/go", "begins with ~"),
        ("$HOME/sdk/go", "holds $HOME"),
        ("${HOME}/sdk/go", "holds ${HOME}"),
        ("$(brew --prefix)/libexec", "holds $("),
        ("%USERPROFILE%/go", "holds %USERPROFILE%"),
        (r"C:\Program Files\Go", "is a Windows path"),
        ("/usr/local/go:/opt/go", "names several folders"),
        ("usr/local/go", "is a relative path"),
        ("/opt/empty", "is an empty folder"),
        (GOPATH, "is a GOPATH"),
        ("/usr", "is a prefix with a bin folder"),
        ("/usr/bin", "is a folder of programs"),
        ("/usr/share/go-1.27", "holds Go's source alone"),
    ],
)
def test_it_is_said_what_it_is(value: str, words: str) -> None:
    files: Files = {
        "/opt/empty": folder(),
        "/usr/bin/go": link("../local/go/bin/go"),
        f"{GOPATH}/pkg/mod/cache": folder(),
        "/usr/share/go-1.27/src/runtime/proc.go": "package runtime\n",
    }
    [finding] = findings(not_a_tree, whole().but(env={"GOROOT": value}, files=files))
    assert (finding.cause, finding.subject, level(finding)) == ("goroot-not-a-tree", "GOROOT", "critical")
    assert words in finding.message
    assert commands(finding) == ("unset GOROOT",)


def test_a_unix_path_on_windows_is_named() -> None:
    [finding] = findings(not_a_tree, whole("windows").but(env={"GOROOT": "/c/Program Files/Go"}))
    assert "as a Unix shell writes it" in finding.message
    assert commands(finding)[0] == "Remove-Item Env:GOROOT"


def test_the_tree_that_was_meant_is_shown() -> None:
    [finding] = findings(not_a_tree, whole().but(env={"GOROOT": "/usr/local/go/bin"}))
    assert "The tree is /usr/local/go." in finding.detail


def test_a_relative_path_that_leads_to_a_tree_is_milder() -> None:
    host = whole().but(env={"GOROOT": "go"}, cwd="/usr/local")
    [finding] = findings(not_a_tree, host)
    assert level(finding) == "medium"


def test_a_tree_without_its_tools_is_still_a_tree() -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={**tree("/opt/go"), "/opt/go/pkg": None})
    assert not findings(not_a_tree, host)


def test_a_folder_that_is_gone_is_another_checks_matter() -> None:
    with pytest.raises(Blocked):
        findings(not_a_tree, whole().but(env={"GOROOT": "/gone"}))


def test_a_folder_that_may_not_be_entered_is_another_checks_matter() -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={**tree("/opt/go"), "/opt/go": folder(mode=0o700)})
    with pytest.raises(Blocked):
        findings(not_a_tree, host)


def test_a_tree_in_a_folder_with_a_blank_is_fine() -> None:
    host = whole().but(env={"GOROOT": "/opt/my go"}, files=tree("/opt/my go"))
    assert not findings(not_a_tree, host)

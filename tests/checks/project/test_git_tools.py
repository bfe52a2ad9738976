"""project.git-tools: a git of macOS that leads to nothing is reported where go asks it; one with its tools is not."""

import pytest

from goverify.checks.project.git_tools import git_tools
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.golang import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, script, text

TOOLS = "/Library/Developer/CommandLineTools"
APP = "/Users/gopher/app"
REPOSITORY: Files = {
    f"{APP}/go.mod": text("module example.test/app\n\ngo 1.27\n"),
    f"{APP}/main.go": text("package main\n"),
    f"{APP}/.git/HEAD": text("ref: refs/heads/main\n"),
    f"{APP}/.git/objects": folder(),
    f"{APP}/.git/refs": folder(),
}


def in_repository(git: str = "/usr/bin/git", **env: str) -> RecordedHost:
    """Return a Mac with that git first on PATH, as seen from a repository with a program."""
    path = f"{git.rpartition('/')[0]}:/usr/local/go/bin"
    return boring("macos").but(cwd=APP, env={"PATH": path, **env}, files={git: script("x"), **REPOSITORY})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_git(name: str) -> None:
    with pytest.raises(Unavailable):
        list(git_tools(Facts(boring(name))))


def test_a_git_that_leads_nowhere_is_reported_without_any_c() -> None:
    [finding] = findings(git_tools, in_repository(CGO_ENABLED="0"))
    assert (finding.cause, str(finding.subject), level(finding)) == ("xcode-missing", TOOLS, "high")
    assert commands(finding) == ("xcode-select --install",)


def test_a_variable_that_leads_it_astray_is_unset() -> None:
    [finding] = findings(git_tools, in_repository(DEVELOPER_DIR="/Volumes/Old/Xcode.app"))
    assert commands(finding)[0] == "unset DEVELOPER_DIR"


@pytest.mark.parametrize("program", ["clang", "git"])
def test_tools_that_are_there_are_fine(program: str) -> None:
    assert findings(git_tools, in_repository().but(files={f"{TOOLS}/usr/bin/{program}": script("x")})) == []


def test_the_git_of_another_packager_needs_none() -> None:
    assert findings(git_tools, in_repository("/opt/homebrew/bin/git")) == []


def test_outside_of_repositories_nothing_asks_it() -> None:
    with pytest.raises(Unavailable, match="nothing here asks git"):
        list(git_tools(Facts(in_repository().but(files={f"{APP}/.git": None}))))

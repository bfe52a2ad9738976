"""env.not-exported: a setting that a start-up file keeps to the shell is reported; an exported one is not."""

import pytest

from goverify.checks.env.not_exported import not_exported
from tests.checks.env.stored import with_env
from tests.checks.path.looking import commands, findings, level
from tests.hosts import boring

BASHRC = "/home/gopher/.bashrc"


@pytest.mark.parametrize(
    "line", ["GOPATH=$HOME/go", "  GOPATH=/a  # mine", 'GOPATH="/a b"', "X=1; GOPATH=/a", "GOPATH=$(pwd)"]
)
def test_an_assignment_that_nothing_exports_is_reported(line: str) -> None:
    [finding] = findings(not_exported, boring("linux").but(files={BASHRC: f"alias l=ls\n{line}\n"}))
    assert (finding.cause, finding.subject, level(finding)) == ("env-not-exported", "GOPATH", "low")
    assert f"{BASHRC}, line 2" in finding.message
    assert commands(finding) == ("echo 'export GOPATH' >> ~/.bashrc",)


@pytest.mark.parametrize(
    "text",
    [
        "export GOPATH=/a",
        "GOPATH=/a\nexport GOPATH",
        "GOPATH=/a; export GOPATH PATH",
        "GOPATH=/a\ndeclare -x GOPATH",
        "set -a\nGOPATH=/a",
        "GOPATH=/a go build ./...",
        "# GOPATH=/a",
        "GOTCHA=/a",
        "local GOPATH=/a",
        "echo GOPATH=/a",
        "GOPATH=/a make; true",
    ],
)
def test_what_is_exported_or_meant_for_one_command_is_no_fault(text: str) -> None:
    assert not findings(not_exported, boring("linux").but(files={BASHRC: f"{text}\n"}))


def test_an_export_in_another_file_counts() -> None:
    files = {BASHRC: "GOPATH=/a\n", "/home/gopher/.profile": "export GOPATH\n"}
    assert not findings(not_exported, boring("linux").but(files=files))


def test_what_is_in_the_environment_came_there_somehow() -> None:
    assert not findings(not_exported, with_env(GOPATH="/a").but(files={BASHRC: "GOPATH=/a\n"}))


@pytest.mark.parametrize("place", ["/etc/environment", "/home/gopher/.config/environment.d/go.conf"])
def test_files_for_all_programs_need_no_export(place: str) -> None:
    assert not findings(not_exported, boring("linux").but(files={place: "GOPATH=/a\n"}))


def test_zsh_on_macos_is_read_too() -> None:
    [finding] = findings(not_exported, boring("macos").but(files={"/Users/gopher/.zshrc": "GOPROXY=direct\n"}))
    assert finding.subject == "GOPROXY"


@pytest.mark.parametrize(
    "line", ["GOPATH=" + "A=" * 900 + "(", "GOPATH=" + "A=b;" * 400 + "(", "GOPATH=" + '"a"' * 500 + '"']
)
def test_a_line_that_almost_fits_is_done_with_at_once(line: str) -> None:
    assert not findings(not_exported, boring("linux").but(files={BASHRC: f"{line}\n"}))

"""env.tree-settings: what go.env of the tree gives everyone and go refuses is reported; other choices are not."""

import pytest

from goverify.checks.env.tree_settings import tree_settings
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import with_source
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

FILE = "/usr/local/go/go.env"


def holding(content: str, **env: str) -> RecordedHost:
    return with_source(**env).but(files={FILE: text(content)})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_the_release_s_own(name: str) -> None:
    assert not findings(tree_settings, boring(name))


@pytest.mark.parametrize(
    "line",
    [
        "GOTOOLCHAIN=local",
        "GOPROXY=direct",
        "GOPROXY=https://proxy.corp.example|direct\r",
        "GOSUMDB=off",
        "GOFLAGS=-trimpath",
        "GOEXPERIMENT=nojsonv2",
        "GOPATH=/srv/go",
        "GOARM=7",
        "GOMEMLIMIT=4GB",
        "GOFOO=bar",
        "# GOPROXY=",
        "export GOPROXY=x y",
        "GOTMPDIR=",
    ],
)
def test_a_packager_s_own_choice_is_no_fault(line: str) -> None:
    assert not findings(tree_settings, holding(f"GOTOOLCHAIN=auto\n{line}\n"))


@pytest.mark.parametrize(
    ("line", "cause", "words"),
    [
        ("GOTOOLCHAIN=newest", "env-value-invalid", "GOTOOLCHAIN takes local"),
        ("GO111MODULE=yes", "env-value-invalid", "on, off and auto"),
        ("GOPROXY=proxy", "proxy-invalid", "neither an address"),
        ("GOSUMDB=no", "sumdb-invalid", "neither a database"),
        ("GOFLAGS=-bogus", "goflags-invalid", "-bogus"),
        ("GOFLAGS='-v", "goflags-invalid", "a quote is not closed"),
        ("GOEXPERIMENT=rangefunc", "goexperiment-invalid", "'rangefunc' is no experiment"),
        ("GOPATH=~/go", "gopath-invalid", "begins with a ~"),
    ],
)
def test_what_go_refuses_is_reported_with_its_line(line: str, cause: str, words: str) -> None:
    [finding] = findings(tree_settings, holding(f"# for all\n{line}\n"))
    assert (finding.cause, finding.subject) == (cause, line.partition("=")[0])
    assert words in finding.message
    assert finding.evidence[0].place == f"{FILE}, line 2"
    assert commands(finding) == (f"sudo sed -i '/^{finding.subject}=/d' {FILE}",)


def test_windows_line_ends_are_taken_off() -> None:
    [finding] = findings(tree_settings, holding("GOPROXY=direct\r\nGOTOOLCHAIN=auto\r\n"))
    assert (finding.cause, finding.subject, level(finding)) == ("env-value-invalid", "GOTOOLCHAIN", "high")
    assert "carriage return" in finding.message
    assert commands(finding) == (f"sudo sed -i 's/\\r$//' {FILE}",)


def test_windows_mends_it_in_its_own_way() -> None:
    file = r"C:\Program Files\Go\go.env"
    [finding] = findings(tree_settings, boring("windows").but(files={file: "GOTOOLCHAIN=auto\r\n"}))
    assert commands(finding)[0].startswith(f"[IO.File]::WriteAllText('{file}'")


def test_what_the_user_overrides_is_not_in_force() -> None:
    with pytest.raises(Unavailable):
        list(tree_settings(Facts(holding("GO111MODULE=yes\n", GO111MODULE="on"))))


def test_a_program_in_front_of_the_compiler_is_named() -> None:
    [finding] = findings(tree_settings, holding("GOFLAGS=-trimpath -toolexec=/opt/watch\n"))
    assert (finding.cause, level(finding)) == ("toolexec-set", "medium")
    assert "makes every build start /opt/watch" in finding.message

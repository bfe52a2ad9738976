"""toolchain.blocked: a wanted release that settings keep away is reported; one that may come is information, one at hand nothing."""

import pytest

from goverify.checks.toolchain.blocked import blocked
from goverify.facts import Facts
from tests.checks.path.looking import commands, findings, level
from tests.choosing import CACHE, MOD, STORED, in_cache, in_project
from tests.hosts import BORING, boring, go_binary, text

NEWER = "go 1.27.3\n"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_ask_for_nothing(name: str) -> None:
    assert not findings(blocked, boring(name))


@pytest.mark.parametrize("name", BORING)
def test_what_settings_keep_away_is_reported_everywhere(name: str) -> None:
    host = boring(name)
    host = host.but(env={"GOPROXY": "off"}, files={host.cwd / "go.mod": "module x\n\ngo 1.99.0\n"})
    [finding] = findings(blocked, host)
    assert (finding.cause, level(finding)) == ("toolchain-blocked", "high")


def test_the_setting_and_the_release_are_named() -> None:
    host = in_project(NEWER, files={STORED: text("GOPROXY=off\n", uid=1000)})
    [finding] = findings(blocked, host)
    assert finding.message == (
        f"go 1.27.3 in {MOD}, line 3 makes go1.26.6 give way to go1.27.3: "
        "it would have to be downloaded, and cannot be: GOPROXY=off allows no download"
    )
    assert f"Or change GOPROXY=off in {STORED}." in (finding.fix.summary if finding.fix else "")


def test_a_cached_one_without_a_voucher_can_be_put_on_path() -> None:
    [finding] = findings(blocked, in_project(NEWER, files=in_cache("go1.27.3"), GOSUMDB="off"))
    assert "lies in the module cache, but go does not take it" in finding.message
    folder = f"{CACHE}/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/bin"
    assert commands(finding) == (f'export PATH="{folder}:$PATH"',)


def test_path_alone_without_it_is_reported() -> None:
    [finding] = findings(blocked, in_project(NEWER, GOTOOLCHAIN="path"))
    assert "it is not on PATH, and GOTOOLCHAIN allows no download" in finding.message


def test_a_toolchain_line_alone_can_be_passed_over() -> None:
    [finding] = findings(blocked, in_project("go 1.24\n\ntoolchain go1.27.3\n", GOPROXY="off"))
    assert finding.fix is not None
    assert "GOTOOLCHAIN=local" in finding.fix.summary


def test_a_launcher_that_was_never_downloaded_is_to_blame() -> None:
    stub = go_binary("go1.26.6", path="golang.org/dl/go1.27.3")
    [finding] = findings(blocked, in_project(NEWER, files={"/usr/bin/go1.27.3": stub}))
    assert "go1.27.3 download" in (finding.fix.summary if finding.fix else "")


@pytest.mark.parametrize("name", ["GOPROXY", "GOSUMDB"])
def test_a_setting_that_go_cannot_read_takes_the_blame(name: str) -> None:
    [finding] = findings(blocked, in_project(NEWER).but(env={name: "ftp://x a b"}))
    assert finding.concerns == (name,)


def test_what_may_be_downloaded_is_information_alone() -> None:
    [finding] = findings(blocked, in_project(NEWER))
    assert level(finding) == "info"
    assert "not tried" in finding.message


def test_a_line_that_is_newer_than_all_known_ones_is_asked_after() -> None:
    [finding] = findings(blocked, in_project("go 1.99.0\n", GOPROXY="off"))
    assert "is go1.99.0 meant?" in finding.detail


def test_one_on_path_is_fine() -> None:
    assert not findings(blocked, in_project(NEWER, files={"/usr/bin/go1.27.3": go_binary("go1.27.3")}, GOPROXY="off"))


@pytest.mark.parametrize("lines", ["go 1.26.6\n", "go 1.24\n\ntoolchain go1.26.6\n", None])
def test_where_nothing_newer_is_asked_for_nothing_is_needed(lines: str | None) -> None:
    assert not findings(blocked, in_project(lines, GOPROXY="off"))


def test_the_evidence_says_that_go_runs_itself() -> None:
    [evidence] = blocked(Facts(in_project(None)))
    assert getattr(evidence, "observed", "") == "go1.26.6 runs itself; nothing asks for another one"

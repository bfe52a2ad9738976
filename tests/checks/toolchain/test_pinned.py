"""toolchain.pinned: a GOTOOLCHAIN that names what is not here, is none, or is too old is reported; one at hand is not."""

import pytest

from goverify.checks.toolchain.pinned import pinned
from goverify.model import Finding
from tests.checks.path.looking import commands, findings, level
from tests.choosing import MOD, STORED, Files, in_cache, in_project
from tests.hosts import BORING, boring, text


def only(lines: str | None = None, files: Files | None = None, **env: str) -> Finding:
    [finding] = findings(pinned, in_project(lines, files=files).but(env=env))
    return finding


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_pin_nothing(name: str) -> None:
    assert not findings(pinned, boring(name))


@pytest.mark.parametrize("name", BORING)
def test_a_release_that_cannot_be_had_is_reported_everywhere(name: str) -> None:
    [finding] = findings(pinned, boring(name).but(env={"GOTOOLCHAIN": "go1.25.4", "GOPROXY": "off"}))
    assert (finding.cause, finding.subject, level(finding)) == ("toolchain-blocked", "GOTOOLCHAIN", "high")


def test_a_stored_pin_is_taken_out_of_its_file() -> None:
    finding = only(files={STORED: text("GOTOOLCHAIN=go1.25.4\n", uid=1000)})
    assert (finding.cause, level(finding)) == ("toolchain-blocked", "medium")
    assert f"GOTOOLCHAIN=go1.25.4 in {STORED} makes go1.26.6 give way to go1.25.4 everywhere" in finding.message
    assert commands(finding) == (f"sed -i '/^GOTOOLCHAIN=/d' {STORED}",)


def test_a_release_that_is_too_old_for_the_project_is_reported() -> None:
    finding = only("go 1.26.0\n", in_cache("go1.25.4"), GOTOOLCHAIN="go1.25.4")
    assert finding.cause == "toolchain-too-old"
    assert f"go 1.26.0 in {MOD}, line 3" in finding.message
    assert "GOTOOLCHAIN=go1.25.4+auto" in (finding.fix.summary if finding.fix else "")


def test_the_name_of_a_language_is_no_release() -> None:
    finding = only(GOTOOLCHAIN="go1.25")
    assert finding.cause == "toolchain-unavailable"
    assert "GOTOOLCHAIN=go1.25.0" in (finding.fix.summary if finding.fix else "")


def test_a_trees_own_go_env_can_pin_too() -> None:
    finding = only(files={"/usr/local/go/go.env": "GOTOOLCHAIN=go1.25.4\nGOPROXY=off\n"})
    assert (finding.subject, commands(finding)) == ("GOTOOLCHAIN", ("go env -w GOTOOLCHAIN=auto",))


@pytest.mark.parametrize("value", ["go1.26.6", "go1.25.4+auto", "local", "auto", "path", "nonsense", ""])
def test_what_the_go_at_hand_satisfies_or_another_check_judges_is_fine(value: str) -> None:
    assert not findings(pinned, in_project("go 1.26\n", GOTOOLCHAIN=value))


def test_a_pinned_release_in_the_module_cache_is_fine() -> None:
    assert not findings(pinned, in_project("go 1.24\n", files=in_cache("go1.25.4"), GOTOOLCHAIN="go1.25.4"))

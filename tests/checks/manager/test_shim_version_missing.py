"""manager.shim-version-missing: a chosen version that cannot run is reported; one that is there, or "system", is not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.shim_version_missing import shim_version_missing
from goverify.host import Host
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring
from tests.managing import APP, ASDF, with_asdf, with_goenv, with_mise

OLD = {f"{APP}/.tool-versions": "golang 1.20.1\n"}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_shim(name: str) -> None:
    assert not findings(shim_version_missing, boring(name))


def test_a_version_that_is_not_installed_is_reported_with_the_line_that_asks_for_it() -> None:
    [finding] = findings(shim_version_missing, with_asdf("1.27.3", files=OLD))
    assert f"{APP}/.tool-versions, line 1 asks for 1.20.1" in finding.message
    assert (level(finding), commands(finding)) == ("critical", ("asdf install golang 1.20.1",))


def test_the_remedy_names_what_is_installed() -> None:
    [finding] = findings(shim_version_missing, with_asdf("1.27.3", files=OLD))
    assert finding.fix
    assert "asdf set golang 1.27.3" in finding.fix.summary


def test_goenv_is_told_in_its_own_words() -> None:
    [finding] = findings(shim_version_missing, with_goenv("1.27.3", GOENV_VERSION="1.20.1"))
    assert commands(finding) == ("goenv install 1.20.1",)
    assert finding.evidence[0].place == "GOENV_VERSION"


def test_mise_would_fetch_it_which_is_no_failure_yet() -> None:
    [finding] = findings(shim_version_missing, with_mise("1.27.3", MISE_GO_VERSION="1.20.1"))
    assert (level(finding), commands(finding)) == ("medium", ("mise install go@1.20.1",))


def test_another_go_in_the_place_of_mise_s_choice_is_reported() -> None:
    [finding] = findings(shim_version_missing, with_mise("1.27.3", MISE_GO_VERSION="1.20.1", MISE_OFFLINE="1"))
    assert level(finding) == "medium"
    assert "/usr/local/go/bin/go in its place" in finding.detail


def test_a_version_that_the_shim_does_not_list_needs_new_shims() -> None:
    files = {f"{APP}/.tool-versions": "golang 1.27.3\n"}
    [finding] = findings(shim_version_missing, with_asdf("1.26.6", "1.27.3", listed=["1.26.6"], files=files))
    assert commands(finding) == ("asdf reshim golang 1.27.3",)


def test_system_without_a_go_of_the_system_is_reported() -> None:
    host = with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang system\n"})
    [finding] = findings(shim_version_missing, host.but(env={"PATH": f"{ASDF}/shims:/usr/bin"}))
    assert commands(finding) == ("asdf set golang 1.27.3",)


def installed() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.27.3\n"})


def of_the_system() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang system\n"})


def second_choice() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.20.1 1.27.3\n"})


def without_a_choice() -> Host:
    return with_asdf("1.27.3")


def shim_behind_a_go() -> Host:
    return with_asdf("1.27.3", files=OLD).but(env={"PATH": f"/usr/local/go/bin:{ASDF}/shims"})


@pytest.mark.parametrize("host", [installed, of_the_system, second_choice, without_a_choice, shim_behind_a_go])
def test_what_can_run_is_no_fault(host: Callable[[], Host]) -> None:
    assert not findings(shim_version_missing, host())

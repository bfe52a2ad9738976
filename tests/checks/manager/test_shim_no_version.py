"""manager.shim-no-version: a shim for which nobody chose a version is reported; one that has a choice, or passes on, is not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.shim_no_version import shim_no_version
from goverify.host import Host
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring
from tests.managing import APP, ASDF, asdf_shim, with_asdf, with_goenv, with_mise


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_shim(name: str) -> None:
    assert not findings(shim_no_version, boring(name))


def test_a_shim_without_a_version_is_reported_with_the_command_that_chooses_one() -> None:
    host = with_asdf("1.26.6", "1.27.3")
    [finding] = findings(shim_no_version, host)
    assert finding.subject == host.path(f"{ASDF}/shims/go")
    assert (level(finding), commands(finding)) == ("critical", ("asdf set golang 1.27.3",))


def test_the_message_names_the_manager_and_the_folder() -> None:
    [finding] = findings(shim_no_version, with_asdf("1.27.3"))
    assert finding.message == f"{ASDF}/shims/go is asdf's shim, and no version of go is chosen for {APP}"
    assert ".tool-versions" in finding.detail


def test_older_asdf_is_told_in_its_own_words() -> None:
    shim = {f"{ASDF}/shims/go": asdf_shim(["1.27.3"], asdf="/opt/asdf/bin/asdf")}
    [finding] = findings(shim_no_version, with_asdf("1.27.3", files=shim))
    assert commands(finding) == ("asdf local golang 1.27.3",)


def test_where_nothing_is_installed_that_comes_first() -> None:
    [finding] = findings(shim_no_version, with_asdf(listed=["1.20.1"]))
    assert commands(finding) == ("asdf install golang latest", "asdf set golang latest")


def test_goenv_without_a_version_and_without_another_go_is_reported() -> None:
    [finding] = findings(shim_no_version, with_goenv("1.27.3", behind="/usr/bin:/bin"))
    assert commands(finding) == ("goenv local 1.27.3",)


def chosen_by_a_file() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.27.3\n"})


def handed_on_by_goenv() -> Host:
    return with_goenv("1.27.3")


def handed_on_by_mise() -> Host:
    return with_mise("1.27.3")


def not_there() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang 1.20.1\n"})


@pytest.mark.parametrize("host", [chosen_by_a_file, handed_on_by_goenv, handed_on_by_mise, not_there])
def test_a_choice_or_a_go_behind_is_no_fault(host: Callable[[], Host]) -> None:
    assert not findings(shim_no_version, host())

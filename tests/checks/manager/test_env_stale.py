"""manager.env-stale: a setting that names a removed or replaced version is reported; the version that runs is not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.env_stale import env_stale
from goverify.host import Host
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring
from tests.managing import APP, ASDF, GVM, MISE, installed, with_asdf, with_mise

OLD = f"{ASDF}/installs/golang/1.20.1"
CHOICE = {f"{APP}/.tool-versions": "golang 1.27.3\n"}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_nothing_of_a_manager_set(name: str) -> None:
    assert not findings(env_stale, boring(name))


def test_a_goroot_of_a_removed_version_is_reported_with_the_line_that_unsets_it() -> None:
    [finding] = findings(env_stale, boring("linux").but(env={"GOROOT": f"{OLD}/go"}))
    assert finding.message == f"GOROOT names {OLD}/go, of asdf's version 1.20.1, which is gone"
    assert (level(finding), commands(finding)) == ("high", ("unset GOROOT",))


def test_a_goroot_of_another_version_than_the_shim_s_is_reported() -> None:
    host = with_asdf("1.26.6", "1.27.3", files=CHOICE, GOROOT=f"{ASDF}/installs/golang/1.26.6/go")
    [finding] = findings(env_stale, host)
    assert finding.message.endswith(f"of asdf's version 1.26.6, while {ASDF}/shims/go runs 1.27.3")


def test_a_gobin_of_a_removed_version_is_milder() -> None:
    host = boring("linux").but(env={"GOBIN": f"{OLD}/bin"})
    assert [(finding.subject, level(finding)) for finding in findings(env_stale, host)] == [("GOBIN", "medium")]


def test_each_entry_of_gopath_counts() -> None:
    host = boring("linux").but(env={"GOPATH": f"/home/gopher/go:{GVM}/pkgsets/go1.20.1/global"})
    [finding] = findings(env_stale, host)
    assert "of gvm's version go1.20.1, which is gone" in finding.message


def test_homebrew_s_old_cellar_is_reported() -> None:
    host = boring("macos").but(env={"GOROOT": "/opt/homebrew/Cellar/go/1.26.6/libexec"})
    assert ["Homebrew's version 1.26.6" in finding.message for finding in findings(env_stale, host)] == [True]


def gvm_s_own_gopath() -> Host:
    files = installed(f"{GVM}/gos", "go1.26.6") | {f"{GVM}/pkgsets/go1.26.6/global/bin/x": "x"}
    env = {"PATH": f"{GVM}/gos/go1.26.6/bin:/usr/bin:/bin", "GOPATH": f"{GVM}/pkgsets/go1.26.6/global"}
    return boring("linux").but(env=env, files=files)


def version_that_runs() -> Host:
    return with_asdf("1.27.3", files=CHOICE, GOROOT=f"{ASDF}/installs/golang/1.27.3/go")


def replaced_by_the_shim() -> Host:
    host = with_mise("1.26.6", "1.27.3", MISE_GO_VERSION="1.27.3")
    return host.but(env={"GOROOT": f"{MISE}/installs/go/1.26.6"})


def of_another_manager() -> Host:
    return boring("linux").but(env={"GOROOT": f"{GVM}/gos/go1.26.6"}, files=installed(f"{GVM}/gos", "go1.26.6"))


def of_no_manager() -> Host:
    return boring("linux").but(env={"GOROOT": "/opt/go1.20"})


@pytest.mark.parametrize(
    "host", [version_that_runs, gvm_s_own_gopath, replaced_by_the_shim, of_another_manager, of_no_manager]
)
def test_what_does_no_harm_or_is_nobody_s_is_not_reported(host: Callable[[], Host]) -> None:
    assert not findings(env_stale, host())

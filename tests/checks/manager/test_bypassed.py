"""manager.bypassed: a go before the manager's shims is reported; the same release, "system", an idle manager are not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.bypassed import bypassed
from goverify.host import Host
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring
from tests.managing import APP, ASDF, GOENV, GVM, HOME, MISE, installed, with_asdf, with_goenv, with_mise

GO = "/usr/local/go/bin"
TOOLS = {f"{APP}/mise.toml": '[tools]\ngo = "1.26.6"\n'}


def behind(host: RecordedHost, shims: str) -> RecordedHost:
    return host.but(env={"PATH": f"{GO}:{shims}:/usr/bin"})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_manager(name: str) -> None:
    assert not findings(bypassed, boring(name))


def test_shims_behind_another_go_are_reported_with_the_line_that_puts_them_first() -> None:
    host = behind(with_goenv("1.26.6", files={f"{APP}/.go-version": "1.26.6\n"}), f"{GOENV}/shims")
    [finding] = findings(bypassed, host)
    assert finding.message == (
        f"goenv is to run go1.26.6 here ({APP}/.go-version, line 1), but PATH runs /usr/local/go/bin/go (go1.27.3)"
    )
    assert (level(finding), commands(finding)) == ("medium", (f'export PATH="{GOENV}/shims:$PATH"',))


def test_asdf_behind_another_go_is_reported() -> None:
    host = behind(with_asdf("1.26.6", files={f"{HOME}/.tool-versions": "golang 1.26.6\n"}), f"{ASDF}/shims")
    assert [level(finding) for finding in findings(bypassed, host)] == ["medium"]


def test_a_hook_whose_path_was_changed_after_it_is_reported() -> None:
    host = with_mise("1.26.6", files=TOOLS, MISE_SHELL="bash").but(
        env={"PATH": f"{GO}:/usr/bin"}, files={f"{MISE}/shims": None}
    )
    [finding] = findings(bypassed, host)
    assert commands(finding) == ('eval "$(mise activate bash)"',)


def test_gvm_s_choice_for_the_session_counts() -> None:
    files = installed(f"{GVM}/gos", "go1.26.6")
    host = boring("linux").but(files=files, env={"gvm_go_name": "go1.26.6", "GVM_ROOT": GVM})
    [finding] = findings(bypassed, host.but(files={f"{GVM}/scripts/gvm": "gvm() { :; }\n"}))
    assert commands(finding) == (f"source {GVM}/scripts/gvm && gvm use go1.26.6",)
    assert not findings(bypassed, host.but(env={"GOROOT": f"{GVM}/gos/go1.26.6"}))  # which goroot.mismatch reports
    [without] = findings(bypassed, host)
    assert commands(without) == (f'export PATH="{GVM}/gos/go1.26.6/bin:$PATH"',)


def test_a_project_s_file_without_shims_or_hook_is_worth_a_word() -> None:
    host = with_mise("1.26.6", files=TOOLS).but(env={"PATH": f"{GO}:/usr/bin"})
    assert [level(finding) for finding in findings(bypassed, host)] == ["low"]


def answering() -> Host:
    return with_mise("1.26.6", files=TOOLS)


def same_release() -> Host:
    return behind(with_goenv("1.27.3", GOENV_VERSION="1.27.3"), f"{GOENV}/shims")


def of_the_system() -> Host:
    return behind(with_goenv("1.26.6", GOENV_VERSION="system"), f"{GOENV}/shims")


def not_installed() -> Host:
    return behind(with_goenv(GOENV_VERSION="1.26.6"), f"{GOENV}/shims")


def idle() -> Host:
    return with_goenv("1.26.6", files={f"{GOENV}/version": "1.26.6\n"}).but(env={"PATH": f"{GO}:/usr/bin"})


def tree_of_the_choice() -> Host:
    root = f"{MISE}/installs/go/1.26.6"
    return with_mise("1.26.6", files=TOOLS, MISE_SHELL="bash").but(env={"PATH": f"{root}/bin:{GO}"})


@pytest.mark.parametrize("host", [answering, same_release, of_the_system, not_installed, idle, tree_of_the_choice])
def test_what_runs_the_choice_or_makes_none_is_no_fault(host: Callable[[], Host]) -> None:
    assert not findings(bypassed, host())

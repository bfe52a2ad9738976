"""manager.shim-version-missing: a chosen version that cannot run is reported; one that is there, or "system", is not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.shim_version_missing import shim_version_missing
from goverify.host import Host
from goverify.host.replay.file_changes import FileChange
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, folder, script
from tests.managing import APP, ASDF, BEHIND, with_asdf, with_goenv, with_mise, without_asdf

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


@pytest.mark.parametrize("said", ["1.27", "go1.27.3", "v1.27.3"])
def test_a_version_that_is_there_by_another_name_is_written_as_it_is_called(said: str) -> None:
    [finding] = findings(shim_version_missing, with_asdf("1.27.3", files={f"{APP}/.tool-versions": f"golang {said}\n"}))
    assert commands(finding) == ("asdf set golang 1.27.3",)
    [finding] = findings(shim_version_missing, with_asdf("1.27.3", ASDF_GOLANG_VERSION=said))
    assert commands(finding) == ("export ASDF_GOLANG_VERSION=1.27.3",)


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


def calling(text: str, **files: FileChange) -> Host:
    return boring("linux").but(files={"/opt/x/go": script(text), **files}, env={"PATH": f"/opt/x:{BEHIND}"})


def test_a_script_that_names_a_removed_go_is_reported_with_one_that_is_there() -> None:
    [finding] = findings(shim_version_missing, calling('#!/bin/sh\nexec /opt/go1.22/bin/go "$@"\n'))
    assert "its last line runs /opt/go1.22/bin/go, which is not there" in finding.message
    assert (level(finding), commands(finding)) == ("critical", ('export PATH="/usr/local/go/bin:$PATH"',))


def test_a_script_whose_program_is_gone_is_reported() -> None:
    [finding] = findings(shim_version_missing, calling('#!/bin/sh\nexec docker run golang go "$@"\n'))
    assert (
        finding.message == "/opt/x/go is a script and cannot run any go: it starts docker, to which PATH does not lead"
    )


def test_a_shim_whose_manager_is_off_path_gets_its_folder_back() -> None:
    host = with_asdf(
        "1.27.3", files={f"{APP}/.tool-versions": "golang 1.27.3\n", f"{ASDF}/bin/asdf": script("#!/bin/sh\n")}
    )
    [finding] = findings(shim_version_missing, without_asdf(host))
    assert "it starts asdf, to which PATH does not lead" in finding.message
    assert commands(finding) == (f'export PATH="{ASDF}/bin:$PATH"',)


def test_a_script_that_leads_to_a_go_is_fine() -> None:
    assert not findings(shim_version_missing, calling('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n'))


def test_a_script_that_has_another_way_is_not_judged_by_its_last_line() -> None:
    text = '#!/bin/sh\nif [ -x /usr/local/go/bin/go ]; then\nexec /usr/local/go/bin/go "$@"\nfi\nexec /opt/go1.22/bin/go "$@"\n'
    assert not findings(shim_version_missing, calling(text))


def test_a_variable_that_nothing_sets_is_named() -> None:
    files = {"/opt/wrap/go": script('#!/bin/sh\nexec "$GO_HOME/bin/go" "$@"\n')}
    host = boring("linux").but(env={"PATH": f"/opt/wrap:{BEHIND}"}, files=files)
    [finding] = findings(shim_version_missing, host)
    assert "its last line runs /bin/go, since GO_HOME is not set, which is not there" in finding.message
    assert not findings(shim_version_missing, host.but(env={"GO_HOME": "/usr/local/go"}))


def test_a_script_in_the_place_of_a_tree_s_own_go_needs_the_tree_anew() -> None:
    files: dict[str, FileChange] = {
        "/usr/local/go/bin/go": script('#!/bin/sh\nexec /usr/local/go/bin/go.real "$@"\n'),
        "/usr/local/go/src/runtime": folder(),
    }
    [finding] = findings(shim_version_missing, boring("linux").but(files=files))
    assert "tar -C /usr/local/go" in commands(finding)[-1]

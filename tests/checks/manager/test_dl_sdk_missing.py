"""manager.dl-sdk-missing: a versioned go command without its Go is reported; one with it, and a tool of that name, are not."""

import pytest

from goverify.checks.manager.dl_sdk_missing import dl_sdk_missing
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, go_binary
from tests.managing import BEHIND, HOME, installed

NAME = f"{HOME}/go/bin/go1.22.1"


def with_command(path: str = NAME, package: str = "golang.org/dl/go1.22.1") -> RecordedHost:
    return boring("linux").but(files={path: go_binary("go1.27.3", path=package)})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_such_command(name: str) -> None:
    assert not findings(dl_sdk_missing, boring(name))


def test_a_command_without_its_go_is_reported_with_its_own_download() -> None:
    [finding] = findings(dl_sdk_missing, with_command())
    assert finding.message == f"{NAME} stands for go1.22.1, which was never downloaded to {HOME}/sdk/go1.22.1"
    assert (level(finding), commands(finding)) == ("medium", (f"{NAME} download",))


def test_one_that_answers_for_go_is_graver() -> None:
    host = with_command("/opt/x/go").but(env={"PATH": f"/opt/x:{BEHIND}"})
    [finding] = findings(dl_sdk_missing, host)
    assert level(finding) == "high"
    assert host.path("/opt/x/go") in finding.concerns  # so that what go then fails at is its consequence


def test_a_download_that_was_broken_off_is_reported() -> None:
    host = with_command().but(files=installed(f"{HOME}/sdk", "go1.22.1"))
    assert findings(dl_sdk_missing, host)


def test_a_command_with_its_go_is_fine() -> None:
    done = {f"{HOME}/sdk/go1.22.1/.unpacked-success": ""}
    assert not findings(dl_sdk_missing, with_command().but(files=installed(f"{HOME}/sdk", "go1.22.1") | done))


def test_another_program_of_such_a_name_is_none_of_them() -> None:
    assert not findings(dl_sdk_missing, with_command(package="example.com/go1.22.1"))


def test_a_package_that_names_a_path_is_none_of_them() -> None:
    assert not findings(dl_sdk_missing, with_command(package="golang.org/dl/../../etc"))


def test_windows_is_told_in_its_own_words() -> None:
    path = r"C:\Users\gopher\go\bin\go1.22.1.exe"
    files = {path: go_binary("go1.27.3", path="golang.org/dl/go1.22.1", system="windows")}
    [finding] = findings(dl_sdk_missing, boring("windows").but(files=files))
    assert commands(finding) == (f"& '{path}' download",)

"""env.stale-terminal: a session that has other values than Windows stores is reported; what it was given otherwise is not."""

import pytest

from goverify.checks.env.stale_terminal import stale_terminal
from goverify.facts.variables.stored_path import KEYS
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import with_env
from tests.checks.path.looking import commands, findings, level
from tests.hosts import boring, go_binary, go_tree, text

MACHINE, USER = KEYS
NEW = r"D:\go1.28"


def with_stored_values(env: dict[str, str], **stored: str) -> RecordedHost:
    """Return a Windows host with variables in the environment and, with the user's own, in the registry."""
    return boring("windows").but(env=env, registry={USER: {"Path": r"%USERPROFILE%\go\bin", **stored}})


def with_stored_go(**env: str) -> RecordedHost:
    """Return a Windows host whose stored PATH leads to another Go than this process' PATH."""
    path = rf"%SystemRoot%\system32;{NEW}\bin"
    return boring("windows").but(
        env=env, files=go_tree(NEW, "go1.28.1", system="windows"), registry={MACHINE: {"Path": path}}
    )


def test_boring_hosts_are_of_today() -> None:
    assert not findings(stale_terminal, boring("windows"))


def test_an_old_value_is_reported_with_the_new_one() -> None:
    [finding] = findings(stale_terminal, with_stored_values({"GOROOT": r"C:\Go1.19"}, GOROOT=r"C:\Go"))
    assert (finding.cause, finding.subject, level(finding)) == ("env-stale", "GOROOT", "low")
    assert r"C:\Go1.19" in finding.message
    assert r"GOROOT=C:\Go" in finding.message
    assert finding.fix
    assert "open it anew" in finding.fix.summary
    assert commands(finding) == ("$env:GOROOT = [Environment]::GetEnvironmentVariable('GOROOT', 'User')",)


def test_a_value_that_the_session_lacks_is_reported() -> None:
    [finding] = findings(stale_terminal, with_stored_values({}, GOPROXY="direct"))
    assert "has no GOPROXY" in finding.message


def test_other_shells_get_no_line_of_powershells() -> None:
    host = with_stored_values({}, GOPROXY="direct").but(ancestors=["cmd.exe", "explorer.exe"])
    [finding] = findings(stale_terminal, host)
    assert commands(finding) == ()


@pytest.mark.parametrize("value", [r"C:\Users\gopher\go", r"c:\users\GOPHER\go", "C:/Users/gopher/go/"])
def test_a_stored_value_is_compared_with_its_variables_filled_in(value: str) -> None:
    assert not findings(stale_terminal, with_stored_values({"GOPATH": value}, GOPATH=r"%USERPROFILE%\go"))


def test_a_variable_that_is_stored_nowhere_is_the_sessions_own() -> None:
    assert not findings(stale_terminal, with_env("windows", GOOS="linux"))


def test_a_value_that_a_profile_sets_is_no_old_one() -> None:
    profile = r"C:\Users\gopher\Documents\PowerShell\Microsoft.PowerShell_profile.ps1"
    host = with_stored_values({"GOFLAGS": "-v"}, GOFLAGS="-x").but(files={profile: text("$env:GOFLAGS = '-v'\n")})
    assert not findings(stale_terminal, host)


def test_a_jobs_variables_are_its_own() -> None:
    assert not findings(stale_terminal, with_stored_values({"CI": "true", "GOROOT": r"C:\x"}, GOROOT=r"C:\Go"))


def test_the_user_counts_before_the_machine() -> None:
    host = with_stored_values({"GOFLAGS": "-v"}, GOFLAGS="-v").but(registry={MACHINE: {"GOFLAGS": "-x"}})
    assert not findings(stale_terminal, host)


def test_a_stored_path_that_leads_to_another_go_is_reported() -> None:
    [finding] = findings(stale_terminal, with_stored_go())
    assert (finding.cause, finding.subject, level(finding)) == ("env-stale", "PATH", "medium")
    assert rf"{NEW}\bin" in finding.message
    assert "GetEnvironmentVariable('Path', 'Machine')" in commands(finding)[0]


def test_where_its_folder_is_on_path_here_the_session_has_chosen() -> None:
    host = with_stored_go(PATH=rf"C:\Program Files\Go\bin;{NEW}\bin")
    assert not findings(stale_terminal, host)


def test_where_no_go_answers_another_check_says_so() -> None:
    assert not findings(stale_terminal, with_stored_go(PATH=r"C:\Windows\system32"))


def test_two_names_of_one_go_are_no_fault() -> None:
    host = boring("windows").but(
        env={"PATH": r"C:\tools\bin"}, files={r"C:\tools\bin\go.exe": go_binary("go1.27.3", system="windows")}
    )
    stored = host.but(registry={MACHINE: {"Path": r"C:\TOOLS\bin"}})
    assert not findings(stale_terminal, stored)

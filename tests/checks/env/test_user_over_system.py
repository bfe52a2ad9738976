"""env.user-over-system: a user's variable that hides another of the machine's is reported; equal ones and Path are not."""

import pytest

from goverify.checks.env.user_over_system import user_over_system
from goverify.facts.variables.stored_path import KEYS
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import boring

MACHINE, USER = KEYS


def stored(machine: dict[str, str], user: dict[str, str]) -> RecordedHost:
    """Return a Windows host with these stored variables."""
    return boring("windows").but(registry={MACHINE: machine, USER: user})


def test_a_hidden_value_is_reported_with_both() -> None:
    [finding] = findings(user_over_system, stored({"GOROOT": r"C:\Go"}, {"GoRoot": r"C:\Go1.19"}))
    assert (finding.cause, finding.subject, level(finding)) == ("env-user-over-system", "GOROOT", "low")
    assert [evidence.observed for evidence in finding.evidence] == [r"C:\Go1.19", r"C:\Go"]
    assert commands(finding) == ("[Environment]::SetEnvironmentVariable('GOROOT', $null, 'User')",)


@pytest.mark.parametrize(
    ("machine", "user"),
    [
        ({"GOROOT": r"C:\Go"}, {"GOROOT": r"%SystemDrive%\go"}),
        ({"GOROOT": r"C:\Go"}, {}),
        ({}, {"GOPATH": r"D:\go"}),
        ({"Path": r"C:\Go\bin"}, {"Path": r"D:\Go\bin"}),
        ({"EDITOR": "a"}, {"EDITOR": "b"}),
    ],
)
def test_what_hides_nothing_is_no_fault(machine: dict[str, str], user: dict[str, str]) -> None:
    assert not findings(user_over_system, stored(machine, user))

"""env.gobin-cross: GOBIN under another target is reported; without one, or for this machine, it is not."""

import pytest

from goverify.checks.env.gobin_cross import gobin_cross
from tests.builds import host
from tests.checks.path.looking import findings, level


def test_go_install_refuses_programs_for_another_machine() -> None:
    [finding] = findings(gobin_cross, host(GOBIN="/home/gopher/bin", GOOS="windows"))
    assert (finding.cause, finding.subject, level(finding)) == ("gobin-cross", "GOBIN", "medium")
    assert "GOOS" in finding.concerns


@pytest.mark.parametrize(
    "env",
    [
        {"GOOS": "windows"},
        {"GOBIN": "/home/gopher/bin"},
        {"GOBIN": "/home/gopher/bin", "GOOS": "linux", "GOARCH": "amd64"},
    ],
)
def test_one_of_the_two_alone_is_no_fault(env: dict[str, str]) -> None:
    assert not findings(gobin_cross, host(**env))

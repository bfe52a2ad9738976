"""env.modfile: a -modfile that does not fit here is reported; one that names a file is meant."""

import pytest

from goverify.checks.env.modfile import modfile
from tests.checks.env.stored import with_env
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import MOD, in_app
from tests.hosts import BORING, boring

FLAG = "-modfile=alt.mod"


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(modfile, boring(name))


@pytest.mark.parametrize(
    ("files", "flag", "said"),
    [
        ({}, FLAG, "alt.mod is not there"),
        ({"alt.mod": MOD, "go.work": "go 1.24\n\nuse .\n"}, FLAG, "in the workspace of"),
        ({"alt": MOD}, "-modfile=alt", "does not end in .mod"),
    ],
)
def test_one_that_go_refuses_is_taken_out(files: dict[str, str], flag: str, said: str) -> None:
    [finding] = findings(modfile, in_app(files, GOFLAGS=f"-v {flag}"))
    assert (finding.cause, finding.subject, level(finding)) == ("goflags-mod-leftover", "GOFLAGS", "high")
    assert said in finding.message
    assert commands(finding) == ("unset GOFLAGS",)
    assert finding.fix is not None
    assert "GOFLAGS=-v" in finding.fix.summary


def test_without_a_module_it_stands_in_for_nothing() -> None:
    [finding] = findings(modfile, with_env(GOFLAGS=FLAG))
    assert "no module here" in finding.message


def test_one_that_names_a_file_is_no_fault() -> None:
    assert not findings(modfile, in_app({"alt.mod": MOD}, GOFLAGS=FLAG))

"""env.gopath-gomod: a go.mod in the root of GOPATH is reported; one below, or beside it, is not."""

import pytest

from goverify.checks.env.gopath_gomod import gopath_gomod
from tests.checks.env.stored import with_env
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, text


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(gopath_gomod, boring(name))


def test_one_in_the_default_folder_is_moved_away() -> None:
    host = boring("linux").but(files={"/home/gopher/go/go.mod": text("module x\n")})
    [finding] = findings(gopath_gomod, host)
    assert (finding.cause, str(finding.subject), level(finding)) == (
        "gopath-has-gomod",
        "/home/gopher/go/go.mod",
        "medium",
    )
    assert commands(finding) == ("mv /home/gopher/go/go.mod /home/gopher/go/go.mod.old",)


def test_a_setting_that_makes_a_gopath_of_the_project_at_hand_is_what_goes() -> None:
    host = with_env(GOPATH="/home/gopher/app").but(
        cwd="/home/gopher/app", files={"/home/gopher/app/go.mod": "module x\n"}
    )
    [finding] = findings(gopath_gomod, host)
    assert commands(finding) == ("unset GOPATH",)
    assert finding.fix
    assert "Or move the project out of /home/gopher/app." in finding.fix.summary


def test_windows_renames_it() -> None:
    host = boring("windows").but(files={r"C:\Users\gopher\go\go.mod": text("module x\n")})
    [finding] = findings(gopath_gomod, host)
    assert commands(finding) == (r"Rename-Item 'C:\Users\gopher\go\go.mod' 'go.mod.old'",)


@pytest.mark.parametrize("place", ["/home/gopher/go/src/app/go.mod", "/home/gopher/go.mod", "/b/go.mod"])
def test_one_elsewhere_is_no_fault(place: str) -> None:
    host = with_env(GOPATH="/home/gopher/go:/b").but(files={place: text("module x\n")})
    assert not findings(gopath_gomod, host)

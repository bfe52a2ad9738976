"""facts.variable_places: lines and registry values that set a variable; comments and other names do not."""

import pytest

from goverify.facts import Facts
from goverify.facts.variables.places import variable_places
from tests.hosts import boring


@pytest.mark.parametrize(
    "line",
    [
        "export GOROOT=/x",
        "GOROOT=/x",
        "  export A=1 GOROOT=/x",
        "set -gx GOROOT /x",
        "setenv GOROOT /x",
        "[ -d /x ] && export GOROOT=/x",
    ],
)
def test_an_assignment_is_found(line: str) -> None:
    [place] = Facts(boring("linux").but(files={"/home/gopher/.bashrc": f"# mine\n{line}\n"}))(variable_places, "GOROOT")
    assert (place.where, place.text) == ("/home/gopher/.bashrc, line 2", line.strip())


@pytest.mark.parametrize(
    "line", ["# export GOROOT=/x", "export MY_GOROOT=/x", "echo $GOROOT", "unset GOROOT", "export PATH=$GOROOT/bin"]
)
def test_other_lines_are_not(line: str) -> None:
    assert not Facts(boring("linux").but(files={"/home/gopher/.bashrc": f"{line}\n"}))(variable_places, "GOROOT")


def test_the_registry_is_read_on_windows() -> None:
    [place] = Facts(boring("windows").but(registry={r"HKCU\Environment": {"GoRoot": r"C:\Go"}}))(
        variable_places, "GOROOT"
    )
    assert (place.target, place.text) == ("User", r"C:\Go")


@pytest.mark.parametrize(
    ("given", "value"), [(r"%USERPROFILE%\go", r"%USERPROFILE%\go"), (None, r"C:\Users\gopher\go")]
)
def test_a_stored_value_that_this_process_got_as_it_stands_is_plain_text(given: str | None, value: str) -> None:
    host = boring("windows").but(env={"GOPATH": given})
    [place] = Facts(host)(variable_places, "GOPATH")
    assert place.value == value

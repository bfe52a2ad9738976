"""facts.assigned_values: what a line gives to a variable, in the words of each kind of file; None where a shell must tell."""

import pytest

from goverify.facts.variables.assigned_values import assigned_value
from tests.hosts import boring


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("export GOFLAGS=-mod=mod", "-mod=mod"),
        ("export GOFLAGS=-mod=mod # why", "-mod=mod"),
        ('export GOFLAGS="-mod=mod -v"', "-mod=mod -v"),
        ("export GOFLAGS='$x'", "$x"),
        ("GOFLAGS=a; export GOFLAGS", "a"),
        ("export GOFLAGS=a GOFLAGS=b", "b"),
        ("export GOFLAGS=", ""),
        ("setenv GOFLAGS -v", "-v"),
        ("set -gx GOFLAGS -v", "-v"),
        ("set --global --export GOFLAGS '-v -x'", "-v -x"),
        ('$env:GOFLAGS = "-v"', "-v"),
        ('$env.GOFLAGS = "-v"', "-v"),
        ("GOFLAGS DEFAULT=-v", "-v"),
        ('GOFLAGS  DEFAULT="-v"', "-v"),
        ("export GOFLAGS=$HOME/x", "/home/gopher/x"),
        ("export GOFLAGS=~/x", "/home/gopher/x"),
        ("export GOFLAGS=${HOME}/x", "/home/gopher/x"),
        ("GOFLAGS DEFAULT=@{HOME}/x", "/home/gopher/x"),
        ("export GOFLAGS=$(cat x)", None),
        ("export GOFLAGS=`cat x`", None),
        ('export GOFLAGS="$GOFLAGS -v"', None),
        ("export GOFLAGS=a'b'", None),
        ("export GOFLAGS=a\\ b", None),
        ("echo GOFLAGS", None),
    ],
)
def test_a_line_gives_what_is_written_out(line: str, value: str | None) -> None:
    host = boring("linux")
    assert assigned_value(host, host.path("/home/gopher/.bashrc"), line, "GOFLAGS") == value


def test_the_store_of_fish_has_escapes_of_its_own() -> None:
    host = boring("linux")
    file = host.path("/home/gopher/.config/fish/fish_variables")
    assert (
        assigned_value(host, file, r"SETUVAR --export GOPATH:\x2fhome\x2fgopher\x2fgo", "GOPATH") == "/home/gopher/go"
    )
    assert assigned_value(host, file, r"SETUVAR GOPATH:\x2fx", "GOPATH") is None


def test_a_backslash_is_part_of_a_path_on_windows() -> None:
    host = boring("windows")
    profile = host.path(r"C:\Users\gopher\Documents\PowerShell\profile.ps1")
    assert assigned_value(host, profile, r"$env:GOPATH = 'C:\go'", "GOPATH") == r"C:\go"
    assert assigned_value(host, profile, r'$env:GOPATH = "$env:USERPROFILE\go"', "GOPATH") == r"C:\Users\gopher\go"

"""env.gopath-invalid: an entry that is no absolute path is reported; empty entries and several folders are not."""

import pytest

from goverify.checks.env.gopath_invalid import gopath_invalid
from tests.checks.env.stored import with_env
from tests.checks.path.looking import findings, level


@pytest.mark.parametrize("value", ["/home/gopher/go", "/a:/b:", ":/a", "/tmp/git~rc3", ""])
def test_absolute_paths_are_no_fault(value: str) -> None:
    assert not findings(gopath_invalid, with_env(GOPATH=value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("~/go", "begins with a ~"),
        ("/a:~/go", "begins with a ~"),
        ("go", "is no absolute path"),
        ('"/home/gopher/go"', "holds quote characters"),
        ("$HOME/go", "holds $HOME as it was written"),
    ],
)
def test_anything_else_makes_every_command_fail(value: str, words: str) -> None:
    [finding] = findings(gopath_invalid, with_env(GOPATH=value))
    assert (finding.cause, finding.subject, level(finding)) == ("gopath-invalid", "GOPATH", "critical")
    assert words in finding.message


@pytest.mark.parametrize(
    ("value", "meant"),
    [("~/go", "/home/gopher/go"), ('"/go"', "/go"), ("'/a:/b'", "/a:/b"), ('"~/go":/b', "/home/gopher/go:/b")],
)
def test_the_path_that_was_meant_is_given(value: str, meant: str) -> None:
    [finding] = findings(gopath_invalid, with_env(GOPATH=value))
    assert finding.fix
    assert f"GOPATH={meant}." in finding.fix.summary


@pytest.mark.parametrize(("value", "count"), [(r"C:\Users\gopher\go;D:\go", 0), (r"\go", 1), ("/go", 1)])
def test_windows_wants_a_drive(value: str, count: int) -> None:
    assert len(findings(gopath_invalid, with_env("windows", GOPATH=value))) == count


def test_windows_finds_nothing_below_a_name_that_ends_in_a_blank() -> None:
    [finding] = findings(gopath_invalid, with_env("windows", GOPATH="C:\\Users\\gopher\\go "))
    assert (level(finding), "ends in a blank" in finding.message) == ("high", True)
    assert not findings(gopath_invalid, with_env(GOPATH="/home/gopher/go "))

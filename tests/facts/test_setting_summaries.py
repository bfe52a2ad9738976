"""facts.setting_summaries: what someone has set for Go, with what set it; nothing of what is at its default."""

import pytest

from goverify.facts import Facts
from goverify.facts.setting_summaries import setting_summaries
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from goverify.report_parts import SettingSummary
from tests.checks.env.stored import STORED, Files, with_env, with_stored
from tests.facts.variables.test_launch_agents import OWN, job
from tests.hosts import BORING, boring


def told(host: RecordedHost, name: str) -> list[SettingSummary]:
    """Return what is told of one setting."""
    return [row for row in Facts(host)(setting_summaries) if row.name == name]


@pytest.mark.parametrize(
    ("name", "settings"), [("linux", ["PATH"]), ("macos", ["PATH"]), ("windows", ["GOPATH", "PATH"])]
)
def test_a_boring_host_has_little_to_tell(name: str, settings: list[str]) -> None:
    assert [row.name for row in Facts(boring(name))(setting_summaries)] == settings


@pytest.mark.parametrize("name", BORING)
def test_what_is_stored_is_told_with_its_line(name: str) -> None:
    [row] = told(with_stored("# mine\nGOBIN=/a\n", name), "GOBIN")
    assert row == SettingSummary("GOBIN", "/a", "go env file", STORED[name], 2, in_effect=True, why="")


def test_a_variable_is_told_with_the_line_that_sets_it() -> None:
    host = with_env(GOFLAGS="-v").but(files={"/home/gopher/.bashrc": "export GOFLAGS=-v\n"})
    [row] = told(host, "GOFLAGS")
    assert (row.origin, row.place, row.line) == ("environment", "/home/gopher/.bashrc", 1)


def test_a_variable_that_no_file_sets_is_told_as_the_sessions() -> None:
    [row] = told(with_env(GOFLAGS="-v"), "GOFLAGS")
    assert (row.place, row.line) == ("this session, or the program that started it", None)


def test_where_new_sessions_get_another_value_that_is_told() -> None:
    host = with_env(GOFLAGS="-v").but(files={"/home/gopher/.bashrc": "export GOFLAGS=-x\n"})
    [row] = told(host, "GOFLAGS")
    assert (row.place, row.in_effect) == ("this session, or the program that started it", True)
    assert row.why == "/home/gopher/.bashrc, line 1 gives new sessions another value"


def test_a_variable_of_windows_is_told_with_its_key() -> None:
    [row] = told(boring("windows"), "GOPATH")
    assert (row.value, row.place) == (r"C:\Users\gopher\go", r"HKCU\Environment\GOPATH")


@pytest.mark.parametrize("name", BORING)
def test_a_recording_tells_the_same(name: str) -> None:
    files: Files = {OWN: job("launchctl", "setenv", "GOFLAGS", "-v"), "/home/gopher/.bashrc": "export GOFLAGS=-v\n"}
    if name == "windows":
        files = {}
    host = RecordingHost(with_stored("GOBIN=/a\n", name, GOFLAGS="-v").but(files=files))
    first = Facts(host)(setting_summaries)
    again = Facts(RecordedHost.load(host.recording()))(setting_summaries)
    assert [row._replace(place="") for row in again] == [
        row._replace(place="", value=row.value.replace("gopher", "user")) for row in first
    ]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("GOTOOLCHAIN=auto\nGOPROXY=https://proxy.example,direct\nGOSUMDB=sum.example\n", []),
        ("GOTOOLCHAIN=local\nGOPROXY=direct\n", ["GOPROXY", "GOTOOLCHAIN"]),
        ("GOSUMDB=off\nGOFLAGS=-v\n", ["GOFLAGS", "GOSUMDB"]),
    ],
)
def test_of_the_releases_own_file_only_what_a_packager_changed(content: str, names: list[str]) -> None:
    host = boring("linux").but(files={"/usr/local/go/go.env": content})
    rows = Facts(host)(setting_summaries)
    assert [row.name for row in rows if row.origin == "GOROOT/go.env"] == names

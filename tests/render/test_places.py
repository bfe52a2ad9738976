"""Which file of a project a diagnosis is shown at: one inside, with the line that was seen; nothing outside."""

import pytest

from goverify.model import Evidence
from goverify.render.places import Spot, asking, spot_of
from goverify.report import Diagnosis, Report
from goverify.report_parts import ToolchainSummary
from tests.render.reports import several

PROJECT = "/home/ada/src/app"


def about(subject: str, *places: str) -> Diagnosis:
    """Return a diagnosis that was made at these places."""
    first = several().diagnosis[0]
    return first._replace(subject=subject, evidence=tuple(Evidence(place, "seen") for place in places))


def on(system: str) -> Report:
    """Return the report of a host of this system."""
    return several()._replace(host={**several().host, "system": system})


def test_a_line_of_a_file_of_the_project_comes_first() -> None:
    item = about(f"{PROJECT}/vendor", "environment", f"{PROJECT}/go.mod, line 3")
    assert spot_of(item, on("linux"), PROJECT) == Spot("go.mod", 3)


def test_a_subject_in_the_project_needs_no_line() -> None:
    assert spot_of(about(f"{PROJECT}/vendor/x.go"), on("linux"), PROJECT) == Spot("vendor/x.go", None)


@pytest.mark.parametrize(
    "place",
    ["/home/ada/src/application/go.mod, line 3", "/home/ada/.bashrc, line 3", f"{PROJECT}/../../.bashrc, line 3", "go.mod, line 3", PROJECT],
)  # fmt: skip
def test_what_is_not_of_the_project_is_no_spot(place: str) -> None:
    assert spot_of(about("GOFLAGS", place), on("linux"), PROJECT) is None


@pytest.mark.parametrize("project", ["", "/", "app"])
def test_without_a_project_there_is_no_spot(project: str) -> None:
    assert spot_of(about("GOFLAGS", "/home/ada/go.mod, line 3"), on("linux"), project) is None


def test_windows_names_differing_only_in_case_are_inside() -> None:
    item = about("GOFLAGS", r"c:\work\APP\sub\go.mod, line 3")
    assert spot_of(item, on("windows"), r"C:\Work\app") == Spot("sub/go.mod", 3)


def test_the_line_that_asks_for_a_go_is_known() -> None:
    asked = (Evidence("GOTOOLCHAIN", "auto"), Evidence(f"{PROJECT}/go.mod, line 3", "go 1.27.3"))
    chosen = ToolchainSummary("go1.27.3", "local", None, works=True, asked_by=asked, why="it is the one at hand")
    assert asking(on("linux")._replace(toolchain=chosen), PROJECT) == Spot("go.mod", 3)
    assert asking(on("linux"), PROJECT) is None

"""project.temp-folder: a go.mod in the temporary folder itself is reported; one below it is not."""

import pytest

from goverify.checks.project.temp_folder import temp_folder
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, HOME, MOD, in_app, standing
from tests.hosts import BORING, boring, link, text


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(temp_folder, boring(name))


@pytest.mark.parametrize("value", [APP, f"{APP}/", f"{HOME}/linked"])
def test_a_variable_that_names_the_project_is_unset(value: str) -> None:
    host = in_app({}, TMPDIR=value).but(files={f"{HOME}/linked": link("app")})
    [finding] = findings(temp_folder, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tmpdir-in-module", "TMPDIR", "medium")
    assert commands(finding) == ("unset TMPDIR",)


def test_windows_has_other_variables() -> None:
    place = r"C:\Users\gopher\app"
    host = boring("windows").but(cwd=place, env={"TMP": place}, files={rf"{place}\go.mod": text(MOD)})
    [finding] = findings(temp_folder, host)
    assert finding.subject == "TMP"


def test_a_project_in_the_temporary_folder_itself_is_moved() -> None:
    [finding] = findings(temp_folder, standing("/tmp", {"/tmp/go.mod": MOD}))
    assert (str(finding.subject), level(finding)) == ("/tmp/go.mod", "medium")


def test_one_forgotten_there_weighs_little_further_down() -> None:
    [finding] = findings(temp_folder, standing("/tmp/x", {"/tmp/go.mod": MOD, "/tmp/x/main.go": "package main\n"}))
    assert level(finding) == "low"


@pytest.mark.parametrize(
    ("cwd", "env"),
    [("/tmp/app", {}), (APP, {"TMPDIR": f"{APP}/tmp"}), (APP, {"GOTMPDIR": APP}), (APP, {"TMPDIR": HOME})],
)
def test_a_folder_below_or_within_is_no_fault(cwd: str, env: dict[str, str]) -> None:
    assert not findings(temp_folder, standing(cwd, {f"{cwd}/go.mod": MOD, f"{cwd}/tmp/x": "x"}, **env))


def test_a_workspace_has_its_modules_all_the_same() -> None:
    assert not findings(temp_folder, in_app({"go.work": "go 1.24\n\nuse .\n"}, TMPDIR=APP))

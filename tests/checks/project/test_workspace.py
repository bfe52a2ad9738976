"""project.workspace: a go.work without this module, or one that is gone, is reported; one that has it is not."""

import pytest

from goverify.checks.project.workspace import workspace
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import with_stored
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, GREET, HOME, MOD, Files, in_app, standing
from tests.hosts import BORING, boring, link, text

WORK = f"{HOME}/go.work"


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(workspace, boring(name))


def test_one_above_that_does_not_use_this_module_is_left() -> None:
    host = in_app({}).but(files={WORK: "go 1.24\n\nuse ./greet\n", f"{HOME}/greet/go.mod": GREET})
    [finding] = findings(workspace, host)
    assert (finding.cause, str(finding.subject), level(finding)) == ("gowork-shadows", WORK, "medium")
    assert commands(finding) == ("export GOWORK=off",)
    assert f"go work use {APP}" in finding.fix.summary if finding.fix else False


def test_one_that_a_setting_names_is_the_settings_fault() -> None:
    files = {"/srv/go.work": "go 1.24\n\nuse ./greet\n", "/srv/greet/go.mod": GREET}
    [finding] = findings(workspace, in_app({}, GOWORK="/srv/go.work").but(files=files))
    assert (finding.subject, commands(finding)) == ("GOWORK", ("unset GOWORK",))


@pytest.mark.parametrize(
    "host",
    [in_app({}, GOWORK="/gone/go.work"), with_stored("GOWORK=/gone/go.work\n")],
    ids=["environment", "go env file"],
)
def test_a_setting_that_names_what_is_gone_is_grave(host: RecordedHost) -> None:
    [finding] = findings(workspace, host)
    assert (finding.subject, level(finding)) == ("GOWORK", "high")
    assert "/gone/go.work" in finding.message


def test_folders_that_are_gone_are_taken_out() -> None:
    host = in_app({}).but(files={WORK: "go 1.24\n\nuse (\n\t./app\n\t./gone\n)\n"})
    [finding] = findings(workspace, host)
    assert (level(finding), commands(finding)) == ("high", (f"go work edit -dropuse=./gone {WORK}",))


def test_a_copy_of_a_module_beside_it_is_taken_out() -> None:
    files = {WORK: "go 1.24\n\nuse (\n\t./app\n\t./copy\n)\n", f"{HOME}/copy/go.mod": MOD}
    [finding] = findings(workspace, in_app({}).but(files=files))
    assert "uses ./app and ./copy, which are both example.com/app" in finding.message
    assert (level(finding), commands(finding)) == ("high", (f"go work edit -dropuse=./copy {WORK}",))


@pytest.mark.parametrize("use", ["./app", "app", APP, "./x/../app", "./linked"])
def test_one_that_uses_this_module_is_healthy(use: str) -> None:
    files: Files = {WORK: text(f"go 1.24\n\nuse {use}\n"), f"{HOME}/linked": link("app"), f"{HOME}/x/y": text("")}
    assert not findings(workspace, in_app({}).but(files=files).but(cwd=f"{APP}/cmd"))


@pytest.mark.parametrize("value", ["off", "relative/go.work"])
def test_none_in_effect_and_a_value_that_go_refuses_are_no_fault_of_this(value: str) -> None:
    host = in_app({}, GOWORK=value).but(files={WORK: "go 1.24\n"})
    assert not findings(workspace, host)


def test_without_a_module_a_workspace_is_healthy() -> None:
    files = {"/srv/go.work": "go 1.24\n\nuse ./app\n", "/srv/app/go.mod": MOD}
    assert not findings(workspace, standing("/srv", files))


def test_the_search_ends_at_the_tree() -> None:
    files = {"/usr/local/go.work": "go 1.24\n", "/usr/local/go/src/go.mod": "module std\n\ngo 1.27\n"}
    assert not findings(workspace, standing("/usr/local/go/src/fmt", files))

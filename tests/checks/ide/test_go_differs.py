"""ide.go-differs: another release in an editor than in a terminal is reported; the same by another way is not."""

import json

import pytest

from goverify.api import Unavailable
from goverify.checks.ide.go_differs import go_differs
from goverify.facts import Facts
from tests.checks.path.looking import blocked, commands, findings, level
from tests.editing import APP, HOME, ROOT, SDK, SETTINGS, WORKSPACE, edited, goland
from tests.hosts import BORING, boring, go_tree, link

GOLAND = {WORKSPACE: goland("file://$USER_HOME$/sdk/go1.26.6")}
NEW = "/opt/go1.28"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_editor_that_names_a_go(name: str) -> None:
    with pytest.raises(Unavailable):
        list(go_differs(Facts(boring(name))))


def test_a_project_s_older_sdk_is_reported_with_where_to_change_it() -> None:
    [finding] = findings(go_differs, edited(GOLAND))
    assert finding.message == (
        f"GoLand uses go1.26.6 (component GOROOT in {WORKSPACE}, line 3), and a terminal runs go1.27.3 ({ROOT}/bin/go)"
    )
    assert level(finding) == "low"
    assert finding.fix is not None
    assert f"choose {ROOT} (go1.27.3) under Settings | Go | GOROOT" in finding.fix.summary


def test_a_project_that_is_too_new_for_the_editor_s_go_is_told() -> None:
    [finding] = findings(go_differs, edited({**GOLAND, f"{APP}/go.mod": "module app\n\ngo 1.27.1\n"}))
    assert finding.detail == f"The project asks for go1.27.1 ({APP}/go.mod, line 3), and the Go of GoLand is older."


def test_a_newer_go_that_the_project_needs_is_as_it_should_be() -> None:
    host = edited({SETTINGS: json.dumps({"go.goroot": NEW}), f"{APP}/go.mod": "module app\n\ngo 1.28\n"})
    [finding] = findings(go_differs, host.but(files=go_tree(NEW, "go1.28.1")))
    assert (level(finding), commands(finding)) == ("info", (f'export PATH="{NEW}/bin:$PATH"',))


def test_a_newer_go_bears_on_the_go_that_hides_it() -> None:
    host = edited({SETTINGS: json.dumps({"go.goroot": NEW})}).but(files=go_tree(NEW, "go1.28.1"))
    [finding] = findings(go_differs, host)
    assert host.path(f"{ROOT}/bin/go") in finding.concerns
    assert level(finding) == "low"


def test_a_list_of_folders_is_mended_in_its_own_words() -> None:
    text = json.dumps({"terminal.integrated.env.linux": {"PATH": f"{SDK}/bin:${{env:PATH}}"}})
    [finding] = findings(go_differs, edited({SETTINGS: text}))
    assert finding.fix is not None
    assert finding.fix.summary == (
        f"Put {ROOT}/bin (go1.27.3) first in terminal.integrated.env.linux.PATH in {SETTINGS}, line 1."
    )


@pytest.mark.parametrize(
    "url", [f"file://{ROOT}", "file:///opt/go", "file:///opt/same", "file:///gone", "file://$UNKNOWN$/go"]
)
def test_the_same_release_and_what_is_not_there_are_not_reported(url: str) -> None:
    host = edited({WORKSPACE: goland(url), "/opt/go": link(ROOT)}).but(files=go_tree("/opt/same", "go1.27.3"))
    assert findings(go_differs, host) == []


def test_the_go_behind_a_link_on_path_is_compared() -> None:
    host = edited({**GOLAND, f"{HOME}/bin/go": link(f"{SDK}/bin/go")}, PATH=f"{HOME}/bin:/usr/bin")
    assert findings(go_differs, host) == []


def test_without_a_go_on_path_it_cannot_look() -> None:
    assert blocked(go_differs, edited(GOLAND, PATH="/usr/bin"))

"""ide.go-missing: a Go that an editor is set to and that is not there is reported; what has no effect or is open is not."""

import json

import pytest

from goverify.api import Evidence, Unavailable
from goverify.checks.ide.go_missing import go_missing
from goverify.facts import Facts
from goverify.host.replay.file_changes import FileChange
from tests.checks.path.looking import findings, level
from tests.editing import CONFIG, HOME, ROOT, SDK, SETTINGS, USER, WORKSPACE, edited, goland
from tests.hosts import BORING, boring, folder, link


def goroot(value: str) -> str:
    return json.dumps({"go.goroot": value})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_editor_that_names_a_go(name: str) -> None:
    with pytest.raises(Unavailable):
        list(go_missing(Facts(boring(name))))


def test_a_setting_of_vs_code_that_outlived_its_go_is_reported_with_its_line() -> None:
    [finding] = findings(go_missing, edited({SETTINGS: '{\n  // mine\n  "go.goroot": "/opt/go1.20"\n}'}))
    assert finding.message == f"VS Code is set to /opt/go1.20, where no Go is (go.goroot in {SETTINGS}, line 3)"
    assert finding.detail == "/opt/go1.20 does not exist."
    assert level(finding) == "medium"
    assert finding.fix is not None
    assert finding.fix.summary == f"Set go.goroot to {ROOT} (go1.27.3) in {SETTINGS}, line 3, or remove the setting."


def test_a_cellar_that_was_cleaned_up_is_reported_for_goland() -> None:
    url = "file:///opt/homebrew/Cellar/go/1.26.1/libexec"
    [finding] = findings(go_missing, edited({"/Users/gopher/app/.idea/workspace.xml": goland(url)}, "macos"))
    assert finding.fix is not None
    assert "Settings | Go | GOROOT" in finding.fix.summary
    assert "/Users/gopher/app/.idea/workspace.xml, line 3" in finding.fix.summary


def test_one_finding_tells_of_all_settings_of_a_file() -> None:
    text = json.dumps({"go.goroot": "/a", "go.alternateTools": {"go": "/b/bin/go"}})
    [finding] = findings(go_missing, edited({SETTINGS: text}))
    assert [evidence.observed for evidence in finding.evidence] == ["/a", "/a does not exist", "/b/bin/go", "/b/bin/go does not exist"]  # fmt: skip
    assert finding.fix is not None
    assert "/usr/local/go/bin/go" in finding.fix.summary


def test_the_fix_names_the_best_go_where_a_terminal_has_none() -> None:
    host = edited({SETTINGS: goroot("/gone")}).but(env={"PATH": "/usr/bin"})
    [finding] = findings(go_missing, host)
    assert finding.fix is not None
    assert f"Set go.goroot to {ROOT}" in finding.fix.summary


def test_without_any_go_the_setting_is_to_be_removed() -> None:
    files = {WORKSPACE: goland("file:///gone"), SETTINGS: goroot("/gone"), ROOT: None, f"{HOME}/sdk": None}
    fixes = [finding.fix.summary for finding in findings(go_missing, edited({}).but(files=files)) if finding.fix]
    assert fixes[0] == f"Remove go.goroot in {SETTINGS}, line 1."
    assert fixes[1].startswith("In GoLand, download or choose an SDK under Settings | Go | GOROOT")


@pytest.mark.parametrize("value", ["/Users/bob/sdk/go1.20", r"C:\Program Files\Go"])
def test_a_path_of_another_machine_is_worth_a_word(value: str) -> None:
    [finding] = findings(go_missing, edited({SETTINGS: goroot(value)}))
    assert level(finding) == "low"
    assert "another machine" in finding.detail


@pytest.mark.parametrize("line", ['  (setenv "GOROOT" "/gone"))', '(when mac (setenv "GOROOT" "/gone"))'])
def test_a_line_that_may_stand_below_a_condition_is_worth_a_word(line: str) -> None:
    init = f"{HOME}/.emacs.d/init.el"
    assert [level(finding) for finding in findings(go_missing, edited({init: line}))] == ["low"]
    assert [level(finding) for finding in findings(go_missing, edited({init: '(setenv "GOROOT" "/gone")'}))] == [
        "medium"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {SETTINGS: goroot(SDK)},
        {SETTINGS: goroot("/opt/go"), "/opt/go": link(ROOT)},
        {SETTINGS: goroot("${env:MY_GO}")},
        {SETTINGS: '{// "go.goroot": "/gone"\n}'},
        {SETTINGS: goroot(SDK), USER: goroot("/gone")},
        {f"{HOME}/.vimrc": "let $GOROOT = ''\n", f"{HOME}/.emacs": '(setenv "GOROOT" "")'},
        {USER: goroot("/gone"), f"{HOME}/.vscode/extensions/other.thing-1.0": folder()},
        {WORKSPACE: "<project/>", f"{CONFIG}/JetBrains/GoLand2023.1/options/go.sdk.xml": '<option value="/gone"/>'},
    ],
    ids=["there", "by a link", "variable", "comment", "replaced", "empty", "no extension", "old version's list"],
)
def test_what_names_no_missing_go_is_not_reported(files: dict[str, FileChange]) -> None:
    assert findings(go_missing, edited(files)) == []


def test_a_damaged_file_is_evidence() -> None:
    first = next(go_missing(Facts(edited({SETTINGS: f'{{"go.goroot": "{SDK}"'}))))
    assert first == Evidence(SETTINGS, "it ends before its brackets are closed")

"""VS Code and its forks: which settings count at which level, what variables stand for, and when nothing is set."""

import json

import pytest

from goverify.host.replay.file_changes import FileChange
from tests.editing import APP, CONFIG, CONFIGS, HOME, HOMES, OLDER, SDK, SETTINGS, USER, edited, gos, odd, states
from tests.hosts import boring, folder, go_binary, link, script


def goroot(value: str) -> str:
    return json.dumps({"go.goroot": value})


@pytest.mark.parametrize("name", ["linux", "macos", "windows"])
def test_user_settings_are_found_on_every_system(name: str) -> None:
    path = boring(name).path
    file, tree = path(CONFIGS[name]) / "Code" / "User" / "settings.json", path(HOMES[name]) / "sdk" / OLDER
    [go] = gos(edited({str(file): goroot(str(tree))}, name))
    assert (go.editor, go.file, go.line, str(go.release), go.state.value) == ("VS Code", file, 1, OLDER, "differs")


def test_the_folder_s_setting_replaces_the_user_s_in_every_editor() -> None:
    files = {SETTINGS: goroot(SDK), USER: goroot("/gone"), f"{CONFIG}/Cursor/User/settings.json": goroot("/gone")}
    assert states(edited(files)) == [("VS Code", "folder", "go.goroot", "differs")]


def test_an_empty_setting_in_the_folder_takes_the_user_s_away() -> None:
    assert states(edited({SETTINGS: goroot(""), USER: goroot("/gone")})) == []


def test_objects_are_merged_key_by_key() -> None:
    mine = {"go.toolsEnvVars": {"GOROOT": "/gone", "PATH": f"{SDK}/bin:${{env:PATH}}"}}
    files = {SETTINGS: json.dumps({"go.toolsEnvVars": {"GOROOT": SDK}}), USER: json.dumps(mine)}
    assert states(edited(files)) == [
        ("VS Code", "folder", "go.toolsEnvVars.GOROOT", "differs"),
        ("VS Code", "user", "go.toolsEnvVars.PATH", "differs"),
    ]


def test_each_fork_has_its_own_user_settings() -> None:
    names = {
        "Code - Insiders": "VS Code Insiders",
        "VSCodium": "VSCodium",
        "Code - OSS": "Code - OSS",
        "Cursor": "Cursor",
        "Windsurf": "Windsurf",
    }
    found = states(edited({f"{CONFIG}/{name}/User/settings.json": goroot(SDK) for name in names}))
    assert [editor for editor, *_ in found] == list(names.values())


def test_a_server_s_machine_settings_win_over_the_user_s() -> None:
    files = {f"{HOME}/.vscode-server/data/Machine/settings.json": goroot(SDK), USER: goroot("/gone")}
    assert states(edited(files)) == [("VS Code", "remote machine", "go.goroot", "differs")]


def test_a_workspace_counts_for_the_folders_that_it_names() -> None:
    text = json.dumps({"folders": [{"path": "."}, {"path": "app"}], "settings": {"go.goroot": SDK}})
    other = json.dumps({"folders": [{"path": "b"}, {"path": "../other"}], "settings": {"go.goroot": "/gone"}})
    files = {f"{APP}/a.code-workspace": text, f"{APP}/b.code-workspace": other, USER: goroot("/gone")}
    assert states(edited(files)) == [("VS Code", "workspace", "go.goroot", "differs")]


def test_workspaces_that_name_themselves_and_each_other_come_to_an_end() -> None:
    text = json.dumps({"folders": [{"path": "a.code-workspace"}, {"path": "../app/../app"}], "settings": {}})
    assert states(edited({f"{APP}/{name}.code-workspace": text for name in "abcdefghijklmnop"})) == []


def test_the_profile_of_the_folder_takes_the_place_of_the_user_s_settings() -> None:
    state = {"profileAssociations": {"workspaces": {f"file://{APP}": "-5b2c1"}}}
    files = {
        f"{CONFIG}/Code/User/globalStorage/storage.json": json.dumps(state),
        f"{CONFIG}/Code/User/profiles/-5b2c1/settings.json": goroot(SDK),
        USER: goroot("/gone"),
    }
    assert states(edited(files)) == [("VS Code", "profile", "go.goroot", "differs")]


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({"go.goroot": "~/sdk/go1.26.6"}, "go.goroot"),
        ({"go.goroot": "${env:HOME}/sdk/go1.26.6"}, "go.goroot"),
        ({"go.goroot": "${workspaceFolder}/../sdk/go1.26.6"}, "go.goroot"),
        ({"go.goroot": "${userHome}/sdk/go1.26.6"}, "go.goroot"),
        ({"go.alternateTools": {"go": f"{SDK}/bin/go"}}, "go.alternateTools.go"),
        ({"go.toolsManagement.go": f"{SDK}/bin/go"}, "go.toolsManagement.go"),
        ({"go.toolsEnvVars": {"GOROOT": SDK}}, "go.toolsEnvVars.GOROOT"),
        ({"gopls": {"build.env": {"GOROOT": SDK}}}, "gopls.build.env.GOROOT"),
        ({"terminal.integrated.env.linux": {"PATH": f"{SDK}/bin:${{env:PATH}}"}}, "terminal.integrated.env.linux.PATH"),
    ],
)
def test_every_way_to_name_a_go_is_understood(settings: dict[str, object], setting: str) -> None:
    assert states(edited({SETTINGS: json.dumps(settings)})) == [("VS Code", "folder", setting, "differs")]


def test_a_variable_that_is_not_set_here_leaves_it_open() -> None:
    assert states(edited({SETTINGS: goroot("${env:MY_GO}/go")})) == [("VS Code", "folder", "go.goroot", "unknown")]
    assert states(edited({SETTINGS: goroot("${config:a.b}")})) == [("VS Code", "folder", "go.goroot", "unknown")]


def test_other_systems_terminals_and_other_languages_are_left_out() -> None:
    settings = {"terminal.integrated.env.osx": {"GOROOT": "/gone"}, "[go]": {"go.goroot": "/gone"}, "x": "/gone"}
    assert states(edited({SETTINGS: json.dumps(settings)})) == []


def test_path_that_leads_to_no_go_of_its_own_is_left_out() -> None:
    text = json.dumps({"go.toolsEnvVars": {"PATH": "/opt/tools:${env:UNKNOWN}:/x"}})
    assert states(edited({SETTINGS: text})) == []


def test_a_bare_name_is_looked_up_on_path() -> None:
    text = json.dumps({"go.alternateTools": {"go": "go1.26.6"}})
    host = edited({SETTINGS: text, "/usr/bin/go1.26.6": link(f"{SDK}/bin/go")})
    assert [str(go.place) for go in gos(host)] == ["/usr/bin/go1.26.6"]
    assert states(edited({SETTINGS: text}))[0][3] == "missing"


def test_settings_of_an_extension_that_is_not_installed_have_no_effect() -> None:
    host = edited({USER: goroot("/gone"), f"{HOME}/.vscode/extensions/ms-python.python-1.0": folder()})
    assert [go.idle for go in gos(host)] == [f"the Go extension is not installed in {HOME}/.vscode/extensions"]
    there = host.but(files={f"{HOME}/.vscode-server/data/Machine/settings.json": goroot("/gone")})
    assert [(go.level.value, go.idle) for go in gos(there)] == [("remote machine", "")]
    with_it = host.but(files={f"{HOME}/.vscode/extensions/golang.go-0.52.0": folder()})
    assert [go.idle for go in gos(with_it)] == [""]


def test_a_go_in_gobin_is_found_before_path_where_nothing_is_set() -> None:
    files: dict[str, FileChange] = {f"{HOME}/bin/go": go_binary(OLDER), USER: "{}"}
    assert states(edited(files, GOBIN=f"{HOME}/bin")) == [("VS Code", "search order", "GOBIN", "differs")]
    assert [go.setting for go in gos(edited({**files, USER: goroot(SDK)}, GOBIN=f"{HOME}/bin"))] == ["go.goroot"]
    assert states(edited({f"{HOME}/bin/go": go_binary(OLDER)}, GOBIN=f"{HOME}/bin")) == []


def test_the_settings_of_a_folder_above_count_for_those_below() -> None:
    host = edited({SETTINGS: goroot(SDK)}).but(
        cwd=f"{APP}/cmd/tool", files={f"{APP}/cmd/tool/main.go": "package main\n"}
    )
    assert states(host) == [("VS Code", "folder", "go.goroot", "differs")]


def test_comments_and_marks_of_the_encoding_are_no_problem() -> None:
    text = f'// mine\n{{"go.goroot": "{SDK}", /* "go.goroot": "/gone" */}}'
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        host = edited({SETTINGS: data})
        assert states(host) == [("VS Code", "folder", "go.goroot", "differs")]
        assert odd(host) == []


def test_damage_is_told_and_costs_no_more_than_itself() -> None:
    host = edited({SETTINGS: b'{"x": "\xff\xfe", "go.goroot": "/gone", "y": ['})
    assert states(host) == [("VS Code", "folder", "go.goroot", "missing")]
    assert odd(host) == ["it ends before its brackets are closed"]


@pytest.mark.parametrize(("beside", "state"), [({}, "missing"), ({r"C:\shims\go.exe": go_binary("go1.27.3")}, "same")])
def test_windows_starts_no_script_that_lies_there_for_git_bash(beside: dict[str, FileChange], state: str) -> None:
    setting = json.dumps({"go.alternateTools": {"go": r"C:\shims\go"}})
    file = boring("windows").path(CONFIGS["windows"]) / "Code" / "User" / "settings.json"
    files = {str(file): setting, r"C:\shims\go": script('#!/bin/bash\nexec mise x -- go "$@"\n'), **beside}
    [go] = gos(edited(files, "windows"))
    assert go.state.value == state

"""What a setting comes to: there, the same by another way, another release, gone; and how little is asked for it."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from goverify.facts import Facts
from goverify.facts.editors.found import editor_settings
from goverify.facts.editors.reading import LIMIT_BYTES
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord, Ranges
from tests.editing import APP, ROOT, SDK, SETTINGS, WORKSPACE, edited, goland, gos, odd, states
from tests.golang import ROOTS
from tests.hosts import BORING, boring, folder, go_binary, go_tree, link, script
from tests.managing import ASDF, asdf_shim, installed


class Counted:
    """A host that counts what it is asked."""

    def __init__(self, host: RecordedHost) -> None:
        self._host = host
        self.asked: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        self.asked[name] += 1
        return getattr(self._host, name)  # type: ignore[no-any-return] # whatever the host has


def set_to(value: str, *, setting: str = "go.goroot") -> str:
    return json.dumps({"go.alternateTools": {"go": value}} if setting == "go" else {setting: value})


def judged(value: str, files: dict[str, Any] | None = None, *, setting: str = "go.goroot") -> tuple[str, str]:
    """Return what a setting of that value comes to, and why."""
    [go] = gos(edited({SETTINGS: set_to(value, setting=setting), **(files or {})}))
    return go.state.value, go.why


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_is_asked_little(name: str) -> None:
    host = Counted(boring(name))
    found = Facts(host)(editor_settings)  # type: ignore[arg-type] # it answers as a host does
    assert found == ((), ())
    assert sum(host.asked[question] for question in ("entry", "names", "open", "access")) <= 10


@pytest.mark.parametrize("name", BORING)
def test_the_terminal_s_own_go_is_the_same(name: str) -> None:
    home = boring(name).path({"linux": "/home/gopher", "macos": "/Users/gopher", "windows": r"C:\Users\gopher"}[name])
    host = edited({str(home / "app" / ".vscode" / "settings.json"): set_to(ROOTS[name])}, name)
    assert [go.state.value for go in gos(host)] == ["same"]


def test_a_link_to_the_terminal_s_tree_is_the_same() -> None:
    assert judged("/opt/go", {"/opt/go": link(ROOT)}) == ("same", "")


def test_another_tree_of_the_same_release_is_the_same() -> None:
    files = {str(path): record for path, record in go_tree("/opt/go", "go1.27.3").items()}
    assert judged("/opt/go", files) == ("same", "another tree of the same release")


@pytest.mark.parametrize(
    ("value", "files", "why"),
    [
        ("/gone", {}, "/gone does not exist"),
        ("/opt/go", {"/opt/go": folder()}, "/opt/go has no go in its bin folder"),
        ("/opt/go", {"/opt/go": link("/gone")}, "/opt/go is a link that leads nowhere"),
        ("/opt/go", {"/opt/go": link("/opt/go")}, "/opt/go is a link that leads nowhere"),
        ("/opt/go", {"/opt/go/bin/go": go_binary("go1.26.6", mode=0o644)}, "its go cannot be started: nobody may execute it (mode 644, owner 0)"),
        ("/opt/go", {"/opt/go/bin/go": folder()}, "/opt/go has no go in its bin folder"),
    ],
)  # fmt: skip
def test_a_tree_without_a_go_is_missing(value: str, files: dict[str, Any], why: str) -> None:
    assert judged(value, files) == ("missing", why)


def test_a_folder_in_the_place_of_a_go_is_missing() -> None:
    assert judged(SDK, setting="go") == ("missing", f"{SDK} is a folder")


def test_what_this_user_may_not_look_into_is_open() -> None:
    files: dict[str, Any] = {"/srv/go/bin/go": go_binary("go1.26.6"), "/srv": Entry(Kind.FOLDER, mode=0o700, uid=0)}
    assert judged("/srv/go", files)[0] == "unknown"


def test_a_go_of_unknown_release_is_open() -> None:
    assert judged("/opt/odd/go", {"/opt/odd/go": script("#!/bin/sh\nprintf hello\n")}, setting="go")[0] == "unknown"


def test_a_shim_in_the_setting_is_followed_to_the_go_that_it_runs() -> None:
    files: dict[str, Any] = {f"{ASDF}/shims/go": asdf_shim(["1.26.6"]), f"{APP}/.tool-versions": "golang 1.26.6\n"}
    files |= installed(f"{ASDF}/installs/golang", "1.26.6", below="/go")
    assert judged(f"{ASDF}/shims/go", files, setting="go")[0] == "differs"


def test_without_a_terminal_s_go_there_is_nothing_to_compare_with() -> None:
    host = edited({SETTINGS: set_to(SDK)}).but(env={"PATH": "/usr/bin"})
    assert [(go.state.value, str(go.release)) for go in gos(host)] == [("unknown", "go1.26.6")]


@pytest.mark.parametrize("value", ["/Users/bob/sdk/go1.20", "/home/bob/sdk/go1.20", r"C:\Go", "D:/Go"])
def test_a_path_of_another_machine_is_told_apart(value: str) -> None:
    assert [(go.state.value, go.elsewhere) for go in gos(edited({SETTINGS: set_to(value)}))] == [("missing", True)]


def test_control_characters_of_a_setting_are_not_passed_on() -> None:
    [go] = gos(edited({SETTINGS: '{"go.goroot": "/gone/\\u001b[2Jx"}'}))
    assert "\x1b" not in go.written


def test_of_a_huge_file_the_beginning_is_read() -> None:
    text = b'{"go.goroot": "/gone", "x": ['
    huge = FileRecord(Entry(Kind.FILE, size=100 << 20), content=Ranges(((0, text + b" " * LIMIT_BYTES),), 100 << 20))
    host = edited({SETTINGS: huge, WORKSPACE: huge})
    assert states(host) == [("VS Code", "folder", "go.goroot", "missing")]
    assert odd(host) == ["only the first 1048576 of its 104857600 bytes were read"] * 2


def test_a_file_that_may_not_be_read_is_told() -> None:
    host = edited({SETTINGS: FileRecord(Entry(Kind.FILE, mode=0o600, uid=0), content="{}")})
    assert odd(host) == ["EACCES"]


def test_many_settings_come_to_an_end() -> None:
    lines = "vim.env.GOROOT = '/gone'\n" * 5000
    assert len(gos(edited({f"{APP}/../.config/nvim/init.lua": "", "/home/gopher/.config/nvim/init.lua": lines}))) == 100


def test_a_folder_that_is_gone_leaves_the_user_s_settings() -> None:
    host = edited({"/home/gopher/.config/Code/User/settings.json": set_to("/gone")}).but(cwd="/home/gopher")
    assert states(host) == [("VS Code", "user", "go.goroot", "missing")]
    assert states(edited({WORKSPACE: goland("file:///gone")}).but(cwd="/home/gopher")) == []

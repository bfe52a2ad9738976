"""Hosts with editors: settings files in a project and in a home, and a second, older Go that they may name."""

from collections.abc import Mapping

from goverify.facts import Facts
from goverify.facts.editors.found import editor_settings
from goverify.facts.editors.values import EditorGo
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.golang import PLATFORMS, ROOTS
from tests.hosts import boring, go_tree

HOMES = {"linux": "/home/gopher", "macos": "/Users/gopher", "windows": r"C:\Users\gopher"}
CONFIGS = {
    "linux": "/home/gopher/.config",
    "macos": "/Users/gopher/Library/Application Support",
    "windows": r"C:\Users\gopher\AppData\Roaming",
}
NEWER, OLDER = "go1.27.3", "go1.26.6"
HOME, CONFIG = HOMES["linux"], CONFIGS["linux"]
APP, ROOT, SDK = f"{HOME}/app", ROOTS["linux"], f"{HOME}/sdk/{OLDER}"
WORKSPACE, SETTINGS = f"{APP}/.idea/workspace.xml", f"{APP}/.vscode/settings.json"
USER = f"{CONFIG}/Code/User/settings.json"


def edited(files: Mapping[str, FileChange], name: str = "linux", **env: str) -> RecordedHost:
    """Return a host in the folder app of its home, with these files and an older Go in the folder sdk."""
    system, arch = PLATFORMS[name]
    home = boring(name).path(HOMES[name])
    older = go_tree(str(home / "sdk" / OLDER), OLDER, system=system, arch=arch)
    app = {str(home / "app" / "go.mod"): "module app\n\ngo 1.24\n"}
    return boring(name).but(files=older).but(cwd=str(home / "app"), env=env, files={**app, **files})


def gos(host: RecordedHost) -> tuple[EditorGo, ...]:
    """Return what the settings on a host come to."""
    return Facts(host)(editor_settings).gos


def odd(host: RecordedHost) -> list[str]:
    """Return what is odd about the settings files on a host."""
    return [each.problem for each in Facts(host)(editor_settings).oddities]


def states(host: RecordedHost) -> list[tuple[str, str, str, str]]:
    """Return editor, level, setting and state of each Go."""
    return [(go.editor, go.level.value, go.setting, go.state.value) for go in gos(host)]


def goland(url: str) -> str:
    """Return the text of a project's workspace.xml."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<project version="4">\n  <component name="GOROOT" url="{url}" />\n</project>\n'

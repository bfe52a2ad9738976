"""Hosts of this area: a project of the user's, in its folder or above it."""

from collections.abc import Mapping

from goverify.host import Entry
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from tests.hosts import boring, text

HOME = "/home/gopher"
APP = f"{HOME}/app"
MOD = "module example.com/app\n\ngo 1.24\n"
GREET = "module example.com/greet\n\ngo 1.24\n"
MAIN = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(1) }\n'
OWN_ID = 1000
"""The number of this user on the boring Linux host."""

Files = Mapping[str, str | FileRecord | Entry]


def standing(cwd: str, files: Files, **env: str) -> RecordedHost:
    """Return a Linux host on which one stands in a folder, with these files of the user's own."""
    own = {path: text(each, uid=OWN_ID) if isinstance(each, str) else each for path, each in files.items()}
    return boring("linux").but(cwd=cwd, env=env, files=own)


def in_app(files: Files, **env: str) -> RecordedHost:
    """Return a host on which one stands in a module, with these files in its folder."""
    return standing(APP, {f"{APP}/go.mod": MOD} | {f"{APP}/{name}": each for name, each in files.items()}, **env)


def on_windows(files: Files) -> RecordedHost:
    """Return a Windows host on which one stands in a project's folder with these files."""
    folder = r"C:\Users\gopher\app"
    placed = {rf"{folder}\{name}": text(each) if isinstance(each, str) else each for name, each in files.items()}
    return boring("windows").but(cwd=folder, files=placed)

"""The lines for PATH, pasted into the shells that this machine has: they do what they say with any folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.variables.shells import Shell, append_command, line_for
from tests.hosts import boring

FOLDERS = [
    "/usr/local/go/bin",
    "/opt/my go/bin",
    "/opt/it's/bin",
    '/opt/"x"/bin',
    "/opt/$HOME/`id`/bin",
    "/opt/a\\nb/bin",
    "/opt/!!/*/bin",
]
UNIX = [("bash", Shell.BASH), ("dash", Shell.SH), ("zsh", Shell.ZSH), ("ksh", Shell.KSH)]


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"needs {name}")
    return found


def said(name: str, text: str, home: Path) -> str:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(home)}
    done = subprocess.run([program(name), "-c", text], env=env, capture_output=True, check=True, timeout=30, text=True)
    return done.stdout.rstrip("\n")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(("name", "shell"), UNIX)
def test_the_line_puts_the_folder_first_as_it_is(name: str, shell: Shell, folder: str, tmp_path: Path) -> None:
    line = line_for(shell, boring("linux").path(folder))
    assert said(name, f"{line}\nprintf '%s\\n' \"$PATH\"", tmp_path) == f"{folder}:/usr/bin:/bin"


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(("name", "shell"), UNIX)
def test_the_command_adds_the_very_line_to_the_file(name: str, shell: Shell, folder: str, tmp_path: Path) -> None:
    host = boring("linux")
    place = host.path(folder)
    command = append_command(Facts(host), shell, place, host.path("/home/gopher/.rc"))
    said(name, command, tmp_path)
    assert (tmp_path / ".rc").read_text() == line_for(shell, place) + "\n"


@pytest.mark.parametrize("folder", FOLDERS)
def test_fish_takes_its_own_line(folder: str, tmp_path: Path) -> None:
    line = line_for(Shell.FISH, boring("linux").path(folder))
    assert said("fish", f"{line}\nprintf '%s\\n' $PATH[1]", tmp_path) == folder

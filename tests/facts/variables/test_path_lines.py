"""facts.path_lines: the folders that start-up files put on PATH, in the ways that people write it."""

import pytest

from goverify.facts import Facts
from goverify.facts.variables.path_lines import path_lines
from tests.hosts import boring, text

GO = "/opt/go/bin"


def folders(line: str, file: str = "/home/gopher/.bashrc") -> list[str]:
    host = boring("linux").but(files={file: text(line)})
    return [
        str(folder)
        for found in path_lines(Facts(host))
        for folder in found.folders
        if found.file.path == host.path(file)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "export PATH=$PATH:/opt/go/bin",
        'export PATH="/opt/go/bin:$PATH"',
        "PATH=${PATH}:/opt/go/bin; export PATH",
        'export PATH="/opt/go/bin${PATH:+:${PATH}}"',
        "export GOROOT=/opt/go\nexport PATH=$PATH:$GOROOT/bin",
        "export GOROOT=/opt/go PATH=$PATH:/opt/go/bin",
        "export GOROOT=/opt/go; export PATH=${GOROOT}/bin:$PATH",
        "  [ -d /opt/go/bin ] && export PATH='/opt/go/bin':$PATH  # Go",
        "if [ -d /opt/go/bin ]; then PATH=/opt/go/bin:$PATH; fi",
        "declare -x PATH=$PATH:/opt/go/bin",
        "path+=(/opt/go/bin)",
        "path=(/opt/go/bin $path)",
        "set -gx PATH /opt/go/bin $PATH",
        "fish_add_path -g /opt/go/bin",
        "set -U fish_user_paths /opt/go/bin $fish_user_paths",
        "setenv PATH /opt/go/bin:$PATH",
        "set path = ( $path /opt/go/bin )",
        "pathmunge /opt/go/bin after",
        '$env:PATH = "/opt/go/bin:$env:PATH"',
        "$env.PATH = ($env.PATH | split row (char esep) | prepend /opt/go/bin)",
    ],
)
def test_every_way_to_write_it_is_understood(line: str) -> None:
    assert folders(line) == [GO]


def test_home_is_filled_in() -> None:
    line = "export PATH=$PATH:~/a:$HOME/b:${HOME}/c"
    assert folders(line) == ["/home/gopher/a", "/home/gopher/b", "/home/gopher/c"]


@pytest.mark.parametrize(
    "line",
    [
        "# export PATH=$PATH:/opt/go/bin",
        "export PATH=$PATH:$(go env GOPATH)/bin",
        "export PATH=$PATH:$NOBODY_KNOWS/bin",
        "export MANPATH=/opt/go/bin",
        "echo PATH=/opt/go/bin",
        "alias go=/opt/go/bin/go",
        "export PATH=$PATH:go/bin",
        "export PATH=" + "/opt/go/bin:" * 1000,
    ],
)
def test_what_puts_no_known_folder_on_path_is_passed_over(line: str) -> None:
    assert folders(line) == []


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    host = boring("linux").but(files={"/home/gopher/.zshrc": text("a=1\n\nexport PATH=$PATH:/opt/go/bin\n")})
    [found] = [line for line in path_lines(Facts(host)) if line.file.path.name == ".zshrc"]
    assert (found.number, found.text) == (3, "export PATH=$PATH:/opt/go/bin")


def test_a_value_that_every_line_doubles_comes_to_an_end() -> None:
    assert folders("x=/opt/go/bin\n" + "x=$x$x\nset y $y$y$x\n" * 300 + "export PATH=$PATH:/opt/go/bin\n") == [GO]


def test_the_lists_of_macos_hold_bare_folders() -> None:
    [go] = [line for line in path_lines(Facts(boring("macos"))) if line.file.path.name == "go"]
    assert go.folders == (boring("macos").path("/usr/local/go/bin"),)


def test_git_bash_and_powershell_files_of_windows_are_read() -> None:
    profile = r"C:\Users\gopher\Documents\PowerShell\Microsoft.PowerShell_profile.ps1"
    host = boring("windows").but(files={profile: text("$env:Path += ';D:\\Go\\bin'")})
    [found] = path_lines(Facts(host))
    assert found.folders == (host.path(r"D:\Go\bin"),)


@pytest.mark.parametrize("piece", ["$(", "${a-", "${a+", '"', "'", "`", "\\", ". ", "path=("])
def test_hostile_lines_come_to_an_end(piece: str) -> None:
    assert folders((piece * 4000)[:3990] + "\n" + "export PATH=$PATH:/opt/go/bin\n" * 2) == [GO, GO]

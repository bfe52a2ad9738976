"""Redacted files: Go's own stay whole, start-up files keep what concerns Go or PATH, credentials keep nothing."""

from pathlib import PurePosixPath

import pytest

from goverify.host.redaction.names import Names
from goverify.host.redaction.startup_lines import reduced

BASHRC = """\
# PATH for go, password in the wallet
export PATH=$HOME/go/bin:$PATH  # PATH note
export API_URL=https://x PATH="$TOOLS/bin:$PATH"
TOOLS=/opt/tools
CODENAME="blue whale"
. "$HOME/.cargo/env"
alias deploy='go run ./deploy --all'
if true; then
export GOPROXY=https://proxy
fi
"""


def shown(text: str, path: str = "/home/ann/.bashrc") -> list[str]:
    """Return the lines that are left of a file."""
    return reduced(PurePosixPath(path), text, personal=path.startswith("/home")).split("\n")


def test_lines_keep_their_numbers() -> None:
    assert shown(BASHRC) == [
        "",
        "export PATH=$HOME/go/bin:$PATH  ",
        'export NAME=<redacted> PATH="$TOOLS/bin:$PATH"',
        "TOOLS=/opt/tools",
        "",
        '. "$HOME/.cargo/env"',
        "alias NAME=<redacted>",
        "",
        "export GOPROXY=https://proxy",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('$env:Path += ";D:\\Go\\bin"', '$env:Path += ";D:\\Go\\bin"'),
        ('$env:WIFI = "home"; $env:GOROOT = "D:\\Go"', '$env:NAME = <redacted>; $env:GOROOT = "D:\\Go"'),
        ("set -x GOPATH ~/go; set -x WIFI home", "set -x GOPATH ~/go; set -x NAME <redacted>"),
        ("setenv PATH /opt/go/bin", "setenv PATH /opt/go/bin"),
        ('eval "$(mise activate bash)"', 'eval "$(mise activate bash)"'),
        ("GOFLAGS=-mod=mod\r", "GOFLAGS=-mod=mod\r"),
        ("echo hello\r", "\r"),
    ],
)
def test_lines_of_all_shells_are_understood(line: str, left: str) -> None:
    assert shown(line) == [left]


@pytest.mark.parametrize(
    "path",
    ["/home/ann/.netrc", "/home/ann/.ssh/id_rsa", "/home/ann/.npmrc", "/srv/x.pem", "/home/ann/.git-credentials"],
)
def test_credentials_keep_nothing_but_their_lines(path: str) -> None:
    assert shown("machine go login PATH\npassword go\n", path) == ["", "", ""]


@pytest.mark.parametrize(
    "path",
    [
        "/home/ann/app/go.mod",
        "/home/ann/.config/go/env",
        "/etc/os-release",
        "/etc/paths.d/x",
        "/home/ann/.asdf/shims/go",
        "/opt/x/notes.txt",
    ],
)
def test_files_of_go_and_of_the_system_stay_whole(path: str) -> None:
    assert shown("some\nlines\n", path) == ["some", "lines", ""]


def test_other_files_of_a_person_and_of_etc_are_reduced() -> None:
    assert shown("diary\n", "/home/ann/notes.txt") == ["", ""]
    assert shown("secret\nPATH=/x", "/etc/environment") == ["", "PATH=/x"]


def test_an_interpreter_line_is_kept() -> None:
    assert shown("#!/bin/sh\necho\n", "/home/ann/bin/tool") == ["#!/bin/sh", "", ""]


def test_a_line_of_data_is_dropped_however_often_it_names_path() -> None:
    assert shown("PATH " * 2000) == [""]


@pytest.mark.parametrize(
    "place",
    [
        ".go",
        "sdk/go1.27.3",
        "go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64",
        ".asdf/installs/golang/1.27.3/go",
        ".local/share/mise/installs/go/1.27.3",
        ".goenv/versions/1.22.1",
        ".gvm/gos/go1.22",
        ".g/versions/1.27rc1",
        ".pyenv/shims/go",
        ".local/lib/python3.11/site-packages/go",
        "scoop/apps/go/current",
        "AppData/Local/Microsoft/WindowsApps/go.exe",
        ".cache/go-build/0a",
        "Library/Caches/go-build",
        "Library/Application Support/go/env",
        ".config/fish/config.fish",
        "bin/gcc.exe",
        "hostedtoolcache/go/1.27.3/x64",
    ],
)
def test_places_where_go_is_looked_for_keep_their_names(place: str) -> None:
    names = Names(["ann"], ignores_case=False)
    assert [names.file(part) for part in place.split("/")] == place.split("/")


def test_names_that_are_said_to_be_nobodys_are_kept() -> None:
    assert [Names([], ["Bar"], ignores_case=True).file(name) for name in ("bar", "baz")] == ["bar", "name1"]

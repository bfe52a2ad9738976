"""binary.loader: a missing loader, interpreter or library is named; one that is there is not."""

import pytest

from goverify.checks.binary.loader import loader
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.host.replay.records import FileRecord
from tests.binfmt.builders import inline_block
from tests.binfmt.elf_builder import elf
from tests.golang import Files, commands, findings, level, program, run, whole
from tests.hosts import go_binary, script

GO = "/usr/local/go/bin/go"
GLIBC, MUSL = "/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"


def linked(interpreter: str, *needed: str) -> FileRecord:
    """Return a go that asks for a loader."""
    return program(elf(interpreter=interpreter, needed=needed, data=inline_block("go1.27.3", "path\tcmd/go\n")))


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_a_static_go_asks_for_nothing(name: str) -> None:
    assert not findings(loader, whole(name))


def test_a_go_of_musl_on_a_glibc_system_is_reported() -> None:
    host = whole().but(files={GO: linked(MUSL)}, runs=[run("go", Completed(error="ENOENT"))])
    [finding] = findings(loader, host)
    assert (finding.cause, level(finding), finding.subject) == ("go-loader-missing", "critical", host.path(GO))
    assert f"{MUSL} of musl" in finding.message
    assert "linux-amd64" in commands(finding)[0]


def test_a_go_of_glibc_on_a_musl_system_is_reported() -> None:
    host = whole().but(files={GO: linked(GLIBC)}, runs=[run("go", Completed(error="ENOENT"))])
    [finding] = findings(loader, host)
    assert f"{GLIBC} of glibc" in finding.message


def test_a_loader_that_is_there_is_fine() -> None:
    files: Files = {GO: linked(GLIBC), "/usr/lib64/ld-linux-x86-64.so.2": script("x")}
    assert not findings(loader, whole().but(files=files))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "go: error while loading shared libraries: libz.so.1: cannot open shared object file: No such file",
            "library libz.so.1",
        ),
        ("Error loading shared library libz.so.1: No such file or directory (needed by go)", "library libz.so.1"),
        ("/lib/libc.so.6: version `GLIBC_2.34' not found (required by go)", "GLIBC_2.34"),
        ("Error relocating go: __res_search: symbol not found", "__res_search"),
    ],
)
def test_what_the_loader_misses_is_told(said: str, words: str) -> None:
    files: Files = {GO: linked(GLIBC), "/usr/lib64/ld-linux-x86-64.so.2": script("x")}
    host = whole().but(files=files, runs=[run("go", Completed(127, stderr=said))])
    [finding] = findings(loader, host)
    assert words in finding.message


def test_another_failure_is_another_checks_matter() -> None:
    assert not findings(loader, whole().but(runs=[run("go", Completed(2, stderr="go: oops"))]))


@pytest.mark.parametrize("line", ["#!/opt/gone/python", "#!/usr/bin/env gone", "#!/bin/bash\r"])
def test_a_script_without_its_interpreter_is_reported(line: str) -> None:
    files: Files = {"/opt/bin/go": script(f"{line}\nfrom go import main\n"), "/usr/bin/env": script("x")}
    host = whole().but(env={"PATH": "/opt/bin"}, files=files, runs=[run("go", Completed(error="ENOENT"))])
    [finding] = findings(loader, host)
    assert "/opt/bin/go is a script for" in finding.message


@pytest.mark.parametrize("line", ["#!/bin/bash", "#!/usr/bin/env bash", "#! /bin/bash -e"])
def test_a_script_with_its_interpreter_is_fine(line: str) -> None:
    files: Files = {"/opt/bin/go": script(f'{line}\nexec {GO} "$@"\n'), "/usr/bin/env": script("x")}
    assert not findings(loader, whole().but(env={"PATH": "/opt/bin:/usr/bin"}, files=files))


def test_another_operating_system_is_another_checks_matter() -> None:
    host = whole().but(files={GO: go_binary("go1.27.3", system="freebsd")}, runs=[run("go", Completed(error="ENOENT"))])
    with pytest.raises(Unavailable, match="freebsd"):
        findings(loader, host)

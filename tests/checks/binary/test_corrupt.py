"""binary.corrupt: what was saved in place of a program is named; programs and scripts are not."""

import pytest

from goverify.checks.binary.corrupt import corrupt
from goverify.host import Completed
from goverify.host.synthetic import go_program
from tests.golang import VERSION, Files, commands, findings, level, program, run, whole
from tests.hosts import BORING, script

GO = "/usr/local/go/bin/go"
WHOLE = go_program(VERSION, "cmd/go", "linux", "amd64")
FAILS = [run("go", Completed(error="ENOEXEC"))]


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_whole_one(name: str) -> None:
    assert not findings(corrupt, whole(name))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (WHOLE[: len(WHOLE) // 2], "cut short"),
        (b"\x1f\x8b\x08" + bytes(100), "gzip archive"),
        (b"PK\x03\x04" + bytes(100), "zip archive"),
        (bytes(257) + b"ustar\0" + bytes(100), "tar archive"),
        (b"\n<!DOCTYPE html><html>Not found", "web page"),
        (b"<?xml version='1.0'?><Error>AccessDenied", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (bytes(4096), "zero bytes"),
        (b"not a program\n", "text without a #! line"),
        (b"\x01\x02\x00\x03" * 100, "no program of any known format"),
    ],
)
def test_it_is_said_what_it_is(data: bytes, words: str) -> None:
    host = whole().but(files={GO: program(data)}, runs=FAILS)
    [finding] = findings(corrupt, host)
    assert (finding.cause, finding.subject, level(finding)) == ("go-binary-corrupt", host.path(GO), "critical")
    assert words in finding.message
    assert "sudo rm -rf /usr/local/go && " in commands(finding)[-1]


def test_a_cut_file_that_still_runs_is_milder() -> None:
    [finding] = findings(corrupt, whole().but(files={GO: program(WHOLE[: len(WHOLE) // 2])}))
    assert level(finding) == "medium"


def test_a_wrapper_without_its_first_line_works_in_shells_alone() -> None:
    files: Files = {"/opt/bin/go": script(f'exec {GO} "$@"\n')}
    host = whole().but(env={"PATH": "/opt/bin"}, files=files, runs=FAILS)
    [finding] = findings(corrupt, host)
    assert level(finding) == "high"
    assert commands(finding) == ("sudo sed -i '1i #!/bin/sh' /opt/bin/go",)


def test_another_go_on_path_is_put_before_a_stray_file() -> None:
    host = whole().but(
        env={"PATH": "/opt/bin:/usr/local/go/bin"}, files={"/opt/bin/go": script("go1.27.3\n")}, runs=FAILS
    )
    [finding] = findings(corrupt, host)
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_a_lone_file_is_not_mended_by_removing_the_folder_around_it() -> None:
    host = whole().but(env={"PATH": "/opt/bin"}, files={"/opt/bin/go": program(b"")}, runs=FAILS)
    [finding] = findings(corrupt, host)
    assert not commands(finding)


def test_a_script_is_a_program_too() -> None:
    files: Files = {"/opt/bin/go": script(f'#!/bin/sh\nexec {GO} "$@"\n')}
    assert not findings(corrupt, whole().but(env={"PATH": "/opt/bin"}, files=files))


def test_a_batch_file_of_windows_is_a_program() -> None:
    files: Files = {r"C:\tools\go.bat": script("@call go1.26.6 %*\n")}
    assert not findings(corrupt, whole("windows").but(env={"PATH": r"C:\tools"}, files=files))

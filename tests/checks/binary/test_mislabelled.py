"""binary.mislabelled: other programs named go, and contradictions, are reported; shims and packed files are not."""

import pytest

from goverify.checks.binary.mislabelled import mislabelled
from goverify.facts import Unavailable
from goverify.host import Completed
from tests.binfmt.elf_builder import elf
from tests.golang import Files, answer, commands, findings, level, program, run, whole
from tests.hosts import BORING, go_binary, script

GO = "/usr/local/go/bin/go"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_tell_the_truth(name: str) -> None:
    assert not findings(mislabelled, whole(name))


def test_a_go_that_answers_another_release_is_reported() -> None:
    host = whole().but(runs=[run("go", answer("/usr/local/go", "go1.21.13"))])
    [finding] = findings(mislabelled, host)
    assert (finding.cause, level(finding), finding.subject) == ("go-binary-mislabelled", "critical", host.path(GO))
    assert "go1.27.3" in finding.message
    assert "go1.21.13" in finding.message


def test_experiments_in_the_version_are_no_contradiction() -> None:
    files: Files = {GO: go_binary("go1.27.3 X:arenas")}
    host = whole().but(files=files, runs=[run("go", answer("/usr/local/go", "go1.27.3-X:arenas"))])
    assert not findings(mislabelled, host)


def test_another_go_program_of_that_name_is_told_by_its_path() -> None:
    files: Files = {"/opt/bin/go": go_binary("go1.27.3", path="example.com/games/go")}
    host = whole().but(env={"PATH": "/opt/bin:/usr/local/go/bin"}, files=files)
    [finding] = findings(mislabelled, host)
    assert "example.com/games/go" in finding.message
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)
    assert "PATH" in finding.concerns


def test_a_program_of_another_language_is_reported() -> None:
    host = whole().but(
        env={"PATH": "/opt/bin"},
        files={"/opt/bin/go": program(elf())},
        runs=[run("go", Completed(1, stderr="usage: go [-b]"))],
    )
    [finding] = findings(mislabelled, host)
    assert "carries no Go build info" in finding.message


def test_a_go_whose_build_info_was_packed_away_is_fine() -> None:
    assert not findings(mislabelled, whole().but(files={GO: program(elf())}))


def test_what_stands_behind_a_shim_is_its_own_choice() -> None:
    files: Files = {"/opt/bin/go": script(f'#!/bin/sh\nexec {GO} "$@"\n')}
    with pytest.raises(Unavailable, match="forwarding script"):
        findings(mislabelled, whole().but(env={"PATH": "/opt/bin"}, files=files))


@pytest.mark.parametrize("lines", ['cd ~/projects/"$1" && ls', "echo no", 'ls -l "$@"'])
def test_a_script_that_starts_no_go_is_another_program(lines: str) -> None:
    files: Files = {"/opt/bin/go": script(f"#!/bin/bash\n# go somewhere\n{lines}\n")}
    [finding] = findings(mislabelled, whole().but(env={"PATH": "/opt/bin:/usr/local/go/bin"}, files=files))
    assert finding.message == "/opt/bin/go is a script of its own, and starts no go at all"
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


@pytest.mark.parametrize(
    "lines",
    [
        '#!/bin/sh\nX=1; docker run golang go "$@"',
        '#!/bin/sh\nX=1; exec "$REAL" "$@"',
        '#!/bin/sh\n. /etc/wrapper\nrun "$1"',
        '#!/bin/sh\n"${TOOL}" "$@"; true',
        '#!/usr/bin/env node\nrequire("./main").run()',
    ],
)
def test_a_script_that_may_come_to_a_go_is_left_alone(lines: str) -> None:
    files: Files = {"/opt/bin/go": script(f"{lines}\n")}
    with pytest.raises(Unavailable, match="script"):
        findings(mislabelled, whole().but(env={"PATH": "/opt/bin"}, files=files))

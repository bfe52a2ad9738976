"""build.commands: a go that does not answer in this folder is reported, with the setting that its words name."""

from pathlib import PurePosixPath

import pytest

from goverify.checks.build.commands import commands
from goverify.facts import Blocked, Facts
from goverify.host import Completed
from goverify.host.replay.records import Run
from goverify.model import Evidence
from tests.builds import ENV_GOROOT, GO, OK, VERSION, failed, host
from tests.golang import LOST, QUESTION, findings
from tests.hosts import BORING, boring, folder, go_binary, script


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_answer(name: str) -> None:
    assert findings(commands, boring(name)) == []


def test_the_answers_are_told() -> None:
    seen = [item for item in commands(Facts(host())) if isinstance(item, Evidence)]
    assert [item.observed for item in seen] == ["go version go1.27.3 linux/amd64", "/usr/local/go"]


def test_no_answer_and_no_reason_is_reported_with_the_words_and_the_folder() -> None:
    [finding] = findings(commands, host({VERSION: failed("odd")}))
    assert (finding.cause, str(finding.subject)) == ("go-command-fails", GO)
    assert "`go version` in /home/gopher: exit status 1: odd" in finding.message
    assert finding.fix
    assert "Without settings go answers in an empty folder" in finding.fix.summary


@pytest.mark.parametrize(("release", "listing"), [("go1.22.12", "`go env`"), ("go1.23.0", "`go env -changed`")])
def test_only_what_a_release_can_list_is_recommended(release: str, listing: str) -> None:
    old = host({VERSION: failed("odd")}).but(files={GO: go_binary(release)})
    [finding] = findings(commands, old)
    assert finding.fix
    assert f"look at {listing}," in finding.fix.summary


def test_a_setting_that_gos_words_name_is_reported_with_its_value() -> None:
    said = failed("go: unknown environment setting GO111MODULE=yes")
    found = findings(commands, host({ENV_GOROOT: said}, GO111MODULE="yes"))
    assert [finding.cause for finding in found] == ["go-command-fails", "env-value-invalid"]
    assert "GO111MODULE=yes" in found[1].message


def test_the_second_question_is_not_asked_where_the_first_has_failed() -> None:
    assert len(findings(commands, host({VERSION: failed("odd"), ENV_GOROOT: failed("odd too")}))) == 1


def test_a_go_that_hangs_is_reported() -> None:
    [finding] = findings(commands, host({VERSION: Completed(timed_out=True, duration_s=10.3)}))
    assert "it gave no answer within 10 s" in finding.message


def test_a_go_that_finds_no_tree_anywhere_gets_no_advice_about_settings() -> None:
    lost = host({VERSION: Completed(2, stderr=LOST)}).but(runs={(GO, *QUESTION): Completed(2, stderr=LOST)})
    [finding] = findings(commands, lost)
    assert finding.fix is None


def test_go_is_asked_in_the_folder_at_hand() -> None:
    there = [Run(tuple(line.split()), OK, cwd=PurePosixPath("/srv/app")) for line in (VERSION, ENV_GOROOT)]
    moved = host({VERSION: failed("elsewhere"), ENV_GOROOT: failed("elsewhere")})
    assert findings(commands, moved.but(cwd="/srv/app", files={"/srv/app": folder()}, runs=there)) == []


def test_a_folder_that_may_not_be_entered_is_named() -> None:
    barred = host().but(cwd="/root")
    with pytest.raises(PermissionError, match="this user may not enter the folder /root"):
        list(commands(Facts(barred)))


def test_a_script_that_nobody_knows_is_not_asked() -> None:
    odd = host().but(files={GO: script("#!/bin/sh\nexec /usr/bin/something\n")})
    with pytest.raises(Blocked, match="script of unknown kind"):
        list(commands(Facts(odd)))

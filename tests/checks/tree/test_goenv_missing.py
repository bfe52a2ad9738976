"""tree.goenv-missing: a missing go.env is reported from 1.21 on, and one that go passes over."""

import pytest

from goverify.checks.tree.goenv_missing import goenv_missing
from goverify.facts import Unavailable
from tests.golang import Files, answer, commands, findings, level, run, whole
from tests.hosts import BORING, go_binary, text

ROOT = "/usr/local/go"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_it(name: str) -> None:
    assert not findings(goenv_missing, whole(name))


def test_a_missing_file_is_reported() -> None:
    host = whole().but(files={f"{ROOT}/go.env": None})
    [finding] = findings(goenv_missing, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-goenv-missing", host.path(ROOT), "medium")
    assert "GOPROXY" in finding.message


def test_older_releases_have_none() -> None:
    files: Files = {f"{ROOT}/go.env": None, f"{ROOT}/VERSION": "go1.20.14\n", f"{ROOT}/bin/go": go_binary("go1.20.14")}
    with pytest.raises(Unavailable, match=r"1\.21"):
        findings(goenv_missing, whole().but(files=files, runs=[run("go", answer(ROOT, "go1.20.14"))]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "it sets none of them"),
        ("\x7fELF garbage\n<html>\n", "it sets none of them"),
        ("GOPROXY=direct\nGOTOOLCHAIN=auto\n".encode("utf-16"), "UTF-16"),
        ("\ufeffGOTOOLCHAIN=auto\n", "byte-order mark"),
    ],
    ids=["empty", "garbage", "utf-16", "marked"],
)
def test_a_file_that_go_passes_over_is_as_good_as_none(content: str | bytes, words: str) -> None:
    [finding] = findings(goenv_missing, whole().but(files={f"{ROOT}/go.env": content}))
    assert (finding.cause, level(finding)) == ("tree-goenv-missing", "medium")
    assert "has no effect" in finding.message
    assert words in finding.message


def test_a_file_that_this_user_may_not_read_is_opened_to_everyone() -> None:
    host = whole().but(files={f"{ROOT}/go.env": text("GOTOOLCHAIN=auto\n", mode=0o600)})
    [finding] = findings(goenv_missing, host)
    assert "cannot be read" in finding.message
    assert commands(finding) == (f"sudo chmod a+r {ROOT}/go.env",)


@pytest.mark.parametrize("line", ["GOTOOLCHAIN=local", "GOPROXY=direct", "GOSUMDB=off"])
def test_a_packager_s_own_values_are_fine(line: str) -> None:
    assert not findings(goenv_missing, whole().but(files={f"{ROOT}/go.env": f"# own\n{line}\n"}))

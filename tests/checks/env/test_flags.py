"""env.flags: GOFLAGS that go cannot use, and -toolexec, are reported; quotes and flags of other commands are not."""

import pytest

from goverify.checks.env.flags import flags
from tests.checks.env.stored import with_env, with_source
from tests.checks.path.looking import findings, level


@pytest.mark.parametrize(
    "value",
    [
        "-trimpath",
        "--trimpath",
        "-race=0",
        "-exec",
        "'-ldflags=-s -w' -count=1",
        '"-ldflags=-s -w"',
        "-v -mod=mod",
        "-mod=readonly",
        "-modcacherw",
        " ",
        "-newflag=1",
        "-p=4 -count=1 -parallel=0x8 -timeout=0 -benchtime=100x -fuzztime=1m30.5s",
        "-buildmode=pie -compiler=gc -covermode=atomic",
    ],
)
def test_what_go_takes_is_no_fault(value: str) -> None:
    assert not findings(flags, with_source(GOFLAGS=value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("mod=mod", "mod=mod is no flag"),
        ("-ldflags '-w -s'", "-ldflags lacks its value"),
        ("-tags a b", "-tags lacks its value"),
        ("'-ldflags=-w", "a quote is not closed"),
        ("---x", "---x is no flag"),
        ("-", "- is no flag"),
        ("-=x", "-=x is no flag"),
        ("-trimpath=yes", "-trimpath takes true and false"),
        ("-C=/tmp", "-C must come first"),
        ("-bogus", "no go command has a flag -bogus"),
        ("-mod=vendored", "-mod takes mod, readonly and vendor"),
        ("-p=0", "-p takes a whole number from 1 on, and not 0"),
        ("-buildmode=static", "-buildmode takes default, exe, pie"),
        ("-compiler=clang", "-compiler takes gc and gccgo, and not clang"),
    ],
)
def test_what_go_refuses_is_reported(value: str, words: str) -> None:
    [finding] = findings(flags, with_source(GOFLAGS=value))
    assert (finding.cause, finding.subject, level(finding)) == ("goflags-invalid", "GOFLAGS", "critical")
    assert words in finding.message


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-timeout=30", "ends every go test: -timeout takes a time with its unit, such as 30s, and not 30"),
        ("-count=once", "-count takes a whole number, and not once"),
        ("-benchtime=5", "or a number with x, and not 5"),
        ("-buildmode=c-archive", "makes go build archives for C"),
        ("-compiler=gccgo", "gccgo, which is not on PATH"),
    ],
)
def test_what_some_commands_cannot_work_with_is_reported_with_the_rest_that_can_be_kept(value: str, words: str) -> None:
    [finding] = findings(flags, with_env(GOFLAGS=f"-trimpath {value}"))
    assert (finding.cause, finding.subject, level(finding)) == ("goflags-invalid", "GOFLAGS", "high")
    assert words in finding.message
    assert finding.fix
    assert "Or keep the rest of it: GOFLAGS=-trimpath." in finding.fix.summary


def test_gccgo_on_path_is_no_fault() -> None:
    host = with_env(GOFLAGS="-compiler=gccgo").but(files={"/usr/bin/gccgo": ""})
    assert not findings(flags, host)


def test_an_unknown_flag_is_left_to_go_where_its_texts_cannot_be_read() -> None:
    assert not findings(flags, with_env(GOFLAGS="-bogus"))


def test_toolexec_is_reported_with_the_rest_that_can_be_kept() -> None:
    [finding] = findings(flags, with_env(GOFLAGS="-trimpath '-toolexec=/opt/wrap it'"))
    assert (finding.cause, level(finding)) == ("toolexec-set", "medium")
    assert "/opt/wrap it" in finding.message
    assert finding.fix
    assert "GOFLAGS=-trimpath." in finding.fix.summary


def test_an_empty_toolexec_starts_nothing() -> None:
    assert not findings(flags, with_env(GOFLAGS="-toolexec="))


@pytest.mark.parametrize(
    ("value", "file"), [("-overlay=/srv/overlay.json", "/srv/overlay.json"), ("-v -pgo=cpu.pprof", "cpu.pprof")]
)
def test_a_file_that_every_build_is_handed_has_to_be_there(value: str, file: str) -> None:
    [finding] = findings(flags, with_source(GOFLAGS=value))
    assert (finding.cause, level(finding)) == ("goflags-invalid", "critical")
    assert f"{file}, which is not there" in finding.message


@pytest.mark.parametrize("value", ["-pgo=auto", "-pgo=off", "-overlay=/srv/overlay.json"])
def test_one_that_is_there_and_words_that_are_no_file_are_fine(value: str) -> None:
    assert not findings(flags, with_source(GOFLAGS=value).but(files={"/srv/overlay.json": "{}\n"}))

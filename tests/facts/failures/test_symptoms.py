"""facts.symptoms: what each text of go, its tools and new programs means; the texts are those of real runs."""

import time
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from goverify.causes import CAUSES
from goverify.facts import Facts
from goverify.facts.failures.symptoms import OUTSIDE, READINGS, Symptom, meanings, read
from goverify.host import Completed, FileSystem
from tests.builds import host
from tests.facts.failure_texts import OF_SETTINGS, OF_THE_HOST, OF_THE_TREE
from tests.hosts import folder, text

ROOT = PurePosixPath("/usr/local/go")


def reading(said: str, env: Mapping[str, str] | None = None, /, **limits: int) -> Symptom | None:
    """Return what a failed run means that says this; under these settings, or under none."""
    ask = Facts(host(**env or {}).but(limits=limits))
    return read(ask, Completed(1, stderr=f"# hello\n{said}\n"), ROOT, under_settings=env is not None)


@pytest.mark.parametrize(("name", "value", "said", "cause", "words"), OF_SETTINGS)
def test_a_setting_is_blamed_by_name_and_value(name: str, value: str, said: str, cause: str, words: str) -> None:
    symptom = reading(said, {name: value})
    assert symptom
    assert symptom.held
    assert (symptom.cause, symptom.held.name) == (cause, name)
    assert f"{name}={value}" in symptom.message
    assert words in symptom.message


@pytest.mark.parametrize(("name", "value", "said", "cause", "words"), OF_SETTINGS)
def test_no_setting_is_blamed_for_a_run_without_settings(
    name: str, value: str, said: str, cause: str, words: str
) -> None:
    run = Completed(1, stderr=f"{said}\n")
    symptom = read(Facts(host(**{name: value})), run, ROOT, under_settings=False)
    assert symptom is None or symptom.held is None


@pytest.mark.parametrize(("said", "cause", "words"), OF_THE_TREE)
def test_a_text_names_what_is_wrong_with_the_tree(said: str, cause: str, words: str) -> None:
    symptom = reading(said)
    assert symptom
    assert (symptom.cause, symptom.subject) == (cause, "tree")
    assert words in symptom.message


@pytest.mark.parametrize(("said", "cause", "words"), OF_THE_HOST)
def test_a_text_names_what_is_wrong_with_the_machine(said: str, cause: str, words: str) -> None:
    symptom = reading(said)
    assert symptom
    assert (symptom.cause, symptom.held) == (cause, None)
    assert words in symptom.message


def test_every_reading_names_a_known_cause() -> None:
    assert {reading.cause for reading in (*READINGS, *OUTSIDE)} <= CAUSES.keys()


@pytest.mark.parametrize(
    "said",
    [
        "./main.go:4:2: undefined: foo",
        "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
        "go: module lookup disabled by GOPROXY=off",
        "package fmt is not in std (/usr/local/go/src/fmt)",
        "panic: oh no",
        "",
    ],
)
def test_other_words_mean_nothing_here(said: str) -> None:
    assert reading(said, {"GOFLAGS": "-mod=mod", "TMPDIR": "/var/tmp", "GOOS": "plan9"}) is None


def test_advice_to_use_mod_is_no_reproach_to_goflags_without_it() -> None:
    said = "To ignore the vendor directory, use -mod=readonly or -mod=mod."
    assert reading(said, {"GOFLAGS": "-v"}) is None


def test_a_setting_in_the_go_env_file_is_named_with_its_place() -> None:
    stored = host().but(files={"/home/gopher/.config/go/env": text("GOEXPERIMENT=foo\n")})
    symptom = read(Facts(stored), Completed(2, stderr="go: unknown GOEXPERIMENT foo\n"), ROOT, under_settings=True)
    assert symptom
    assert symptom.held
    assert symptom.held.place == "/home/gopher/.config/go/env"


def test_the_folder_that_go_names_decides_between_two_variables() -> None:
    said = "go: creating work dir: stat /nope: no such file or directory"
    symptom = reading(said, {"TMPDIR": "/nope", "TEMP": "/elsewhere"})
    assert symptom
    assert symptom.held
    assert symptom.held.name == "TMPDIR"


def test_the_work_folder_that_go_does_not_name_is_the_variables() -> None:
    said = "compile: writing output: write $WORK/b011/_pkg_.a: no space left on device"
    symptom = reading(said, {"TMPDIR": "/data"})
    assert symptom
    assert symptom.message == "the file system of TMPDIR=/data has no room left for what a build writes"


def test_inodes_are_told_from_room() -> None:
    full = FileSystem("ext4", "/data", read_only=False, noexec=False, free_bytes=1 << 33, free_inodes=0)
    short = host(TMPDIR="/data").but(files={"/data": folder(mode=0o1777)}, filesystems={"/data": full})
    said = Completed(1, stderr="mkdir /data/go-build1: no space left on device\n")
    symptom = read(Facts(short), said, ROOT, under_settings=True)
    assert symptom
    assert "no inodes left" in symptom.message


@pytest.mark.parametrize(
    ("limits", "said", "words"),
    [
        ({"file_size_bytes": 1024000}, "write: file too large", "the limit of 1000 KiB for the size"),
        ({"open_files": 16}, "too many open files", "the limit of 16 for open files"),
        ({"processes": 14}, "fatal error: newosproc", "the limit of 14 for processes"),
        ({"address_space_bytes": 512000000}, "out of memory", "(the address space is limited to 488 MiB)"),
    ],
)
def test_a_limit_is_told_with_its_number(limits: dict[str, int], said: str, words: str) -> None:
    symptom = reading(said, **limits)
    assert symptom
    assert words in symptom.message


def test_braces_in_what_was_said_are_left_alone() -> None:
    symptom = reading("go: parsing $GOFLAGS: unknown flag -{held}{0}", {"GOFLAGS": "-{held}{0}"})
    assert symptom
    assert symptom.message == "GOFLAGS=-{held}{0} cannot be parsed: unknown flag -{held}{0}"


def test_a_long_value_is_cut_in_the_message() -> None:
    symptom = reading("go: parsing $GOFLAGS: unknown flag -x", {"GOFLAGS": "-x=" + "y" * 5000})
    assert symptom
    assert len(symptom.message) < 200


def test_a_program_that_cannot_start_under_a_foreign_goos_was_built_for_another_machine() -> None:
    symptom = read(Facts(host(GOOS="plan9")), Completed(error="ENOEXEC"), ROOT, under_settings=True)
    assert symptom
    assert symptom.cause == "target-in-env"


def test_the_tree_is_not_blamed_where_none_is_known() -> None:
    said = Completed(2, stderr='go: no such tool "compile"\n')
    assert read(Facts(host()), said, None, under_settings=False) is None


@pytest.mark.parametrize(
    "piece", ["/", "go: ", "invalid GO", "a/b: ", "creating work dir: mkdir ", "-mod", "a@", "verifying a:", "/lookup/"]
)
def test_a_megabyte_of_anything_is_searched_in_no_time(piece: str) -> None:
    said = Completed(1, stderr=(piece * (1 << 20))[: 1 << 20], stdout="\n".join([piece * 400] * 400))
    ask = Facts(host(GOFLAGS="-mod=mod"))
    begun = time.process_time()
    read(ask, said, ROOT, under_settings=True)
    assert list(meanings(ask, said, ROOT, OUTSIDE, under_settings=True)) == []
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("hard", "cause"), [("1", "limit-cpu-time"), ("3600", "memory-low"), ("unlimited", "memory-low")]
)
def test_a_killed_compiler_lacks_memory_unless_its_processor_time_is_limited(hard: str, cause: str) -> None:
    row = f"Limit      Soft Limit  Hard Limit  Units\nMax cpu time            unlimited    {hard}    seconds     \n"
    ask = Facts(host().but(files={"/proc/self/limits": text(row)}))
    symptom = read(ask, Completed(1, stderr="compile: signal: killed\n"), ROOT, under_settings=False)
    assert symptom
    assert symptom.cause == cause
    assert (cause == "limit-cpu-time") == ("of 1 s for a program" in symptom.message)

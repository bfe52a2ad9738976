"""The words of failed builds come to their causes, by the order of blame; what nothing explains keeps all that was said."""

import re
from itertools import combinations

import pytest

from goverify.diagnosis import diagnose
from goverify.facts.failures.symptoms import OUTSIDE, READINGS
from goverify.facts.words import output
from goverify.host import Completed
from tests.blaming import MISMATCH, OVERLAID, blamed
from tests.builds import GO, host
from tests.facts.failure_texts import OF_SETTINGS, OF_THE_HOST, OF_THE_TREE
from tests.failure_table import NETWORK, PROJECT, ROWS, UNEXPLAINED, Row
from tests.findings import result

APP = {"/srv/app/go.mod": "module example.com/app\n\ngo 1.21\n"}
ORDER = (
    MISMATCH,
    "go: parsing $GOFLAGS: unknown flag -bogus",
    "failed to initialize build cache at /data/c: mkdir /data/c/00: permission denied",
    "go: creating work dir: stat /tmp: no such file or directory",
    "open x: too many open files",
    OVERLAID,
    "go: updates to go.mod needed; to update it:",
    NETWORK[0].said,
    "./main.go:4:2: undefined: foo",
)
"""By what a failed build is blamed first."""


def named(row: Row) -> str:
    """Return a name for a row in the list of tests."""
    return row.said[:60]


def build(row: Row) -> tuple[str, str]:
    """Return cause and subject of the first diagnosis of a build in a project, that says this."""
    sound = host(**dict(row.env)).but(files=APP).but(cwd="/srv/app")
    first = diagnose([result("build.x", *blamed(row.said, sound, under_settings=True))])[0]
    return first.cause, first.subject


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_text_comes_to_its_cause(row: Row) -> None:
    assert build(row) == (row.cause, row.subject)


@pytest.mark.parametrize("row", UNEXPLAINED, ids=named)
def test_what_nothing_explains_is_a_failed_build(row: Row) -> None:
    assert build(row) == ("build-fails", row.subject)


def test_each_reading_is_the_one_that_some_text_needs() -> None:
    said = [row.said for row in (*ROWS, *UNEXPLAINED)] + [text for _, _, text, *_ in OF_SETTINGS]
    said += [text for text, *_ in (*OF_THE_TREE, *OF_THE_HOST)]
    unused = [item.pattern for item in (*READINGS, *OUTSIDE) if not any(re.search(item.pattern, text) for text in said)]
    assert unused == []


@pytest.mark.parametrize("row", [*PROJECT, *NETWORK], ids=named)
def test_a_fault_of_the_project_or_a_server_is_told_instead_of_a_fault_of_go(row: Row) -> None:
    sound = host(**dict(row.env)).but(files=APP).but(cwd="/srv/app")
    [finding] = blamed(row.said, sound, under_settings=True)
    assert finding.cause == row.cause
    assert finding.message.endswith(f"; {GO} cannot build a program")
    assert finding.evidence[-1].observed == output(Completed(1, stderr=row.said))
    assert finding.fix


@pytest.mark.parametrize(("first", "then"), tuple(combinations(ORDER, 2)), ids=str)
def test_the_order_of_blame_decides_between_two_texts(first: str, then: str) -> None:
    sound = host(GOFLAGS="-bogus").but(files=APP).but(cwd="/srv/app")
    one, other = (blamed(f"{a}\n{b}", sound, under_settings=True)[-1] for a, b in ((first, then), (then, first)))
    assert one.cause == other.cause == blamed(first, sound, under_settings=True)[-1].cause


def test_a_program_of_goverifys_own_needs_no_modules_and_no_server() -> None:
    for row in (*PROJECT, *NETWORK[:-1]):
        assert [finding.cause for finding in blamed(row.said, host().but(files=APP))] == ["build-fails"], row.said


def test_the_texts_in_that_order_mean_different_things() -> None:
    sound = host(GOFLAGS="-bogus").but(files=APP).but(cwd="/srv/app")
    causes = [blamed(text, sound, under_settings=True)[-1].cause for text in ORDER]
    assert len(set(causes)) == len(ORDER)


def test_the_first_telling_line_is_told_and_all_of_them_are_kept() -> None:
    said = "# example.com/app\ngo: downloading example.com/dep v1.0.0\n./a.go:4:2: undefined: foo\n./b.go:5:1: undefined: bar"
    [finding] = blamed(said)
    assert finding.message == f"{GO} cannot build a program: exit status 1: ./a.go:4:2: undefined: foo"
    assert [(item.place, item.observed) for item in finding.evidence] == [(GO, said)]

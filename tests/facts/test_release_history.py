"""facts.release_history: the table keeps its rules, and days are reckoned well."""

import json

import pytest

from fixtures.releases import TABLE, faults, refreshed
from goverify.facts import Facts
from goverify.facts.release_history import day_at_least, history_of, months_between, release_history
from tests.hosts import boring

SHIPPED = json.loads(TABLE.read_text("utf-8"))


def test_the_shipped_table_keeps_its_rules() -> None:
    assert faults(SHIPPED) == []


def test_two_lines_get_fixes_and_a_third_ended_when_the_first_began() -> None:
    newest, before, ended, *_ = release_history().lines
    assert (newest.ended_by, before.ended_by, ended.ended_by) == (None, None, newest)


def test_a_new_line_ends_one() -> None:
    line = {"first": "2027-02-09", "newest": "1.99.0", "made": "2027-02-09"}
    newer = history_of(json.dumps({**SHIPPED, "lines": {**SHIPPED["lines"], "1.99": line}}))
    assert [line.minor for line in newer.lines if not line.ended_by] == ["1.99", release_history().lines[0].minor]


@pytest.mark.parametrize(
    "change",
    [
        {"date": "yesterday"},
        {"date": "2020-01-01"},
        {"lines": {"1.27": {"first": "2026-08-18", "newest": "1.26.1", "made": "2026-09-01"}}},
        {"lines": {"1.27": {"first": "2026-08-18", "newest": "1.27.1", "made": "2026-08-01"}}},
    ],
)
def test_a_table_that_cannot_be_right_is_refused(change: dict[str, object]) -> None:
    assert faults({**SHIPPED, **change})


def test_refreshing_with_nothing_new_changes_the_date_alone() -> None:
    known = [f"v0.0.1-go{line['newest']}.linux-amd64" for line in SHIPPED["lines"].values()]
    again = refreshed(SHIPPED, [*known, "v0.0.1-go1.26rc1.linux-amd64", "v0.0.1-go1.4.1.linux-amd64"], "2027-01-01")
    assert again == {**SHIPPED, "date": "2027-01-01"}


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2026-11-02", "2026-11-20", 0.6), ("2026-12-31", "2027-01-31", 1.0), ("2026-11-20", "2028-05-20", 18.0)],
)
def test_months_are_counted(earlier: str, later: str, months: float) -> None:
    assert months_between(earlier, later) == pytest.approx(months, abs=0.05)


def test_a_clock_that_lags_behind_the_table_counts_for_nothing() -> None:
    host = boring("linux").but(files={"/proc/stat": "btime 0\n"})
    assert Facts(host)(day_at_least, release_history()) == release_history().as_of

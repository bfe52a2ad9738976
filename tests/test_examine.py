"""The examination: one report for a host, by the deadline, with the exit status that the terms ask for."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from goverify.catalog import modules
from goverify.examine import examine
from goverify.facts import Allowances
from goverify.host import Completed, Host
from goverify.host.recorded import RecordedHost
from goverify.model import CheckResult, Outcome, Severity, Terms
from goverify.report import Health, Report
from goverify.verdict import exit_status, report_of
from tests.findings import finding, result
from tests.hosts import BORING, boring

HIGH = Terms(Severity.HIGH)


def report_on(host: Host, checks: Sequence[str] = (), deadline_s: float = 60) -> Report:
    """Return the report of some checks, or of all."""
    return examine(host, checks or tuple(modules()), allow=Allowances(), terms=HIGH, deadline_s=deadline_s)


def without_go() -> RecordedHost:
    """Return a host with a Go that PATH does not reach."""
    return boring("linux").but(env={"PATH": "/usr/bin:/bin"}, files={"/home/gopher/.profile": None})


def status(terms: Terms, *results: CheckResult) -> int:
    """Return the exit status of made results."""
    run = report_on(boring("linux"), ("path.link",)).run
    return exit_status(report_of(boring("linux"), run, results, None), terms)[0]


class Hanging:
    """A host on which every program hangs until the test is over."""

    def __init__(self, host: RecordedHost) -> None:
        self.over = threading.Event()
        self._host = host

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)

    def run(self, *_: object, **__: object) -> Completed:
        """Hang."""
        self.over.wait(30)
        return Completed(timed_out=True)


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_is_in_order(name: str) -> None:
    report = report_on(boring(name))
    assert (report.health, report.score.total, report.run.exit_code) == (Health.OK, 100, 0)
    assert {check.outcome for check in report.checks} <= {Outcome.PASSED, Outcome.SKIPPED}


@pytest.mark.parametrize("name", BORING)
def test_the_go_that_answers_and_its_tree_are_named(name: str) -> None:
    report = report_on(boring(name))
    assert report.go
    assert report.go.version == "go1.27.3"
    assert [tree.root for tree in report.installations if tree.answers] == [report.go.goroot]


def test_without_a_go_there_is_no_summary_of_one() -> None:
    report = report_on(without_go())
    assert (report.go, report.health) == (None, Health.BROKEN)
    assert [tree.on_path for tree in report.installations] == [False]


def test_one_missing_go_is_one_diagnosis() -> None:
    assert [item.cause for item in report_on(without_go()).diagnosis] == ["go-not-on-path"]


def test_every_chosen_check_has_a_result_in_the_order_of_ids() -> None:
    assert tuple(check.id for check in report_on(boring("linux")).checks) == tuple(modules())


def test_only_the_chosen_checks_run() -> None:
    assert [check.id for check in report_on(boring("linux"), ("path.link",)).checks] == ["path.link"]


def test_the_deadline_holds_and_what_hangs_is_unknown() -> None:
    host = Hanging(boring("linux"))
    report = report_on(host, deadline_s=3)
    host.over.set()
    unknown = {check.id for check in report.checks if check.outcome is Outcome.UNKNOWN}
    assert "build.by-itself" in unknown
    assert "path.link" not in unknown
    assert report.health is Health.UNDECIDED


def test_a_diagnosis_at_the_threshold_is_status_1() -> None:
    assert status(Terms(Severity.MEDIUM), result("path.link", finding("go-shadowed"))) == 1


def test_a_diagnosis_below_the_threshold_is_status_0() -> None:
    assert status(HIGH, result("path.link", finding("go-shadowed"))) == 0


def test_a_score_below_the_minimum_is_status_1() -> None:
    assert status(Terms(None, min_score=100), result("path.link", finding("go-shadowed"))) == 1


def test_an_undecided_run_is_status_3_unless_that_is_allowed() -> None:
    unknown = result("path.link", outcome=Outcome.UNKNOWN)
    assert status(HIGH, unknown) == 3
    assert status(Terms(Severity.HIGH, allow_incomplete=True), unknown) == 0


def test_a_diagnosis_outweighs_what_is_undecided() -> None:
    assert status(HIGH, result("path.link", outcome=Outcome.UNKNOWN), result("a.b", finding("go-absent"))) == 1

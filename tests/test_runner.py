"""The runner: whatever a check does becomes one outcome, and the deadline holds."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from goverify.facts import Blocked, Facts, Unavailable
from goverify.host import NotRecorded, System
from goverify.model import CheckResult, Evidence, Finding, Outcome, Severity
from goverify.registry import Check
from goverify.runner import Gathering, run_check, unfinished
from tests.hosts import boring

LOW = Finding("release-outdated", "go", "an old patch release", (), None)
INFO = Finding("goroot-redundant", "GOROOT", "it says nothing new", (), None)


def check(*items: Finding | Evidence | Exception, systems: tuple[System, ...] = tuple(System)) -> Check:
    """Return a check that yields findings and evidence, and raises exceptions."""

    def function(_: Facts) -> Iterator[Finding | Evidence]:
        for item in items:
            if isinstance(item, Exception):
                raise item
            yield item

    return Check("path.example", "An example.", "", ("release-outdated", "goroot-redundant"), systems, function)


def outcome(*items: Finding | Evidence | Exception) -> tuple[Outcome, str]:
    """Return outcome and reason of a check on a boring host."""
    result = run_check(check(*items), Facts(boring("linux")))
    return result.outcome, result.reason


def test_a_check_without_findings_passes() -> None:
    assert outcome() == (Outcome.PASSED, "")


def test_a_finding_of_low_or_above_fails() -> None:
    assert outcome(LOW)[0] is Outcome.FAILED


def test_information_passes_and_is_kept() -> None:
    result = run_check(check(INFO), Facts(boring("linux")))
    assert (result.outcome, result.findings) == (Outcome.PASSED, (INFO,))


def test_evidence_is_kept_beside_findings() -> None:
    seen = Evidence("PATH", "two folders")
    result = run_check(check(seen, LOW), Facts(boring("linux")))
    assert (result.evidence, result.findings) == ((seen,), (LOW,))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Unavailable("no cgo here"), (Outcome.SKIPPED, "no cgo here")),
        (Blocked("no go answers"), (Outcome.BLOCKED, "no go answers")),
        (NotRecorded("go version"), (Outcome.UNKNOWN, "the recording does not answer: go version")),
        (PermissionError(13, "Permission denied"), (Outcome.UNKNOWN, "PermissionError: [Errno 13] Permission denied")),
        (ZeroDivisionError("by zero"), (Outcome.UNKNOWN, "ZeroDivisionError: by zero")),
    ],
)
def test_an_exception_becomes_its_outcome(error: Exception, expected: tuple[Outcome, str]) -> None:
    assert outcome(error) == expected


def test_a_finding_before_a_crash_is_not_lost() -> None:
    assert outcome(LOW, RuntimeError("late")) == (Outcome.FAILED, "RuntimeError: late")


def test_a_check_of_another_system_is_skipped() -> None:
    result = run_check(check(LOW, systems=(System.WINDOWS,)), Facts(boring("linux")))
    assert (result.outcome, result.findings) == (Outcome.SKIPPED, ())


def test_its_weight_is_that_of_its_gravest_cause() -> None:
    assert run_check(check(), Facts(boring("linux"))).severity is Severity.LOW


def test_what_hangs_is_left_behind_and_the_rest_is_there() -> None:
    hang, quick = threading.Event(), check()
    facts = Facts(boring("linux"))

    def hanging() -> CheckResult:
        hang.wait(30)
        return unfinished(quick, "")

    running = Gathering[CheckResult]({"slow": hanging, "quick": partial(run_check, quick, facts)})
    running.start()
    assert not running.wait(0.3)
    assert running.running() == ("slow",)
    assert running.done["quick"].outcome is Outcome.PASSED
    hang.set()


def test_few_threads_do_all_of_it() -> None:
    threads: set[str] = set()

    def task() -> int:
        threads.add(threading.current_thread().name)
        time.sleep(0.01)
        return 7

    running = Gathering[int]({str(n): task for n in range(9)})
    running.start(2)
    assert running.wait(5)
    assert (len(running.done), len(threads)) == (9, 2)


def test_one_fact_is_computed_once_for_all_threads() -> None:
    asked: list[int] = []

    def fact(_: Facts) -> int:
        asked.append(1)
        time.sleep(0.05)
        return 7

    facts = Facts(boring("linux"))
    running = Gathering[int]({str(n): partial(facts, fact) for n in range(8)})
    running.start()
    assert running.wait(5)
    assert (set(running.done.values()), asked) == ({7}, [1])


def test_a_fact_that_failed_fails_for_every_asker() -> None:
    def fact(_: Facts) -> int:
        raise Unavailable("never")

    facts = Facts(boring("linux"))
    for _ in range(2):
        with pytest.raises(Unavailable, match="never"):
            facts(fact)


def test_facts_that_need_each_other_are_named() -> None:
    def one(ask: Facts) -> int:
        return ask(other)

    def other(ask: Facts) -> int:
        return ask(one)

    with pytest.raises(RuntimeError, match="need each other"):
        Facts(boring("linux"))(one)

"""The baseline: what an earlier report has does not fail again, what is new does."""

import json
from collections.abc import Mapping, Sequence

import pytest

from goverify.baseline import BadBaseline, baseline, held_against
from goverify.examine import examine
from goverify.facts import Allowances
from goverify.model import CheckResult, Outcome, Severity, Terms
from goverify.render.json import render
from goverify.report import Report
from goverify.verdict import report_of, with_exit_status
from tests.findings import finding, result
from tests.hosts import boring
from tests.render.reports import healthy

HIGH = Terms(Severity.HIGH)
SHADOWED = finding("go-shadowed", "/home/ada/bin/go", severity=Severity.HIGH)
MISSING = finding("goroot-missing", "GOROOT")


def report(*results: CheckResult) -> Report:
    """Return the report of made results."""
    run = healthy().run
    return with_exit_status(report_of(boring("linux"), run, results, None), HIGH)


def since(before: Report, now: Report, terms: Terms = HIGH) -> Report:
    """Return a report held against an earlier one, which went through a file."""
    return held_against(now, baseline("before.json", render(before)), terms)


def new(held: Report) -> list[tuple[str, str]]:
    """Return what is new."""
    assert held.baseline is not None
    return [(one.cause, one.subject) for one in held.baseline.new]


def test_the_same_report_again_has_nothing_new() -> None:
    faulty = report(result("path.shadowed-go", SHADOWED))
    held = since(faulty, faulty)
    assert (faulty.run.exit_code, held.run.exit_code, new(held)) == (1, 0, [])
    assert held.run.exit_reason == "nothing at or above the threshold is new since before.json"
    assert held.baseline is not None
    assert (held.baseline.known, held.baseline.gone) == (1, ())


def test_one_new_fault_is_exactly_what_is_new() -> None:
    before = report(result("path.shadowed-go", SHADOWED), result("goroot.missing"))
    held = since(before, report(result("path.shadowed-go", SHADOWED), result("goroot.missing", MISSING)))
    assert (held.run.exit_code, new(held)) == (1, [("goroot-missing", "GOROOT")])
    assert held.run.exit_reason == "goroot-missing is critical, and new since before.json"


def test_what_follows_from_a_new_fault_is_part_of_it_and_the_fault_is_what_is_named() -> None:
    fails = finding("go-command-fails", "/usr/local/go/bin/go")
    causing = MISSING._replace(concerns=("/usr/local/go/bin/go",))
    held = since(report(), report(result("build.commands", fails), result("goroot.missing", causing)))
    assert [each.cause for each in held.diagnosis] == ["goroot-missing"]
    assert new(held) == [("goroot-missing", "GOROOT")]
    assert held.run.exit_reason == "goroot-missing is critical, and new since before.json"


def test_what_newly_follows_from_a_known_fault_is_new() -> None:
    fails = finding("go-command-fails", "/usr/local/go/bin/go")
    causing = MISSING._replace(concerns=("/usr/local/go/bin/go",))
    before = report(result("goroot.missing", causing))
    held = since(before, report(result("build.commands", fails), result("goroot.missing", causing)))
    assert new(held) == [("go-command-fails", "/usr/local/go/bin/go")]
    assert held.run.exit_code == 1


def test_the_same_fault_at_another_place_is_new() -> None:
    other = SHADOWED._replace(subject="/opt/bin/go")
    held = since(report(result("a.a", SHADOWED)), report(result("a.a", SHADOWED, other)))
    assert new(held) == [("go-shadowed", "/opt/bin/go")]


def test_another_persons_home_is_the_same_place() -> None:
    other = SHADOWED._replace(subject="/home/grace/bin/go")
    assert new(since(report(result("a.a", SHADOWED)), report(result("a.a", other)))) == []


def test_a_fault_that_has_become_graver_is_new() -> None:
    milder = report(result("a.a", SHADOWED._replace(severity=Severity.LOW)))
    held = since(milder, report(result("a.a", SHADOWED)))
    assert (held.run.exit_code, new(held)) == (1, [("go-shadowed", "/home/ada/bin/go")])


def test_a_new_fault_below_the_threshold_is_told_and_fails_nothing() -> None:
    mild = finding("tree-writable", "/usr/local/go")
    held = since(report(), report(result("a.a", mild)))
    assert (held.run.exit_code, new(held)) == (0, [("tree-writable", "/usr/local/go")])


def test_what_was_waived_before_is_new_when_it_no_longer_is() -> None:
    waived = result("a.a", SHADOWED._replace(waived=True), outcome=Outcome.WAIVED)
    assert since(report(waived), report(result("a.a", SHADOWED))).run.exit_code == 1
    assert since(report(), report(waived)).run.exit_code == 0


def test_what_is_mended_is_gone_and_what_was_not_looked_at_is_not() -> None:
    before = report(result("a.a", SHADOWED), result("b.b", MISSING))
    held = since(before, report(result("a.a")))
    assert held.baseline is not None
    assert held.baseline.gone == (("go-shadowed", "/home/ada/bin/go"),)


def test_the_other_terms_hold_as_ever() -> None:
    faulty = report(result("a.a", SHADOWED))
    assert since(faulty, faulty, Terms(Severity.HIGH, min_score=100)).run.exit_code == 1


def test_a_run_that_was_stopped_stays_so() -> None:
    faulty = report(result("a.a", SHADOWED))
    stopped = faulty._replace(run=faulty.run._replace(exit_code=143))
    assert since(faulty, stopped).run.exit_code == 143


def test_two_runs_on_a_faulty_host_have_nothing_new_between_them() -> None:
    host = boring("linux").but(env={"PATH": "/usr/bin:/bin"}, files={"/home/gopher/.profile": None})
    checks: Sequence[str] = ("path.not-on-path", "path.gobin")
    first, second = (examine(host, checks, allow=Allowances(), terms=HIGH, deadline_s=60) for _ in range(2))
    held = since(first, second)
    assert (second.run.exit_code, held.run.exit_code, new(held)) == (1, 0, [])


def test_what_a_report_holds_against_another_is_as_the_schema_says() -> None:
    from jsonschema import Draft202012Validator

    from tests.schemas import schema

    held = since(report(), report(result("path.shadowed-go", SHADOWED)))
    document: Mapping[str, object] = json.loads(render(held))
    Draft202012Validator(schema("report")).validate(document)
    assert document["baseline"] == {
        "file": "before.json",
        "new": [{"cause": "go-shadowed", "subject": "/home/ada/bin/go", "severity": "high"}],
        "known": 0,
        "gone": [],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"schema": "goverify.report/9", "checks": []}',
        '{"schema": "goverify.report/1"}',
        '{"schema": "goverify.report/1", "checks": {"a": 1}}',
        '{"schema": "goverify.report/1", "checks": [{"id": "a", "findings": "x"}]}',
        '{"schema": "goverify.report/1", "checks": [{"id": "a", "findings": [{"cause": "x"}]}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_report_is_a_mistake(text: str) -> None:
    with pytest.raises(BadBaseline, match=r"before\.json is not a report"):
        baseline("before.json", text)

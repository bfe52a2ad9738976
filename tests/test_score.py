"""The score: what each check puts in and loses, how categories come together, and what bounds the total."""

import pytest

from goverify.model import CheckResult, Outcome, Severity
from goverify.registry import CATEGORIES
from goverify.report import CategoryScore, LedgerLine, Score
from goverify.score import BUDGETS
from tests.findings import finding, result
from tests.scoring import CRITICAL, HIGH, INFO, LOW, MEDIUM, failed, passed, scored, unknown


def ledger(*results: CheckResult) -> tuple[LedgerLine, ...]:
    return tuple(line for category in scored(*results).categories for line in category.ledger)


def category(shown: Score, name: str) -> CategoryScore:
    return next(part for part in shown.categories if part.name == name)


# One check.


@pytest.mark.parametrize(("severity", "weight"), [(CRITICAL, 20), (HIGH, 10), (MEDIUM, 5), (LOW, 2)])
def test_check_weighs_as_much_as_its_gravest_cause(severity: Severity, weight: int) -> None:
    assert ledger(passed("a.a", severity)) == (LedgerLine("a.a", Outcome.PASSED, weight, 0),)


def test_check_that_can_only_inform_is_not_scored() -> None:
    assert scored(passed("a.a", INFO)).categories == ()


@pytest.mark.parametrize(("worst", "lost"), [(CRITICAL, 20), (HIGH, 10), (MEDIUM, 5), (LOW, 2)])
def test_failed_check_loses_the_weight_of_its_finding(worst: Severity, lost: int) -> None:
    assert ledger(failed("a.a", CRITICAL, worst)) == (LedgerLine("a.a", Outcome.FAILED, 20, lost),)


def test_only_the_worst_finding_counts() -> None:
    found = [
        finding("go-shadowed", subject, severity=severity)
        for subject, severity in (("a", LOW), ("b", HIGH), ("c", INFO))
    ]
    assert ledger(result("a.a", *found))[0].lost == 10


def test_finding_that_names_no_severity_loses_that_of_its_cause() -> None:
    assert ledger(result("a.a", finding("go-shadowed")))[0].lost == 5


def test_no_check_loses_more_than_its_weight() -> None:
    assert ledger(failed("a.a", MEDIUM, CRITICAL)) == (LedgerLine("a.a", Outcome.FAILED, 5, 5),)


def test_information_costs_nothing() -> None:
    found = result("a.a", finding("cc-absent"), outcome=Outcome.PASSED)
    assert ledger(found) == (LedgerLine("a.a", Outcome.PASSED, 20, 0),)


def test_waived_check_is_in_the_ledger_and_loses_nothing() -> None:
    waived = result("a.a", finding("go-absent"), outcome=Outcome.WAIVED)
    assert ledger(waived) == (LedgerLine("a.a", Outcome.WAIVED, 20, 0),)


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.BLOCKED])
def test_check_that_says_nothing_changes_nothing(outcome: Outcome) -> None:
    silent = result("a.silent", outcome=outcome, category="integration")
    others = (passed("a.a", HIGH), failed("a.b", HIGH, LOW))
    assert scored(*others, silent) == scored(*others)


def test_ledger_is_in_the_order_of_check_ids() -> None:
    lines = ledger(passed("path.b", LOW), passed("path.a", LOW))
    assert [line.check for line in lines] == ["path.a", "path.b"]


# Categories.


def test_every_area_belongs_to_a_category_with_a_budget() -> None:
    assert set(CATEGORIES.values()) == set(BUDGETS)


def test_budgets_come_to_a_hundred() -> None:
    assert sum(BUDGETS.values()) == 100


def test_categories_stand_in_the_order_of_the_budgets() -> None:
    shown = scored(*(passed(f"{name}.a", LOW, name) for name in reversed(BUDGETS)))
    assert [part.name for part in shown.categories] == list(BUDGETS)


def test_category_without_a_budget_is_not_scored() -> None:
    assert scored(passed("a.a", HIGH, "extension")).categories == ()


def test_more_checks_in_one_category_do_not_outweigh_another() -> None:
    many = [passed(f"path.{number}", CRITICAL) for number in range(9)]
    assert scored(*many, failed("tree.a", LOW, LOW, "toolchain")).total == 50


def test_categories_that_do_not_apply_leave_their_points_to_the_others() -> None:
    shown = scored(passed("path.a", HIGH), failed("env.a", MEDIUM, MEDIUM, "environment"))
    assert shown.total == 63  # 25 of 40 points, 62.5
    assert [part.budget for part in shown.categories] == [62.5, 37.5]


def test_points_of_a_category_are_out_of_its_budget() -> None:
    shown = scored(failed("path.a", HIGH, MEDIUM), passed("path.b", HIGH), unknown("path.c", CRITICAL))
    [part] = shown.categories
    assert (part.budget, part.points, part.points_min, part.points_max) == (100.0, 75.0, 37.5, 87.5)


# What could not be found out.


def test_unknown_check_opens_an_interval() -> None:
    shown = scored(passed("a.a", HIGH), unknown("a.b", HIGH))
    assert (shown.min, shown.total, shown.max) == (50, 100, 100)


def test_unknown_check_may_turn_out_well() -> None:
    shown = scored(failed("a.a", HIGH, MEDIUM), unknown("a.b", HIGH))
    assert (shown.min, shown.total, shown.max) == (25, 50, 75)


def test_without_unknown_checks_the_bounds_meet() -> None:
    shown = scored(failed("a.a", HIGH, LOW), passed("b.b", LOW, "environment"))
    assert shown.min == shown.total == shown.max


def test_category_of_unknown_checks_alone_widens_the_bounds_and_leaves_the_total() -> None:
    shown = scored(failed("a.a", HIGH, MEDIUM), unknown("b.b", LOW, "build-run"))
    assert (shown.min, shown.total, shown.max) == (25, 50, 75)
    part = category(shown, "build-run")
    assert (part.points, part.points_min, part.points_max) == (None, 0.0, 50.0)


def test_nothing_decided_has_no_total_and_no_grade() -> None:
    shown = scored(unknown("a.a", HIGH))
    assert (shown.min, shown.total, shown.uncapped, shown.max, shown.grade) == (0, None, None, 100, None)


def test_nothing_scored_has_no_bounds_either() -> None:
    shown = scored(result("a.a", outcome=Outcome.SKIPPED))
    assert (shown.min, shown.total, shown.max, shown.grade, shown.categories) == (None, None, None, None, ())


def test_coverage_is_the_decided_share_of_the_weight() -> None:
    assert scored(passed("a.a", CRITICAL), unknown("a.b", MEDIUM)).coverage == 0.8


def test_coverage_counts_failed_and_waived_checks_as_decided() -> None:
    waived = result("a.b", finding("go-absent"), outcome=Outcome.WAIVED)
    assert scored(failed("a.a", CRITICAL, LOW), waived, unknown("a.c", CRITICAL)).coverage == 2 / 3


def test_coverage_is_full_where_there_is_nothing_to_decide() -> None:
    assert scored(result("a.a", outcome=Outcome.BLOCKED)).coverage == 1.0

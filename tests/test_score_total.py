"""The score: how the total is rounded, capped and graded, and what makes two scores comparable."""

import re

import pytest

from goverify.model import Outcome
from goverify.report import Cap
from goverify.score import BUDGETS, MODEL
from tests.findings import finding, result
from tests.scoring import CRITICAL, HIGH, LOW, MEDIUM, failed, passed, scored, unknown

# Total, cap, grade.


@pytest.mark.parametrize(("lost", "total"), [(1, 100), (2, 99)])
def test_halves_are_rounded_up(lost: int, total: int) -> None:
    # Each low finding costs 2 of 400: 99.5 points with one of them, 99 with two.
    checks = [failed(f"a.{number:02}", CRITICAL, LOW) for number in range(lost)]
    assert scored(*checks, *(passed(f"b.{number:02}", CRITICAL) for number in range(20 - lost))).total == total


def test_critical_diagnosis_caps_the_total_and_its_bounds() -> None:
    shown = scored(failed("a.a", CRITICAL, CRITICAL), *(passed(f"{name}.b", HIGH, name) for name in BUDGETS))
    assert (shown.min, shown.total, shown.max, shown.uncapped) == (39, 39, 39, 83)
    assert shown.cap == Cap(39, ("go-shadowed",))


def test_high_diagnosis_caps_higher() -> None:
    shown = scored(failed("a.a", HIGH, HIGH), *(passed(f"{name}.b", HIGH, name) for name in BUDGETS))
    assert (shown.total, shown.uncapped, shown.cap) == (79, 88, Cap(79, ("go-shadowed",)))


def test_medium_diagnosis_caps_nothing() -> None:
    assert scored(failed("a.a", HIGH, MEDIUM)).cap is None


def test_cap_leaves_a_lower_total_alone() -> None:
    shown = scored(failed("a.a", CRITICAL, CRITICAL))
    assert (shown.total, shown.cap) == (0, Cap(39, ("go-shadowed",)))


def test_cap_names_every_cause_that_sets_it_and_no_milder_one() -> None:
    found = [
        finding("go-absent", "a"),
        finding("tree-mixed", "b"),
        finding("tree-mixed", "c"),
        finding("ca-missing", "d"),
    ]
    assert scored(result("a.a", *found)).cap == Cap(39, ("go-absent", "tree-mixed"))


def test_effective_severity_sets_the_cap() -> None:
    found = [finding("goroot-mismatch"), finding("build-fails")]
    assert scored(result("a.a", *found)).cap == Cap(39, ("goroot-mismatch",))


def test_waived_finding_sets_no_cap() -> None:
    assert scored(result("a.a", finding("go-absent"), outcome=Outcome.WAIVED)).cap is None


@pytest.mark.parametrize(
    ("medium", "low", "total", "grade"),
    [
        (0, 0, 100, "A"),
        (2, 0, 90, "A"),
        (1, 3, 89, "B"),
        (4, 0, 80, "B"),
        (3, 3, 79, "C"),
        (6, 0, 70, "C"),
        (5, 3, 69, "D"),
        (8, 0, 60, "D"),
        (7, 3, 59, "F"),
        (20, 0, 0, "F"),
    ],
)
def test_grade_follows_the_total(medium: int, low: int, total: int, grade: str) -> None:
    # Twenty checks of five points each.
    worst = [MEDIUM] * medium + [LOW] * low
    well = [passed(f"b.{number}", MEDIUM) for number in range(20 - medium - low)]
    shown = scored(*well, *(failed(f"a.{number}", MEDIUM, severity) for number, severity in enumerate(worst)))
    assert (shown.total, shown.grade) == (total, grade)


def test_grade_is_that_of_the_lower_bound() -> None:
    shown = scored(passed("a.a", CRITICAL), unknown("a.b", MEDIUM))
    assert (shown.total, shown.min, shown.grade) == (100, 80, "B")


def test_grade_of_a_capped_total_is_that_of_the_cap() -> None:
    shown = scored(failed("a.a", HIGH, HIGH), *(passed(f"{name}.b", HIGH, name) for name in BUDGETS))
    assert shown.grade == "C"


# The basis.


def test_basis_is_the_same_for_the_same_checks_whatever_they_found() -> None:
    assert (
        scored(passed("a.a", HIGH)).basis
        == scored(failed("a.a", HIGH, LOW)).basis
        == scored(unknown("a.a", HIGH)).basis
    )


def test_basis_differs_with_the_checks() -> None:
    assert scored(passed("a.a", HIGH)).basis != scored(passed("a.b", HIGH)).basis


def test_basis_differs_with_the_weights() -> None:
    assert scored(passed("a.a", HIGH)).basis != scored(passed("a.a", LOW)).basis


def test_basis_is_sixteen_hexadecimal_digits() -> None:
    assert re.fullmatch("[0-9a-f]{16}", scored(passed("a.a", HIGH)).basis)


def test_basis_is_a_digest_that_anyone_can_make() -> None:
    # printf 'goverify-score/1\na.a 2\nb.b 10' | sha256sum | cut -c1-16
    assert scored(passed("b.b", HIGH), passed("a.a", LOW, "toolchain")).basis == "5ab93914e6c4d8e2"


def test_score_names_its_model() -> None:
    assert scored().model == MODEL == "goverify-score/1"


# A whole check-up, computed by hand.

CHECKUP = (
    passed("path.a", CRITICAL),
    failed("path.b", HIGH, MEDIUM),
    passed("path.c", MEDIUM),
    passed("tree.a", CRITICAL, "toolchain"),
    passed("tree.b", HIGH, "toolchain"),
    unknown("tree.c", MEDIUM, "toolchain"),
    passed("env.a", HIGH, "environment"),
    failed("env.b", MEDIUM, MEDIUM, "environment"),
    passed("env.c", LOW, "environment"),
    result("ci.a", outcome=Outcome.SKIPPED, category="integration"),
)


def test_healthy_build_leaves_the_mean_of_the_categories() -> None:
    # (25 * 30/35 + 25 * 30/30 + 25 + 15 * 12/17) / 90, with 30/35 for the toolchain at the least.
    shown = scored(*CHECKUP, passed("build.a", CRITICAL, "build-run"))
    assert (shown.min, shown.total, shown.max, shown.uncapped) == (87, 91, 91, 91)
    assert (shown.coverage, shown.cap, shown.grade) == (102 / 107, None, "B")


def test_broken_build_caps_what_the_mean_would_hide() -> None:
    shown = scored(*CHECKUP, failed("build.a", CRITICAL, CRITICAL, "build-run"))
    assert (shown.min, shown.total, shown.max, shown.uncapped) == (39, 39, 39, 63)
    assert shown.grade == "F"

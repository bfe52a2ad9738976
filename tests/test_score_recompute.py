"""The score can be computed again from the serialised report, by anyone, to the last digit."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from goverify.causes import CAUSES, severity_of
from goverify.diagnosis import diagnose
from goverify.model import CheckResult, Outcome, Severity
from goverify.report import Diagnosis
from goverify.score import BUDGETS, recompute, score
from tests.findings import finding, result


def serialised(results: Sequence[CheckResult], diagnoses: Sequence[Diagnosis]) -> Mapping[str, Any]:
    """Return the part of a report's JSON that the score is made of."""
    return {
        "checks": [
            {
                "id": one.id,
                "category": one.category,
                "outcome": one.outcome.value,
                "severity": one.severity.label,
                "findings": [{"severity": severity_of(found).label} for found in one.findings],
            }
            for one in results
        ],
        "diagnosis": [{"cause": one.cause, "severity": one.severity.label} for one in diagnoses],
    }


def plain(value: Any) -> Any:  # what JSON holds
    """Return a value of the score as JSON would hold it."""
    if hasattr(value, "_asdict"):
        return {name: plain(each) for name, each in value._asdict().items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def anything(seed: int) -> list[CheckResult]:
    """Return made-up results of up to thirty checks in all categories."""
    dice = random.Random(seed)
    mildest = dice.choice((Severity.INFO, Severity.LOW, Severity.MEDIUM))
    return [
        result(
            f"area.check-{number}",
            *(
                finding(dice.choice(sorted(CAUSES)), dice.choice("abc"), severity=dice.choice((None, *Severity)))
                for _ in range(dice.choice((0, 0, 0, 1, 3)))
            ),
            outcome=dice.choice(list(Outcome)),
            severity=dice.choice([severity for severity in Severity if severity >= mildest]),
            category=dice.choice(list(BUDGETS)),
        )
        for number in range(dice.randint(0, 30))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_recomputed_score_is_the_score(seed: int) -> None:
    results = anything(seed)
    diagnoses = diagnose(results)
    assert recompute(serialised(results, diagnoses)) == plain(score(results, diagnoses))


@pytest.mark.parametrize("seed", range(60))
def test_order_of_the_checks_changes_nothing(seed: int) -> None:
    results = anything(seed)
    shuffled = random.Random(seed).sample(results, len(results))
    assert score(shuffled, diagnose(results)) == score(results, diagnose(results))


@pytest.mark.parametrize("seed", range(60))
def test_total_lies_within_its_bounds(seed: int) -> None:
    points = score(results := anything(seed), diagnose(results))
    bounds = [value for value in (points.min, points.total, points.max) if value is not None]
    assert bounds == sorted(bounds)
    assert all(0 <= value <= 100 for value in bounds)


@pytest.mark.parametrize("seed", range(60))
def test_budgets_shown_come_to_a_hundred(seed: int) -> None:
    points = score(results := anything(seed), diagnose(results))
    assert sum(part.budget for part in points.categories) == pytest.approx(100 if points.categories else 0)


@pytest.mark.parametrize("seed", range(60))
def test_unknown_checks_that_turn_out_well_lead_to_the_upper_bound(seed: int) -> None:
    results = anything(seed)
    decided = [one._replace(outcome=Outcome.PASSED) if one.outcome is Outcome.UNKNOWN else one for one in results]
    assert score(decided, ()).total == score(results, ()).max


@pytest.mark.parametrize("seed", range(60))
def test_unknown_checks_that_turn_out_as_badly_as_can_be_lead_to_the_lower_bound(seed: int) -> None:
    results = anything(seed)
    decided = [
        one._replace(outcome=Outcome.FAILED, findings=(finding("go-absent"),))
        if one.outcome is Outcome.UNKNOWN
        else one
        for one in results
    ]
    assert score(decided, ()).total == score(results, ()).min


def test_report_without_checks_is_refused() -> None:
    with pytest.raises(KeyError):
        recompute({"diagnosis": []})


def test_outcome_that_does_not_exist_is_refused() -> None:
    check = {"id": "a.a", "category": "resolution", "outcome": "fine", "severity": "low", "findings": []}
    with pytest.raises(ValueError, match="fine"):
        recompute({"checks": [check], "diagnosis": []})

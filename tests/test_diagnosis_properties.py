"""The diagnosis: what holds whatever was found."""

import random

import pytest

from goverify.causes import CAUSES
from goverify.causes.explanations import FAILURES
from goverify.diagnosis import diagnose
from goverify.model import CheckResult, Fix, Outcome, Severity
from tests.findings import finding, result

SUBJECTS = ("/go/bin/go", "/go", "/old/bin/go", "/old", "PATH", "GOROOT")


def anything(seed: int) -> list[CheckResult]:
    """Return made-up results with up to forty findings that share causes and subjects."""
    dice = random.Random(seed)
    slugs = dice.sample(sorted(CAUSES), dice.randint(1, 30)) + list(FAILURES)
    return [
        result(
            f"area.check-{number:02}",
            *(
                finding(
                    dice.choice(slugs),
                    *dice.sample(SUBJECTS, dice.randint(1, 3)),
                    severity=dice.choice((None, None, *Severity)),
                    bystander=dice.random() < 0.2,
                    message=f"message {dice.random()}",
                    fix=dice.choice((None, Fix(f"fix {dice.random()}"))),
                )
                for _ in range(dice.randint(0, 4))
            ),
            outcome=dice.choice(list(Outcome)),
        )
        for number in range(10)
    ]


@pytest.mark.parametrize("seed", range(30))
def test_order_of_the_results_changes_nothing(seed: int) -> None:
    results = anything(seed)
    shuffled = random.Random(seed).sample(results, len(results))
    assert diagnose(shuffled) == diagnose(results)


@pytest.mark.parametrize("seed", range(30))
def test_everything_found_appears_exactly_once(seed: int) -> None:
    results = anything(seed)
    found = {
        (one.cause, str(one.subject)) for res in results if res.outcome is not Outcome.WAIVED for one in res.findings
    }
    diagnoses = diagnose(results)
    roots = [(root.cause, root.subject) for root in diagnoses]
    consequences = [(one.cause, one.subject) for root in diagnoses for one in root.consequences]
    assert sorted(roots + consequences) == sorted(found)


@pytest.mark.parametrize("seed", range(30))
def test_every_check_with_findings_is_named_by_a_diagnosis(seed: int) -> None:
    results = anything(seed)
    reporting = {one.id for one in results if one.findings and one.outcome is not Outcome.WAIVED}
    assert {id_ for root in diagnose(results) for id_ in root.checks} == reporting


@pytest.mark.parametrize("seed", range(30))
def test_no_diagnosis_is_milder_than_its_consequences(seed: int) -> None:
    for root in diagnose(anything(seed)):
        assert all(root.severity >= one.severity for one in root.consequences)


@pytest.mark.parametrize("seed", range(30))
def test_order_is_by_information_then_bystander_then_severity(seed: int) -> None:
    keys = [(one.severity is Severity.INFO, one.bystander, -one.severity) for one in diagnose(anything(seed))]
    assert keys == sorted(keys)


@pytest.mark.parametrize("seed", range(30))
def test_nothing_that_a_root_explains_stands_beside_it(seed: int) -> None:
    results = anything(seed)
    touching: dict[tuple[str, str], set[str]] = {}
    for res in results:
        for one in res.findings if res.outcome is not Outcome.WAIVED else ():
            touching.setdefault((one.cause, str(one.subject)), set()).update(map(str, (one.subject, *one.concerns)))
    roots = diagnose(results)
    for root in roots:
        for other in roots:
            if root.severity > Severity.INFO and other.cause in CAUSES[root.cause].explains and not root.bystander:
                assert touching[root.cause, root.subject].isdisjoint(touching[other.cause, other.subject])

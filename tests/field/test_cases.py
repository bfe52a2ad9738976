"""The field cases: real broken and healthy environments, and what a person must be told of each."""

import re
from pathlib import Path

import pytest

from tests.field.cases import Case, cases
from tests.field.judging import complaints
from tests.field.worlds import outcome_of, report_of, why_not

pytestmark = pytest.mark.field


@pytest.fixture(params=[case for case in cases() if case.setup is not None], ids=lambda case: case.id)
def case(request: pytest.FixtureRequest) -> Case:
    """Return each case that this machine has what it takes for."""
    found: Case = request.param
    if why := why_not(found):
        pytest.skip(why)
    return found


def test_the_report_names_the_one_cause(case: Case, tmp_path: Path) -> None:
    assert complaints(report_of(case, tmp_path), case.expect) == []


def test_the_world_shows_the_trouble_to_a_person(case: Case, tmp_path: Path) -> None:
    seen = outcome_of(case, ["/bin/bash", "-c", f"exec 2>&1\n{case.shown_by}"], tmp_path)
    if case.shows:
        assert re.search(case.shows, seen.out, re.MULTILINE), seen.out + seen.err
    else:
        assert seen.status == 0, seen.out + seen.err

"""The field cases on recorded hosts: the same facts, and the same one cause, on every machine that runs the tests."""

import json

import pytest

from goverify.catalog import select
from goverify.examine import examine
from goverify.facts import Allowances
from goverify.model import Terms
from goverify.render.json import render
from tests.field.cases import Case, cases
from tests.field.judging import complaints
from tests.field.recorded import host_of


@pytest.mark.parametrize("case", [case for case in cases() if case.recorded is not None], ids=lambda case: case.id)
def test_the_recorded_facts_lead_to_the_same_cause(case: Case) -> None:
    report = examine(host_of(case), select(), allow=Allowances(), terms=Terms(fail_on=None), deadline_s=60)
    assert complaints(json.loads(render(report)), case.expect) == []

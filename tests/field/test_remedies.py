"""The field cases again: the lines that the first diagnosis offers, typed into the same shell, mend what it names."""

import json
import re
from pathlib import Path

import pytest

from tests.field.cases import Case, cases
from tests.field.worlds import TOOL, outcome_of, report_of, why_not

pytestmark = pytest.mark.field

BEYOND = re.compile(
    r"sudo |curl |docker |(?:apt|apt-get|apk|dnf|brew|pacman|snap|winget|asdf|goenv|mise) |go (?:install|get|mod|work) "
)
"""What takes a network, another user's rights, or a program that these worlds have a stand-in for."""

BROKEN = [case for case in cases() if case.setup is not None and "ok" not in case.expect.health]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.id)
def test_the_lines_of_the_first_remedy_mend_it(case: Case, tmp_path: Path) -> None:
    if why := why_not(case):
        pytest.skip(why)
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    first = report_of(case, before)["diagnosis"][0]
    lines = (first["fix"] or {"commands": []})["commands"]
    if not lines or any(BEYOND.search(line) for line in lines):
        pytest.skip("nothing is offered that can be typed here")
    script = "\n".join(["set -e", "{", *lines, "} >&2", 'exec "$@"'])
    done = outcome_of(case, ["/bin/bash", "-c", script, "bash", *TOOL, *case.args], after)
    assert done.out, done.err[-2000:]
    report = json.loads(done.out)
    assert first["cause"] not in {
        item["cause"] for item in report["diagnosis"] if item["severity"] not in {"info", "low"}
    }

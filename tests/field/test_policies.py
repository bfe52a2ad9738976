"""The policy that `goverify init` writes in a healthy environment: that environment meets it, from the folder where it was written."""

import json
from pathlib import Path

import pytest

from tests.field.cases import Case, cases
from tests.field.worlds import TOOL, outcome_of, why_not

pytestmark = pytest.mark.field

HEALTHY = [case for case in cases() if case.setup is not None and not case.expect.cause]

INIT_AND_CHECK = """
folder=.
[ -w . ] || folder=$(mktemp -d)
"${@:1:3}" init --project "$folder" || exit 98
cat "$folder/goverify.toml" >&2
exec "$@" --config "$folder/goverify.toml"
"""


@pytest.mark.parametrize("case", HEALTHY, ids=lambda case: case.id)
def test_what_init_writes_is_met(case: Case, tmp_path: Path) -> None:
    if why := why_not(case):
        pytest.skip(why)
    done = outcome_of(case, ["/bin/bash", "-c", INIT_AND_CHECK, "init", *TOOL, *case.args], tmp_path)
    assert done.status == 0, done.err
    report = json.loads(done.out)
    assert report["policy"]["file"].endswith("goverify.toml")
    outcomes = {check["id"]: check["outcome"] for check in report["checks"] if check["id"].startswith("policy.")}
    assert outcomes["policy.go-version"] == "passed", done.err
    assert set(outcomes.values()) <= {"passed", "skipped"}

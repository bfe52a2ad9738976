"""policy.authenticity: a tree without proof is reported where the policy asks for one, and nowhere else."""

import pytest

from goverify.api import Unavailable
from goverify.checks.policy.authenticity import authenticity
from goverify.facts import Facts
from goverify.model import Finding
from tests.hosts import boring
from tests.policies import under


def test_a_tree_without_proof_is_reported_with_the_way_to_get_one() -> None:
    [finding] = authenticity(under(boring("linux"), 'authenticity = "required"'))
    assert isinstance(finding, Finding)
    assert finding.cause == "policy-authenticity"
    assert finding.fix is not None
    assert finding.fix.commands == ("goverify check --online",)


@pytest.mark.parametrize("text", ["", 'authenticity = "optional"'])
def test_nothing_is_asked_where_no_proof_is_required(text: str) -> None:
    for facts in (Facts(boring("linux")), under(boring("linux"), text)):
        with pytest.raises(Unavailable, match="no policy"):
            list(authenticity(facts))

"""policy.provenance: a Go that came another way than the policy allows is reported."""

import pytest

from goverify.api import Unavailable
from goverify.checks.policy.provenance import provenance
from goverify.facts import Facts
from goverify.model import Finding
from tests.hosts import BORING, boring
from tests.policies import under


@pytest.mark.parametrize(
    ("name", "id_"), [("linux", "official-tarball"), ("macos", "macos-pkg"), ("windows", "windows-msi")]
)
def test_a_way_that_is_allowed_is_fine(name: str, id_: str) -> None:
    facts = under(boring(name), f'provenance = ["nix", "{id_}"]')
    assert not any(isinstance(each, Finding) for each in provenance(facts))


@pytest.mark.parametrize("name", BORING)
def test_another_way_is_reported_with_what_shows_it(name: str) -> None:
    [finding] = provenance(under(boring(name), '\nprovenance = ["nix"]'))
    assert isinstance(finding, Finding)
    assert finding.cause == "policy-provenance"
    assert finding.evidence[0].place == "goverify.toml:2"
    assert finding.fix is not None
    assert "nix" in finding.fix.summary


def test_without_a_list_there_is_nothing_to_judge() -> None:
    with pytest.raises(Unavailable, match="no policy"):
        list(provenance(Facts(boring("linux"))))

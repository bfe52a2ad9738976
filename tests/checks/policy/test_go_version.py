"""policy.go-version: a release outside of the range is reported; one inside, or one that go hands over to, is not."""

import pytest

from goverify.api import Unavailable
from goverify.checks.policy.go_version import go_version
from goverify.facts import Facts
from goverify.host import Host
from goverify.model import Finding
from tests.choosing import in_cache, in_project
from tests.hosts import BORING, boring
from tests.policies import under


def found(host: Host, text: str) -> list[Finding]:
    return [each for each in go_version(under(host, f'go = "{text}"')) if isinstance(each, Finding)]


@pytest.mark.parametrize("name", BORING)
def test_a_release_of_the_range_is_fine(name: str) -> None:
    assert found(boring(name), ">=1.26, <1.28") == []


@pytest.mark.parametrize("name", BORING)
def test_a_release_outside_is_reported_with_the_line_of_the_policy(name: str) -> None:
    [finding] = found(boring(name), ">=1.28")
    assert finding.cause == "policy-go-version"
    assert "go1.27.3, is not in the range >=1.28 of the policy" in finding.message
    assert finding.evidence[0].place == "goverify.toml:1"


def test_the_go_that_the_project_makes_it_hand_over_to_is_the_one_that_counts() -> None:
    host = in_project("go 1.27.3\n", files=in_cache("go1.27.3"))
    assert found(host, ">=1.27") == []
    [finding] = found(host, "<1.27")
    assert finding.message.startswith("go1.27.3, which /usr/local/go/bin/go hands over to, is not in the range")


def test_without_a_range_there_is_nothing_to_judge() -> None:
    for facts in (Facts(boring("linux")), under(boring("linux"), "")):
        with pytest.raises(Unavailable, match="no policy"):
            list(go_version(facts))

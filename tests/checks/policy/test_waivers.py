"""policy.waivers: a waiver past its last day is reported, one that still holds is not."""

import pytest

from goverify.api import Unavailable
from goverify.checks.policy.waivers import waivers
from goverify.facts import Facts
from goverify.model import Evidence, Finding
from tests.hosts import boring
from tests.policies import TODAY, under, waiver


def test_a_waiver_past_its_last_day_is_reported_where_it_stands() -> None:
    text = waiver("go-shadowed", str(TODAY)) + waiver("go-absent", "2026-11-19", "/usr/*")
    [finding] = waivers(under(boring("linux"), text))
    assert isinstance(finding, Finding)
    assert (finding.cause, finding.subject) == ("waiver-expired", "goverify.toml:6")
    assert finding.message == "the waiver of go-absent at /usr/* in goverify.toml:6 ended on 2026-11-19"


def test_a_waiver_on_its_last_day_still_holds() -> None:
    [seen] = waivers(under(boring("linux"), waiver("go-shadowed", str(TODAY))))
    assert isinstance(seen, Evidence)


def test_without_waivers_there_is_nothing_to_judge() -> None:
    for facts in (Facts(boring("linux")), under(boring("linux"), "")):
        with pytest.raises(Unavailable, match="no policy"):
            list(waivers(facts))

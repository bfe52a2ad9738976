"""network.clock: a clock that all servers contradict is wrong; one that a single server contradicts is not."""

import pytest

from goverify.checks.network.clock import clock
from goverify.facts import Unavailable
from goverify.host.web import Exchange
from tests.checks.network.asking import MIRROR, found, items, lacking, refused
from tests.golang import findings
from tests.hosts import BORING, boring

SECOND = "https://second.example"
TWO = f"https://mirror.example,{SECOND}"


def telling(one: int | None, other: int | None) -> dict[str, Exchange]:
    """Return what two proxies answer whose clocks differ so much from this machine's."""
    return refused(Exchange(404, skew_s=one)) | refused(Exchange(404, skew_s=other), SECOND)


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_asked_without_leave(name: str) -> None:
    with pytest.raises(Unavailable, match="--online"):
        findings(clock, boring(name))


@pytest.mark.parametrize(
    ("skew_s", "said"),
    [
        (-400, "400 s behind"),
        (4000, "66 minutes ahead of"),
        (80_000, "22 hours ahead of"),
        (-400 * 86_400, "400 days behind"),
    ],
)
def test_a_clock_that_all_servers_contradict_is_wrong(skew_s: int, said: str) -> None:
    [finding] = found(clock, lacking(GOPROXY=TWO), telling(skew_s, skew_s + 5))
    assert (finding.cause, finding.subject) == ("clock-wrong", "the clock")
    assert said in finding.message
    assert {"mirror.example", "second.example"} <= set(finding.concerns)


@pytest.mark.parametrize(("one", "other"), [(3, -5), (90_000, 0), (90_000, -90_000)])
def test_servers_that_disagree_prove_nothing(one: int, other: int) -> None:
    assert found(clock, lacking(GOPROXY=TWO), telling(one, other)) == []
    assert len(items(clock, lacking(GOPROXY=TWO), telling(one, other))) == 2


def test_servers_that_do_not_tell_the_time_prove_nothing() -> None:
    with pytest.raises(Unavailable, match="told the time"):
        found(clock, lacking(GOPROXY=TWO), telling(None, None))


def test_a_server_that_was_asked_twice_is_one_server() -> None:
    one, other = f"{MIRROR}/a", f"{MIRROR}/b"
    answers = refused(Exchange(404, skew_s=4000), one) | refused(Exchange(404, skew_s=4001), other)
    [finding] = found(clock, lacking(GOPROXY=f"{one},{other}"), answers)
    assert len(finding.evidence) == 1
    assert "the server asked" in finding.message

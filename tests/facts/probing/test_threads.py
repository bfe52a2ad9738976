"""Why GOMAXPROCS is what it is: by the release, the affinity, the quota and the user's own choice."""

from collections.abc import Mapping

import pytest

from goverify.facts.probing.threads import why_so_many
from goverify.facts.release import Release

NEW, OLD = "go1.25.0", "go1.24.11"


def why(release: str, threads: object, processors: object, quota: object = None, chosen: str = "") -> str:
    """Return why it is so on a host with cgroups."""
    runtime: Mapping[str, object] = {"gomaxprocs": threads, "num_cpu": processors, "env": {"GOMAXPROCS": chosen}}
    return why_so_many(Release.parse(release), runtime, {"version": "v2", "cpu_quota": quota})


@pytest.mark.parametrize(
    ("release", "threads", "quota", "words"),
    [
        (NEW, 8, None, "as it may run on 8 processors and no quota is in force"),
        (
            NEW,
            3,
            2.5,
            "as it may run on 8 processors and the quota is 2.5, which is rounded up and counts as 2 at least",
        ),
        (
            NEW,
            2,
            0.5,
            "as it may run on 8 processors and the quota is 0.5, which is rounded up and counts as 2 at least",
        ),
        (OLD, 8, 2.5, "go1.24.11 passes over the quota of 2.5, by which Go goes from 1.25 on"),
        (NEW, 8, 2.5, "the quota of 2.5 would make it 3, and is not one of the program's own cgroup"),
        (NEW, 8, 16, "as it may run on 8 processors and the quota is 16"),
    ],
)
def test_the_rule_of_the_release_is_told(release: str, threads: int, quota: float | None, words: str) -> None:
    assert words in why(release, threads, 8, quota)


def test_a_choice_wins() -> None:
    assert why(NEW, 5, 8, 2.5, chosen="5") == "as GOMAXPROCS was set; it may run on 8 processors"


@pytest.mark.parametrize(
    ("godebug", "off"),
    [
        ("containermaxprocs=0", True),
        ("http2client=0,containermaxprocs=1,containermaxprocs=0", True),
        ("containermaxprocs=0,containermaxprocs=1", False),
        ("containermaxprocs", False),
        ("nocontainermaxprocs=0", False),
    ],
)
def test_a_switch_that_passes_over_the_quota_is_told(godebug: str, off: bool) -> None:
    runtime = {"gomaxprocs": 8, "num_cpu": 8, "env": {"GODEBUG": godebug}}
    said = why_so_many(Release.parse(NEW), runtime, {"version": "v2", "cpu_quota": 2.5})
    assert ("by GODEBUG's containermaxprocs=0 it passes over the quota of 2.5" in said) == off


def test_what_go_takes_no_notice_of_is_no_choice() -> None:
    assert why(NEW, 1, 1, chosen="many") == "as it may run on 1 processor and no quota is in force"


def test_a_system_without_cgroups_is_not_told_of_quotas() -> None:
    assert why_so_many(None, {"gomaxprocs": 4, "num_cpu": 4}, {"version": "none"}) == "as it may run on 4 processors"


@pytest.mark.parametrize("value", [None, True, "2", -1, 0, 1 << 70, 2.5])
def test_numbers_that_are_none_give_no_reason(value: object) -> None:
    assert why(NEW, value, 8) == why(NEW, 8, value) == ""

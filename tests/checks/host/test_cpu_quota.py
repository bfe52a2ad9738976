"""host.cpu-quota: threads far above the container's quota are reported; those that fit are not."""

import pytest

from goverify.checks.host.cpu_quota import cpu_quota
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checks.host.probing import probe_tells
from tests.golang import commands, findings, level
from tests.hosts import boring


def with_quota(quota: float | None, threads: int, **env: str) -> RecordedHost:
    return probe_tells({"cgroup": {"cpu_quota": quota}, "runtime": {"gomaxprocs": threads}}, **env)


def test_boring_hosts_have_no_quota() -> None:
    with pytest.raises(Unavailable):
        list(cpu_quota(Facts(boring("linux"))))


def test_threads_for_all_of_the_machine_are_reported() -> None:
    [finding] = findings(cpu_quota, with_quota(2.5, 64))
    assert (finding.cause, finding.subject, level(finding)) == ("cpu-quota-mismatch", "GOMAXPROCS", "medium")
    assert finding.message == "Go programs run 64 threads at once here, and the container's quota is 2.5 processors"
    assert commands(finding) == ("export GOMAXPROCS=3",)


@pytest.mark.parametrize(("release", "words"), [("go1.24.11", "Use Go 1.25 or later"), ("go1.27.3", "set further up")])
def test_a_release_that_goes_by_quotas_is_not_to_be_replaced(release: str, words: str) -> None:
    host = probe_tells({"cgroup": {"cpu_quota": 1.5}, "runtime": {"gomaxprocs": 8, "version": release}})
    [finding] = findings(cpu_quota, host)
    assert finding.fix
    assert words in finding.fix.summary
    assert commands(finding) == ("export GOMAXPROCS=2",)


@pytest.mark.parametrize(("quota", "threads"), [(2.5, 3), (0.5, 2), (4, 6)])
def test_threads_that_fit_the_quota_or_nearly_are_fine(quota: float, threads: int) -> None:
    assert findings(cpu_quota, with_quota(quota, threads)) == []


def test_a_choice_of_the_users_is_one() -> None:
    assert findings(cpu_quota, with_quota(1, 64, GOMAXPROCS="16")) == []

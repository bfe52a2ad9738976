"""ci.tool-cache: a go that stands before the one that the job set up is reported; the job's own is not."""

import pytest

from goverify.checks.ci.tool_cache import tool_cache
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, go_tree

CACHE = "/opt/hostedtoolcache"
SET_UP = f"{CACHE}/go/1.26.6/x64"
JOB = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/home/gopher", "RUNNER_TOOL_CACHE": CACHE}


def job(path: str, release: str = "go1.26.6", **env: str) -> RecordedHost:
    return boring("linux").but(files=go_tree(SET_UP, release), env=JOB | {"PATH": path} | env)


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_is_no_job(name: str) -> None:
    with pytest.raises(Unavailable):
        list(tool_cache(Facts(boring(name))))


def test_the_go_of_the_job_is_fine() -> None:
    assert not findings(tool_cache, job(f"{SET_UP}/bin:/usr/local/go/bin:/usr/bin:/bin"))


def test_another_one_before_it_is_reported() -> None:
    [finding] = findings(tool_cache, job(f"/usr/local/go/bin:{SET_UP}/bin:/usr/bin:/bin"))
    assert (finding.cause, level(finding)) == ("manager-bypassed", "medium")
    assert "GitHub Actions set up go1.26.6" in finding.message
    assert commands(finding) == (f'export PATH="{SET_UP}/bin:$PATH"',)


def test_the_same_release_before_it_is_fine() -> None:
    assert not findings(tool_cache, job(f"/usr/local/go/bin:{SET_UP}/bin:/usr/bin:/bin", "go1.27.3"))


@pytest.mark.parametrize(
    "env", [{"GITHUB_ACTIONS": ""}, {"RUNNER_TOOL_CACHE": ""}, {"PATH": "/usr/local/go/bin:/usr/bin"}]
)
def test_without_a_set_up_nothing_is_bypassed(env: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        list(tool_cache(Facts(job(f"/usr/local/go/bin:{SET_UP}/bin:/usr/bin:/bin").but(env=env))))

"""facts.ci: the service that a job runs under, what it says of steps, and the Gos of its runner."""

import pytest

from goverify.checks.storage.build_cache_rights import build_cache_rights
from goverify.facts import Facts
from goverify.facts.ci import ci_service, phrased, runner_tool_cache
from tests.checks.storage.caching import cache_of
from tests.golang import findings
from tests.hosts import boring, folder

CACHE = "/opt/hostedtoolcache"


def job(**env: str) -> Facts:
    return Facts(boring("linux").but(env=env))


@pytest.mark.parametrize(
    ("env", "id_"),
    [
        ({"GITHUB_ACTIONS": "true"}, "github-actions"),
        ({"GITLAB_CI": "true"}, "gitlab-ci"),
        ({"TRAVIS": "true", "CI": "true"}, "travis"),
        ({"BITBUCKET_BUILD_NUMBER": "7"}, "bitbucket"),
        ({"DRONE": "true"}, "drone"),
        ({"CI": "woodpecker"}, "woodpecker"),
    ],
)
def test_a_services_own_variable_names_it(env: dict[str, str], id_: str) -> None:
    service = ci_service(job(**env))
    assert service is not None
    assert service.id == id_


def test_a_variable_that_many_scripts_set_names_none() -> None:
    assert ci_service(job(CI="true")) is None


def test_a_place_that_is_there_makes_it_certain() -> None:
    host = boring("linux").but(env={"TRAVIS": "true", "TRAVIS_BUILD_DIR": "/build"}, files={"/build": folder()})
    service = ci_service(Facts(host))
    assert service is not None
    assert service.confidence.value == "high"


def test_a_remedy_says_where_it_belongs() -> None:
    said = phrased(job(GITLAB_CI="true"), "Do it.")
    assert said == "Do it. In GitLab CI, put it into before_script: each job begins without it."
    assert phrased(job(), "Do it.") == "Do it."


@pytest.mark.parametrize("name", ["RUNNER_TOOL_CACHE", "AGENT_TOOLSDIRECTORY"])
def test_a_runner_names_its_tool_cache(name: str) -> None:
    assert str(runner_tool_cache(job(**{name: CACHE}))) == f"{CACHE}/go"


def test_there_is_no_tool_cache_elsewhere() -> None:
    assert runner_tool_cache(job()) is None
    assert runner_tool_cache(job(RUNNER_TOOL_CACHE="_tool")) is None


def test_a_cache_that_another_user_restored_is_given_back_in_a_step() -> None:
    host = boring("linux").but(env={"GITLAB_CI": "true"}, files=cache_of(0))
    [finding] = findings(build_cache_rights, host)
    assert finding.fix is not None
    assert "before_script" in finding.fix.summary

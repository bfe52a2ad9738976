"""The CI service that a job runs under: where a remedy belongs in it, and where its steps put their Gos.

Sources: the documentation of each service, actions/setup-go and actions/toolkit (tool-cache).
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.ancestry import Circumstance, ancestry
from goverify.facts.provenance.judgement import Confidence

STEPS = {
    "github-actions": "In GitHub Actions, make it a step of the job, before the build",
    "gitea-actions": "Make it a step of the job, before the build",
    "gitlab-ci": "In GitLab CI, put it into before_script",
    "circleci": "In CircleCI, make it a run step before the build",
    "azure-pipelines": "In Azure Pipelines, make it a script step before the build",
    "jenkins": "In Jenkins, make it an sh step of the same stage",
    "travis": "In Travis CI, put it into before_script",
    "bitbucket": "In Bitbucket Pipelines, make it the first line of script",
    "buildkite": "In Buildkite, make it the first line of command",
    "drone": "In Drone, make it the first line of commands",
    "woodpecker": "In Woodpecker, make it the first line of commands",
    "teamcity": "In TeamCity, make it a step before the build",
}
"""Where a line belongs that has to run before the build."""


def ci_service(ask: Facts) -> Circumstance | None:
    """Return the CI service that this process runs under; None where fewer than a service's own variable says so."""
    found = [each for each in ask(ancestry) if each.kind == "ci" and each.confidence is not Confidence.LOW]
    return found[0] if found else None


def phrased(ask: Facts, summary: str) -> str:
    """Return what to do with a word on where its command belongs in a CI job; unchanged outside of one."""
    service = ask(ci_service)
    step = STEPS.get(service.id, "") if service else ""
    return f"{summary} {step}: each job begins without it." if step else summary


def runner_tool_cache(ask: Facts) -> PurePath | None:
    """Return the folder in which this job's runner keeps the Gos that steps set up; None where none is named."""
    named = ask.host.env.get("RUNNER_TOOL_CACHE") or ask.host.env.get("AGENT_TOOLSDIRECTORY") or ""
    folder = ask.host.path(named)
    return folder / "go" if folder.is_absolute() else None

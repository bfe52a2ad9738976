"""network.version-control: a GOVCS that forbids git for what go would fetch with it is reported, and no other."""

import pytest

from goverify.checks.network.version_control import version_control
from goverify.facts import Unavailable
from tests.checks.network.asking import lacking
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

MODULE = "git.corp.example/team/greet"
CACHED = f"/home/gopher/go/pkg/mod/{MODULE}@v1.0.0/go.mod"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_govcs(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(version_control, boring(name))


@pytest.mark.parametrize(
    ("env", "rule"),
    [
        ({"GOVCS": "*:off", "GOPROXY": "direct"}, "*:off"),
        ({"GOVCS": "public:hg|svn", "GOPROXY": "direct"}, "public:hg|svn"),
        ({"GOVCS": "public:git, private:off", "GOPRIVATE": "*.corp.example"}, "private:off"),
        ({"GOVCS": "git.corp.example/team:svn,*:all", "GONOPROXY": "git.corp.example"}, "git.corp.example/team:svn"),
    ],
)
def test_a_rule_against_git_is_named_with_the_module(env: dict[str, str], rule: str) -> None:
    [finding] = findings(version_control, lacking(MODULE, **env))
    assert (finding.cause, level(finding), finding.subject) == ("env-value-invalid", "high", "GOVCS")
    assert f"forbids git ({rule}), with which go would fetch {MODULE}" in finding.message
    assert commands(finding) == ("unset GOVCS",)


@pytest.mark.parametrize(
    "env",
    [
        {"GOVCS": "*:off"},
        {"GOVCS": "private:git,public:off", "GOPRIVATE": "git.corp.example"},
        {"GOVCS": "github.com:off", "GOPROXY": "direct"},
        {"GOVCS": "*:all", "GOPROXY": "direct"},
        {"GOVCS": "git", "GOPROXY": "direct"},
    ],
    ids=["a proxy is asked", "allowed", "another host", "everything", "told elsewhere"],
)
def test_a_rule_that_hinders_nothing_is_fine(env: dict[str, str]) -> None:
    assert findings(version_control, lacking(MODULE, **env)) == []


def test_what_is_cached_is_not_fetched() -> None:
    host = lacking(MODULE, GOVCS="*:off", GOPROXY="direct").but(files={CACHED: text("x\n")})
    assert findings(version_control, host) == []

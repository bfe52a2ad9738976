"""project.vcs-missing: git that go needs and lacks is reported; a checkout without git is not."""

import pytest

from goverify.checks.project.vcs_missing import vcs_missing
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checkouts import APP, GIT, checkout
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

WANTS = "module example.com/app\n\ngo 1.25\n\nrequire git.acme.example/greet v1.0.0\n"
CACHED = "/home/gopher/go/pkg/mod/git.acme.example/greet@v1.0.0/go.mod"


def without_git(**env: str) -> RecordedHost:
    return checkout().but(env=env, files={GIT: None})


def wanting(**env: str) -> RecordedHost:
    return without_git(**env).but(files={f"{APP}/go.mod": WANTS})


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_needs_none(name: str) -> None:
    with pytest.raises(Unavailable):
        list(vcs_missing(Facts(boring(name))))


@pytest.mark.parametrize(
    ("script", "lost"),
    [("#!/opt/none/python3\n", "/opt/none/python3"), ('#!/bin/sh\nexec /opt/none/git "$@"\n', "/opt/none/git")],
)
def test_a_script_in_its_place_that_lacks_what_it_starts_is_told(script: str, lost: str) -> None:
    host = checkout().but(files={GIT: text(script, mode=0o755), "/usr/bin/sh": text("", mode=0o755)})
    [finding] = findings(vcs_missing, host)
    assert (finding.cause, str(finding.subject), level(finding)) == ("vcs-missing", GIT, "high")
    assert f"needs {lost}, which is not there" in finding.message
    assert commands(finding) == ("export GOFLAGS=-buildvcs=false",)


def test_a_script_that_starts_another_git_is_fine() -> None:
    files = {GIT: text('#!/bin/sh\nexec /opt/git "$@"\n', mode=0o755), "/opt/git": text("", mode=0o755)}
    assert not findings(vcs_missing, checkout().but(files=files | {"/usr/bin/sh": text("", mode=0o755)}))


def test_a_checkout_without_git_is_fine() -> None:
    with pytest.raises(Unavailable):
        list(vcs_missing(Facts(without_git())))


@pytest.mark.parametrize("flag", ["-buildvcs=true", "-buildvcs"])
def test_a_demanded_stamp_is_refused_without_git(flag: str) -> None:
    [finding] = findings(vcs_missing, without_git(GOFLAGS=flag))
    assert (finding.cause, finding.subject, level(finding)) == ("vcs-missing", "GOFLAGS", "high")
    assert commands(finding) == ("unset GOFLAGS",)


@pytest.mark.parametrize("flag", ["-buildvcs=auto", "-buildvcs=false", "-trimpath"])
def test_a_stamp_that_nobody_demands_is_left_out(flag: str) -> None:
    with pytest.raises(Unavailable):
        list(vcs_missing(Facts(without_git(GOFLAGS=flag))))


def test_a_demanded_stamp_with_git_is_fine() -> None:
    assert not findings(vcs_missing, checkout().but(env={"GOFLAGS": "-buildvcs=true"}))


@pytest.mark.parametrize(
    "env",
    [
        {"GOPRIVATE": "*.acme.example"},
        {"GONOPROXY": "git.acme.example/greet", "GOPRIVATE": "other.example"},
        {"GOPROXY": "direct"},
        {"GOPROXY": "direct,off"},
    ],
)
def test_what_no_proxy_gives_is_fetched_with_git(env: dict[str, str]) -> None:
    [finding] = findings(vcs_missing, wanting(**env))
    assert (finding.cause, str(finding.subject), level(finding)) == ("vcs-missing", f"{APP}/go.mod", "medium")
    assert finding.message.endswith("go.mod requires: git.acme.example/greet")


@pytest.mark.parametrize(
    "env",
    [{}, {"GOPROXY": "off"}, {"GOPRIVATE": "other.example"}, {"GONOPROXY": "none", "GOPRIVATE": "*.acme.example"}],
)
def test_what_a_proxy_gives_needs_no_git(env: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        list(vcs_missing(Facts(wanting(**env))))


def test_what_is_in_the_cache_is_not_fetched() -> None:
    host = wanting(GOPRIVATE="*.acme.example").but(files={CACHED: "module git.acme.example/greet\n"})
    with pytest.raises(Unavailable):
        list(vcs_missing(Facts(host)))


def test_the_remedy_is_the_systems_own() -> None:
    host = wanting(GOPRIVATE="*.acme.example").but(files={"/usr/bin/apt-get": ""})
    [finding] = findings(vcs_missing, host)
    assert commands(finding) == ("sudo apt install git",)

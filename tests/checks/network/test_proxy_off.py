"""network.proxy-off: GOPROXY=off is reported where the project lacks something, and nowhere else."""

import pytest

from goverify.checks.network.proxy_off import proxy_off
from goverify.facts import Unavailable
from tests.checks.network.asking import PROJECT, lacking
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

CACHED = "/home/gopher/go/pkg/mod/example.com/greet@v1.0.0/go.mod"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_proxies(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(proxy_off, boring(name))


def test_a_project_that_lacks_a_module_is_reported() -> None:
    [finding] = findings(proxy_off, lacking(GOPROXY="off"))
    assert (finding.cause, level(finding), finding.subject) == ("proxy-off", "medium", "GOPROXY")
    assert "lacks example.com/greet@v1.0.0, which the project requires" in finding.message
    assert commands(finding) == ("unset GOPROXY",)


@pytest.mark.parametrize("place", [CACHED, f"{PROJECT}/vendor/modules.txt"], ids=["cached", "vendored"])
def test_a_project_that_lacks_nothing_is_fine(place: str) -> None:
    assert findings(proxy_off, lacking(GOPROXY="off").but(files={place: text("x\n")})) == []


def test_off_behind_a_proxy_is_only_the_end_of_the_list() -> None:
    with pytest.raises(Unavailable, match="not off"):
        findings(proxy_off, lacking(GOPROXY="https://mirror.example,off"))


def test_a_module_that_go_fetches_from_its_own_site_is_not_kept_off() -> None:
    assert findings(proxy_off, lacking(GOPROXY="off", GONOPROXY="example.com")) == []

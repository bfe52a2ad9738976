"""network.private-modules: what public services were asked for in vain is reported; what they know or never hear of is not."""

import pytest

from goverify.checks.network.private_modules import private_modules
from goverify.facts import Unavailable
from goverify.host.web import Exchange
from tests.checks.network.asking import ABSENT, MIRROR, found, lacking, refused, served
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring
from tests.sumdb.logs import Log, Signer

KEY = Signer().text
MODULE = "git.corp.example/team/greet"
LOOKUP = f"https://sum.example/lookup/{MODULE}@v1.0.0"
BASE = served(module=MODULE) | {
    f"{MIRROR}/sumdb/sum.example/supported": ABSENT,
    "https://sum.example/latest": Exchange(200, Log(10).note()),
}


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_asked_without_leave(name: str) -> None:
    with pytest.raises(Unavailable, match="--online"):
        findings(private_modules, boring(name))


@pytest.mark.parametrize("status", [404, 410])
def test_a_module_that_the_database_does_not_know_is_reported(status: int) -> None:
    [finding] = found(private_modules, lacking(MODULE, GOSUMDB=KEY), BASE | {LOOKUP: Exchange(status)})
    assert (finding.cause, level(finding), finding.subject) == ("private-module-public", "high", MODULE)
    assert f"{MODULE}@v1.0.0 is asked of the checksum database sum.example, which answers {status}" in finding.message
    assert commands(finding) == ("go env -w GONOSUMDB=git.corp.example",)


def test_a_module_that_the_database_knows_is_fine() -> None:
    assert found(private_modules, lacking(MODULE, GOSUMDB=KEY), BASE | {LOOKUP: Exchange(200)}) == []


@pytest.mark.parametrize("name", ["GONOSUMDB", "GOPRIVATE"])
def test_a_module_that_a_pattern_covers_is_not_asked_for(name: str) -> None:
    env = {"GOSUMDB": KEY, name: "*.corp.example", "GONOPROXY": "none"}
    assert found(private_modules, lacking(MODULE, **env), BASE) == []


def test_a_module_that_go_sum_lists_is_not_asked_for() -> None:
    assert found(private_modules, lacking(MODULE, sums=f"{MODULE} v1.0.0 h1:x=\n", GOSUMDB=KEY), BASE) == []


def test_patterns_that_are_there_are_kept() -> None:
    host = lacking(MODULE, GOSUMDB=KEY, GOPRIVATE="other.example")
    [finding] = found(private_modules, host, BASE | {LOOKUP: Exchange(410)})
    assert commands(finding) == ("go env -w GONOSUMDB=other.example,git.corp.example",)


def test_a_module_that_the_public_proxy_does_not_know_is_reported() -> None:
    host = lacking("github.com/acme/greet").but(files={"/usr/local/go/go.env": f"GOPROXY={MIRROR},off\n"})
    [finding] = found(private_modules, host, refused(ABSENT, module="github.com/acme/greet"))
    assert "is asked of the public proxy mirror.example, which answers 404" in finding.message
    assert commands(finding) == ("go env -w GOPRIVATE=github.com/acme",)

"""network.web-proxy: an address of a web proxy that go cannot read is reported where a server is asked through it."""

import pytest

from goverify.checks.network.web_proxy import web_proxy
from goverify.facts import Unavailable
from tests.checks.network.asking import lacking
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_name_no_web_proxy(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(web_proxy, boring(name))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("http://ann:p#ss@proxy.example:3128", "its login has # in it, which is written as %23"),
        ("http://ann:p/ss@proxy.example:3128", "its login has / in it, which is written as %2F"),
        ("http://ann:50%off@proxy.example:3128", "a % itself is written as %25"),
        ("http://a b:c@proxy.example:3128", "its login has ' ' in it, which is written as %20"),
        ("http://proxy.example:port", "it has no number for a port"),
        ("http://proxy .example:3128", "its host has ' ' in it"),
        ('"http://proxy.example:3128"', "it holds quote characters"),
    ],
)
def test_an_address_that_go_cannot_read_is_reported(value: str, words: str) -> None:
    [finding] = findings(web_proxy, lacking(GOPROXY="https://mirror.example", HTTPS_PROXY=value))
    assert (finding.cause, level(finding), finding.subject) == ("proxy-unreachable", "high", "HTTPS_PROXY")
    assert words in finding.message
    assert "http for the name of the proxy" in finding.message
    assert commands(finding) == ("unset HTTPS_PROXY",)


def test_nothing_of_a_password_is_said() -> None:
    [finding] = findings(
        web_proxy, lacking(GOPROXY="https://mirror.example", https_proxy="http://ann:pass#word@proxy.example:3128")
    )
    assert "pass" not in f"{finding.message} {finding.evidence} {finding.fix}".replace("password", "")


@pytest.mark.parametrize(
    "value",
    [
        "http://proxy.example:3128",
        "http://ann:p%23ss@proxy.example:3128/",
        "proxy.example:3128",
        "socks5://[::1]:1080",
        "http://ann:p@ss@proxy.example",
        "http://proxy.example:",
    ],
)
def test_what_go_reads_is_no_fault(value: str) -> None:
    assert findings(web_proxy, lacking(GOPROXY="https://mirror.example", HTTPS_PROXY=value)) == []


@pytest.mark.parametrize(
    "env",
    [
        {"GOPROXY": "http://mirror.example"},
        {"GOPROXY": "https://mirror.example", "NO_PROXY": "localhost, .example"},
        {"GOPROXY": "https://mirror.example", "no_proxy": "*"},
        {"GOPROXY": "https://127.0.0.1:8080"},
        {"GOPROXY": "off"},
    ],
)
def test_a_proxy_that_no_server_is_asked_through_is_no_fault(env: dict[str, str]) -> None:
    assert findings(web_proxy, lacking(**env, HTTPS_PROXY="http://proxy.example:port")) == []

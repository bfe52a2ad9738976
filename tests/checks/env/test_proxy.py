"""env.proxy: a list that go cannot read is reported; hosts without a scheme and what stands behind direct are not."""

import pytest

from goverify.checks.env.proxy import proxy
from tests.checks.env.stored import with_env
from tests.checks.path.looking import commands, findings, level


@pytest.mark.parametrize(
    "value",
    [
        "https://proxy.example,direct",
        "https://user:secret@proxy.example:8443/go|direct",
        "https://user:secret@proxy.example",
        "localhost:18447,direct",
        "proxy.example",
        "http://[::1]:3000",
        "file:///srv/proxy",
        "direct",
        "off",
        " https://proxy.example , direct\r",
        "direct,nonsense",
        "HTTPS://proxy.example",
        "https://proxy.example/a;b",
    ],
)
def test_what_go_reads_is_no_fault(value: str) -> None:
    assert not findings(proxy, with_env(GOPROXY=value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("goproxy", "goproxy is neither an address"),
        (",", "it has no entry"),
        ("https://a.example;https://b.example", "has a semicolon in it"),
        ("https://a.example direct", "has a blank in it"),
        ("https://a.examplehttps://b.example", "holds two addresses"),
        ('"https://a.example"', "holds quote characters"),
        ("https://a.example,Direct", "Direct is written with capital letters"),
        ("ftp://a.example", "has ftp for a scheme"),
        ("https:/a.example", "names no host"),
        ("https://a.example/x;https://b.example", "has a semicolon in it"),
        ("file://srv/proxy", "three slashes"),
        ("proxy.example:go", "has no number for a port"),
        ("https://a.example:port", "has no number for a port"),
        ("/srv/proxy", "is a path"),
        (
            "http://user:secret@mirror.example:8080/go,direct",
            "its entry for mirror.example:8080 holds a login without TLS",
        ),
    ],
)
def test_what_go_cannot_read_is_reported(value: str, words: str) -> None:
    [finding] = findings(proxy, with_env(GOPROXY=value))
    assert (finding.cause, finding.subject, level(finding)) == ("proxy-invalid", "GOPROXY", "high")
    assert words in finding.message
    assert commands(finding) == ("unset GOPROXY",)


def test_a_long_list_is_looked_through_to_a_bound() -> None:
    assert not findings(proxy, with_env(GOPROXY=",".join(["a.example"] * 100_000)))

"""The HTTP proxy that the environment names for an address is the one that Go's programs would take."""

from urllib.parse import urlsplit

import pytest

from goverify.host.local.proxies import proxy_for

PROXY = "http://proxy.example:3128"


def named(url: str, **env: str) -> str:
    """Return the proxy's address, empty where none is taken."""
    found = proxy_for(urlsplit(url), env)
    return found.address if found else ""


@pytest.mark.parametrize("value", [PROXY, "proxy.example:3128", "http://me:secret@proxy.example:3128/"])
def test_an_address_and_a_host_name_a_proxy_alike(value: str) -> None:
    assert named("https://a.example/", HTTPS_PROXY=value) == "proxy.example:3128"


def test_each_scheme_has_its_own_variable_and_capitals_go_first() -> None:
    assert named("http://a.example/", HTTPS_PROXY=PROXY) == ""
    assert named("http://a.example/", http_proxy=PROXY, HTTP_PROXY="http://first.example") == "first.example:80"


@pytest.mark.parametrize(
    ("listed", "excepted"),
    [
        ("*", True),
        ("b.example,a.example", True),
        ("example", True),
        (".example", True),
        ("*.example", True),
        (".a.example", False),
        ("a.example:443", True),
        ("a.example:80", False),
        ("ample", False),
        ("10.0.0.0/8", False),
    ],
)
def test_no_proxy_lists_names(listed: str, excepted: bool) -> None:
    assert (named("https://a.example/", HTTPS_PROXY=PROXY, NO_PROXY=listed) == "") is excepted


@pytest.mark.parametrize(
    ("listed", "excepted"), [("10.0.0.0/8", True), ("10.1.2.3", True), ("10.1.2.3:80", False), ("11.0.0.0/8", False)]
)
def test_no_proxy_lists_addresses(listed: str, excepted: bool) -> None:
    assert (named("https://10.1.2.3/", HTTPS_PROXY=PROXY, NO_PROXY=listed) == "") is excepted


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machine_itself_never_has_one(host: str) -> None:
    assert named(f"https://{host}:8080/", HTTPS_PROXY=PROXY) == ""


@pytest.mark.parametrize("value", ["ftp://proxy.example", "http://:3128", "http://proxy.example:port"])
def test_what_names_none_cannot_be_read(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        named("https://a.example/", HTTPS_PROXY=value)

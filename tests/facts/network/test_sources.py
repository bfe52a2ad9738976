"""The entries of GOPROXY are those that go comes to, and a login goes to its own server alone."""

import pytest

from goverify.facts import Facts, Unavailable
from goverify.facts.network.logins import login_for
from goverify.facts.network.sources import Source, Way, sources
from goverify.host.recorded import RecordedHost
from goverify.host.web import Login
from tests.hosts import boring, text

NETRC = "/home/gopher/.netrc"


def entries(value: str, name: str = "linux") -> tuple[Source, ...]:
    """Return the entries of a value."""
    return Facts(boring(name).but(env={"GOPROXY": value}))(sources).entries


def with_netrc(content: str, **env: str) -> RecordedHost:
    """Return a host with a netrc file."""
    return boring("linux").but(env=env, files={NETRC: text(content, uid=1000)})


def test_entries_are_taken_apart_at_commas_and_bars() -> None:
    found = entries("https://a.example/x/|b.example, direct,https://never.example")
    assert [(each.url, each.way, each.falls_back) for each in found] == [
        ("https://a.example/x", Way.WEB, True),
        ("https://b.example", Way.WEB, False),
        ("", Way.DIRECT, False),
    ]


def test_without_a_setting_the_release_says_it() -> None:
    host = boring("linux").but(files={"/usr/local/go/go.env": "GOPROXY=https://mirror.example,off\n"})
    found = Facts(host)(sources)
    assert (found.held, [each.way for each in found.entries]) == (None, [Way.WEB, Way.OFF])


@pytest.mark.parametrize(
    ("name", "value", "folder"),
    [("linux", "file:///srv/my%20mirror", "/srv/my mirror"), ("windows", "file:///C:/mirror", r"C:\mirror")],
)
def test_a_folder_is_a_path_of_the_host(name: str, value: str, folder: str) -> None:
    [found] = entries(value, name)
    assert (found.way, str(found.folder)) == (Way.FOLDER, folder)


@pytest.mark.parametrize("value", ["goproxy", ",", "ftp://a.example"])
def test_what_go_cannot_read_is_not_guessed(value: str) -> None:
    with pytest.raises(Unavailable):
        entries(value)


def test_a_login_in_an_address_is_kept_beside_it() -> None:
    [found] = entries("https://me:p%40ss@a.example:8443")
    assert (found.url, found.text, found.login) == ("https://a.example:8443",) * 2 + (Login("me", "p@ss"),)


def test_the_netrc_file_knows_servers() -> None:
    ask = Facts(with_netrc("machine a.example login me password one\nmachine b.example\n\tlogin you\n\tpassword two\n"))
    assert login_for(ask, "https://a.example/x") == Login("me", "one")
    assert login_for(ask, "https://b.example:8443/x") == Login("you", "two")
    assert login_for(ask, "https://c.example/x") is None


def test_the_netrc_file_is_for_tls_alone() -> None:
    assert login_for(Facts(with_netrc("machine a.example login me password one\n")), "http://a.example/x") is None


@pytest.mark.parametrize("value", ["off", "git /srv"])
def test_goauth_may_switch_the_netrc_file_off(value: str) -> None:
    ask = Facts(with_netrc("machine a.example login me password one\n", GOAUTH=value))
    assert login_for(ask, "https://a.example/x") is None


def test_a_macro_holds_no_logins() -> None:
    content = "macdef init\nmachine a.example login me password one\n\nmachine b.example login me password two\n"
    ask = Facts(with_netrc(content))
    assert login_for(ask, "https://a.example/") is None
    assert login_for(ask, "https://b.example/") == Login("me", "two")

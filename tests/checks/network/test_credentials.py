"""network.credentials: a repository that wants a login which nobody here has is reported; one that may be let in is not."""

import pytest

from goverify.checks.network.credentials import credentials
from goverify.facts import Unavailable
from goverify.host.recorded import RecordedHost
from goverify.host.web import Exchange
from tests.checks.network.asking import DOWN, found, lacking
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

MODULE = "github.com/acme/greet"
SERVICE = "info/refs?service=git-upload-pack"
ASKED = f"https://{MODULE}/{SERVICE}"
LOCKED = {ASKED: Exchange(401, challenge='Basic realm="git"')}
CONFIG, NETRC = "/home/gopher/.gitconfig", "/home/gopher/.netrc"


def private(module: str = MODULE, **files: str) -> RecordedHost:
    """Return a host whose project lacks a private module."""
    return lacking(module, GOPRIVATE="github.com/acme,*.corp.example").but(
        files={{"config": CONFIG, "netrc": NETRC}[name]: text(content, uid=1000) for name, content in files.items()}
    )


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_asked_without_leave(name: str) -> None:
    with pytest.raises(Unavailable, match="--online"):
        findings(credentials, boring(name))


def test_a_repository_that_wants_a_login_is_reported() -> None:
    [finding] = found(credentials, private(), LOCKED)
    assert (finding.cause, level(finding), finding.subject) == ("vcs-credentials", "high", MODULE)
    assert "at github.com wants a login, and nothing here has one for it" in finding.message
    assert commands(finding) == ('git config --global url."ssh://git@github.com/".insteadOf "https://github.com/"',)


def test_where_git_is_led_elsewhere_that_place_is_asked() -> None:
    host = private(config='[url "http://127.0.0.1:8/"]\n\tinsteadOf = https://github.com/\n')
    [finding] = found(credentials, host, {f"http://127.0.0.1:8/acme/greet/{SERVICE}": Exchange(401)})
    assert "http://127.0.0.1:8/ in the place of https://github.com/" in finding.message


def test_ssh_is_another_matter() -> None:
    host = private(config='[url "ssh://git@github.com/"]\n\tinsteadOf = https://github.com/\n')
    with pytest.raises(Unavailable):
        found(credentials, host, {})


@pytest.mark.parametrize(
    "config",
    [
        "[credential]\n\thelper = store\n",
        '[credential "https://github.com"]\n\thelper = cache\n',
        '[http "https://github.com/"]\n\textraheader = Authorization: x\n',
    ],
    ids=["helper", "helper of the site", "header"],
)
def test_where_git_may_know_a_login_nothing_is_claimed(config: str) -> None:
    assert found(credentials, private(config=config), LOCKED) == []


def test_a_helper_of_another_site_is_none() -> None:
    config = '[credential "https://gitlab.example"]\n\thelper = cache\n'
    assert len(found(credentials, private(config=config), LOCKED)) == 1


def test_a_login_that_is_refused_is_told_as_that_and_not_shown() -> None:
    [finding] = found(credentials, private(netrc="machine github.com login me password hunter22\n"), LOCKED)
    assert "refuses the login in the netrc file" in finding.message
    assert "hunter22" not in str(finding)


@pytest.mark.parametrize("answer", [Exchange(200), DOWN, Exchange(500)])
def test_other_answers_are_no_want_of_a_login(answer: Exchange) -> None:
    assert found(credentials, private(), {ASKED: answer}) == []


def test_a_site_of_ones_own_is_asked_where_the_repository_is() -> None:
    module = "go.corp.example/greet"
    page = f'<meta name="go-import" content="{module} git https://git.corp.example/greet">'.encode()
    exchanges = {
        f"https://{module}?go-get=1": Exchange(200, page, content_type="text/html"),
        f"https://git.corp.example/greet/{SERVICE}": Exchange(401),
    }
    [finding] = found(credentials, private(module), exchanges)
    assert "at git.corp.example wants a login" in finding.message


def test_a_site_that_lets_nobody_see_where_is_reported_too() -> None:
    module = "go.corp.example/greet"
    [finding] = found(credentials, private(module), {f"https://{module}?go-get=1": Exchange(401)})
    assert "at go.corp.example" in finding.message

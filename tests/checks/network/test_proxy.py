"""network.proxy: an entry of GOPROXY that ends the matter is reported; one that says no, or is not come to, is not."""

import pytest

from goverify.checks.network.proxy import proxy
from goverify.facts import Facts, Unavailable
from goverify.host.web import Exchange, Trouble
from tests.checks.network.asking import ABSENT, DOWN, INFO, MIRROR, PAGE, SHOWN, found, items, lacking, refused, served
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, folder


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_asked_without_leave(name: str) -> None:
    host = boring(name).but(env={"GOPROXY": MIRROR})
    with pytest.raises(Unavailable, match="--online"):
        findings(proxy, host)


def test_a_proxy_that_answers_is_fine() -> None:
    assert found(proxy, lacking(), served()) == []


@pytest.mark.parametrize(
    ("answer", "cause", "said"),
    [
        (DOWN, "proxy-unreachable", "refuses the connection"),
        (Exchange(trouble=Trouble.NAME, words="no such host"), "proxy-unreachable", "its name is not known"),
        (Exchange(trouble=Trouble.TIMEOUT, words="10 s"), "proxy-unreachable", "does not answer in time"),
        (Exchange(trouble=Trouble.NOT_TLS, words="WRONG_VERSION_NUMBER"), "proxy-unreachable", "does not speak TLS"),
        (Exchange(503), "proxy-unreachable", "answers 503"),
        (Exchange(401), "proxy-denied", "wants a login"),
        (Exchange(403), "proxy-denied", "answers 403"),
        (Exchange(500), "proxy-denied", "answers 500"),
        (PAGE, "proxy-denied", "sends a web page"),
        (Exchange(200, b"garbage"), "proxy-denied", "no module's description"),
        (Exchange(302, location="ftp://elsewhere.example/"), "proxy-denied", "leads to nothing that go follows"),
    ],
)
def test_what_goes_wrong_is_told_apart(answer: Exchange, cause: str, said: str) -> None:
    [finding] = found(proxy, lacking(), refused(answer))
    assert (finding.cause, level(finding), finding.subject) == (cause, "high", "GOPROXY")
    assert said in finding.message
    assert "mirror.example" in finding.concerns
    assert "The project needs example.com/greet@v1.0.0." in finding.detail


def test_a_proxy_that_the_project_does_not_need_matters_less() -> None:
    asked = INFO.replace("example.com/greet/@v/v1.0.0", "golang.org/x/text/@v/v0.3.0")
    git = {"https://example.com/greet?go-get=1": ABSENT}
    [finding] = found(proxy, lacking(GOPRIVATE="example.com"), {asked: DOWN} | git)
    assert (level(finding), finding.detail) == ("medium", "")


def test_a_redirect_to_a_login_page_is_told_with_where_it_leads() -> None:
    away = Exchange(302, location="https://login.example/?next=x")
    exchanges = refused(away) | {"https://login.example/?next=x": PAGE}
    [finding] = found(proxy, lacking(), exchanges)
    assert finding.cause == "proxy-denied"
    assert "leads on to login.example, which sends a web page" in finding.message


def test_a_redirect_to_the_content_is_fine() -> None:
    away = Exchange(301, location="https://store.example/x")
    exchanges = refused(away) | {"https://store.example/x": served()[INFO]}
    assert found(proxy, lacking(), exchanges) == []


def test_behind_a_comma_go_stops_and_that_is_said() -> None:
    [finding] = found(proxy, lacking(GOPROXY=f"{MIRROR},direct"), refused(Exchange(403)))
    assert finding.detail.startswith("Go does not turn to direct then")


def test_behind_a_bar_go_goes_on_and_it_matters_less() -> None:
    host = lacking(GOPROXY=f"{MIRROR}|https://second.example")
    [finding] = found(proxy, host, refused(DOWN) | served("https://second.example"))
    assert level(finding) == "low"
    assert "Go turns to https://second.example then" in finding.detail


def test_an_entry_that_is_seldom_come_to_matters_less() -> None:
    host = lacking(GOPROXY=f"{MIRROR},https://second.example")
    [finding] = found(proxy, host, served() | refused(DOWN, "https://second.example"))
    assert level(finding) == "low"


def test_an_entry_that_is_come_to_because_the_first_lacks_the_module_matters() -> None:
    host = lacking(GOPROXY=f"{MIRROR},https://second.example")
    [finding] = found(proxy, host, refused(ABSENT) | refused(DOWN, "https://second.example"))
    assert level(finding) == "high"


def test_a_proxy_without_the_module_is_fine_where_another_one_has_it() -> None:
    host = lacking(GOPROXY=f"{MIRROR},https://second.example")
    assert found(proxy, host, refused(ABSENT) | served("https://second.example")) == []


def test_a_module_that_no_entry_has_is_reported() -> None:
    [finding] = found(proxy, lacking(GOPROXY=f"{MIRROR}/wrong/path"), refused(ABSENT, f"{MIRROR}/wrong/path"))
    assert (finding.cause, level(finding)) == ("proxy-denied", "high")
    assert "https://mirror.example/wrong/path does not have example.com/greet@v1.0.0" in finding.message


def test_a_proxy_variable_that_is_left_over_is_to_be_unset() -> None:
    left_over = Exchange(trouble=Trouble.PROXY, words="Connection refused", variable="HTTPS_PROXY", proxy="127.0.0.1:9")
    host = lacking(HTTPS_PROXY="http://127.0.0.1:9")
    [finding] = found(proxy, host, refused(left_over))
    assert "HTTPS_PROXY, whose proxy 127.0.0.1:9 does not help" in finding.message
    assert commands(finding) == ("unset HTTPS_PROXY",)


def test_what_is_wrong_with_a_certificate_is_told_elsewhere() -> None:
    answer = Exchange(trouble=Trouble.UNTRUSTED, certificate=SHOWN)
    assert found(proxy, lacking(), refused(answer)) == []


def test_a_folder_is_looked_at_without_the_network() -> None:
    host = lacking(GOPROXY="file:///srv/mirror")
    facts = Facts(host)
    said = next(proxy(facts))
    assert "names a folder that is not there" in getattr(said, "message", "")
    there = host.but(files={"/srv/mirror": folder()})
    assert "names a folder" not in str(next(proxy(Facts(there))))


def test_a_folder_that_is_not_there_is_told_once() -> None:
    assert len(found(proxy, lacking(GOPROXY="file:///srv/mirror"))) == 1


def test_a_folder_without_the_module_is_told_as_that() -> None:
    [finding] = found(proxy, lacking(GOPROXY="file:///srv/mirror").but(files={"/srv/mirror": folder()}))
    assert finding.cause == "proxy-denied"
    assert "file:///srv/mirror does not have example.com/greet@v1.0.0" in finding.message


def test_a_site_that_go_would_ask_itself_is_named() -> None:
    host = lacking(GOPROXY="direct")
    [finding] = found(proxy, host, {"https://example.com/greet?go-get=1": DOWN})
    assert finding.cause == "proxy-unreachable"
    assert "go fetches example.com/greet@v1.0.0 from example.com itself, which refuses" in finding.message


@pytest.mark.parametrize(
    ("value", "mended"), [("*", ("unset GOPRIVATE",)), ("example.com", ())], ids=["everything", "what is private"]
)
def test_the_setting_that_keeps_a_module_from_every_proxy_is_named(value: str, mended: tuple[str, ...]) -> None:
    answers = served(module="golang.org/x/text", version="v0.3.0") | {"https://example.com/greet?go-get=1": DOWN}
    [finding] = found(proxy, lacking(GOPRIVATE=value), answers)
    assert f"from example.com itself, as GOPRIVATE={value} in the environment has it, which refuses" in finding.message
    assert commands(finding) == mended


def test_a_proxy_behind_direct_is_said_to_be_asked_never() -> None:
    [finding] = found(proxy, lacking(GOPROXY=f"direct,{MIRROR}"), {"https://example.com/greet?go-get=1": DOWN})
    assert finding.detail == f"direct ends the list, so go never asks {MIRROR}: it belongs before direct."


def test_a_word_in_the_place_of_a_version_is_asked_of_nobody() -> None:
    assert (
        found(proxy, lacking(version="latest", GOPROXY="file:///srv/mirror").but(files={"/srv/mirror": folder()})) == []
    )


def test_a_login_in_the_address_is_not_shown() -> None:
    host = lacking(GOPROXY="https://me:hunter22@mirror.example")
    said = items(proxy, host, refused(Exchange(401)))
    assert "hunter22" not in str([getattr(item, "message", item) for item in said])


def test_where_the_project_asks_nothing_of_a_proxy_its_own_site_is_told_first() -> None:
    asked = INFO.replace("example.com/greet/@v/v1.0.0", "golang.org/x/text/@v/v0.3.0")
    unknown = Exchange(trouble=Trouble.NAME, words="no such host")
    first, *others = found(
        proxy, lacking(GOPRIVATE="example.com"), {asked: DOWN, "https://example.com/greet?go-get=1": unknown}
    )
    assert first.message.startswith("go fetches example.com/greet@v1.0.0 from example.com itself")
    assert [finding.subject for finding in others] == ["GOPROXY"]

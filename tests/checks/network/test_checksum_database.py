"""network.checksum-database: a database that does not answer while proxies do is reported; one that is not asked is not."""

import pytest

from goverify.checks.network.checksum_database import checksum_database
from goverify.facts import Blocked, Unavailable
from goverify.host.recorded import RecordedHost
from goverify.host.web import Exchange, Trouble
from tests.checks.network.asking import ABSENT, DOWN, MIRROR, SHOWN, found, lacking, refused, served, sum_lines
from tests.golang import findings, level
from tests.hosts import BORING, boring
from tests.sumdb.logs import Log, Signer

KEY = Signer().text
SERVED = f"{MIRROR}/sumdb/sum.example/supported"
LATEST = "https://sum.example/latest"
OWN = "https://sum.example/lookup/example.com/greet@v1.0.0"
DIRECT = served() | {SERVED: ABSENT}


def database_of(**env: str) -> RecordedHost:
    """Return a host whose database is the tests' own."""
    return lacking(GOSUMDB=KEY, **env)


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_asked_without_leave(name: str) -> None:
    with pytest.raises(Unavailable, match="--online"):
        findings(checksum_database, boring(name))


def test_a_database_that_signs_what_it_says_is_fine() -> None:
    assert found(checksum_database, database_of(), DIRECT | {LATEST: Exchange(200, Log(10).note())}) == []


def test_a_proxy_that_serves_the_database_is_asked_for_it() -> None:
    through = f"{MIRROR}/sumdb/sum.example/latest"
    answers = served() | {SERVED: Exchange(200), through: Exchange(200, Log(10).note())}
    assert found(checksum_database, database_of(), answers) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (DOWN, "refuses the connection"),
        (Exchange(403), "answers 403"),
        (Exchange(200, Log(10, Signer(2, "sum.example")).note()), "has not signed or cannot prove"),
        (Exchange(200, b"<html>", content_type="text/html"), "has not signed or cannot prove"),
    ],
)
def test_one_that_does_not_do_its_work_is_reported(answer: Exchange, said: str) -> None:
    [finding] = found(checksum_database, database_of(), DIRECT | {LATEST: answer})
    assert (finding.cause, level(finding), finding.subject) == ("sumdb-unreachable", "high", "GOSUMDB")
    assert "the checksum database sum.example" in finding.message
    assert said in finding.message


def test_what_go_sum_lists_needs_no_database() -> None:
    host = lacking(GOSUMDB=KEY, sums=sum_lines())
    [finding] = found(checksum_database, host, DIRECT | {LATEST: DOWN})
    assert (level(finding), finding.detail) == ("medium", "")


def test_a_proxy_that_refuses_the_database_keeps_go_from_it() -> None:
    [finding] = found(checksum_database, database_of(), served() | {SERVED: Exchange(403)})
    assert "sum.example at mirror.example answers 403" in finding.message


def test_one_that_everything_else_shares_its_fate_with_is_not_at_fault() -> None:
    answers = refused(DOWN) | {SERVED: DOWN}
    with pytest.raises(Blocked, match="modules cannot be fetched either"):
        found(checksum_database, database_of(), answers)


def test_where_go_asks_every_site_itself_the_database_may_still_be_at_fault() -> None:
    meta = b'<meta name="go-import" content="example.com/greet git https://git.example/greet">'
    site = {
        "https://example.com/greet?go-get=1": Exchange(200, meta, content_type="text/html"),
        "https://git.example/greet/info/refs?service=git-upload-pack": Exchange(200),
    }
    assert len(found(checksum_database, database_of(GOPROXY="direct"), site | {LATEST: DOWN})) == 1
    down = {"https://example.com/greet?go-get=1": DOWN, LATEST: DOWN}
    with pytest.raises(Blocked):
        found(checksum_database, database_of(GOPROXY="direct"), down)


def test_what_is_wrong_with_its_certificate_is_told_elsewhere() -> None:
    answer = Exchange(trouble=Trouble.EXPIRED, certificate=SHOWN)
    assert found(checksum_database, database_of(), DIRECT | {LATEST: answer}) == []


def test_one_that_lacks_the_projects_own_module_is_not_out_of_reach() -> None:
    answers = DIRECT | {LATEST: Exchange(410), OWN: Exchange(410)}
    assert found(checksum_database, database_of(), answers) == []


@pytest.mark.parametrize("env", [{"GOSUMDB": "off"}, {"GONOSUMDB": "*"}, {"GOPRIVATE": "*"}])
def test_one_that_is_switched_off_is_not_asked(env: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        found(checksum_database, lacking(**({"GOSUMDB": KEY} | env)))

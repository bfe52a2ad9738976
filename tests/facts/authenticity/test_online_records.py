"""The checksum database asked over the network: only where that is allowed, through the proxy that serves it, and proven."""

import pytest

from goverify.facts import Allowances, Facts, Unavailable
from goverify.facts.authenticity.online_records import online_record
from goverify.facts.authenticity.toolchain_records import record_of
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Recording
from goverify.sumdb.client import DATABASE, Proven
from goverify.sumdb.refused import Refused
from tests.golang import ROOTS, whole
from tests.sumdb.logs import Log, captured

ROOT = ROOTS["linux"]
MODULE = "go1.27.3.linux-amd64"
PROXY = "https://mirror.example"
ALLOWED = Allowances(online=True)


class Online(RecordedHost):
    """A host on whose network some addresses serve what the real database answered."""

    def __init__(self, recording: Recording, *bases: str, remembered: bytes = b"") -> None:
        super().__init__(recording)
        self.bases = bases
        self.asked: list[str] = []
        self.state = remembered

    def fetch(self, url: str, limit_bytes: int) -> bytes:
        self.asked.append(url)
        for base in self.bases:
            path = url.removeprefix(base)
            if path != url:
                return b"" if path == "/supported" else captured(path)
        raise OSError("no route to host")

    def recall(self, name: str) -> bytes:
        return self.state

    def remember(self, name: str, data: bytes) -> None:
        self.state = data


def online(*bases: str, env: dict[str, str] | None = None, remembered: bytes = b"") -> Online:
    """Return a host on whose network these addresses serve the database."""
    return Online(whole().but(env=env or {}).recording, *bases, remembered=remembered)


def asked(host: Online) -> Proven | None:
    """Return the record that the database gives."""
    return Facts(host, ALLOWED)(online_record, MODULE, host.path(ROOT))


DIRECT = f"https://{DATABASE.name}"
THROUGH = f"{PROXY}/sumdb/{DATABASE.name}"


def test_nothing_is_asked_unless_that_is_allowed() -> None:
    host = online(DIRECT)
    assert Facts(host)(online_record, MODULE, host.path(ROOT)) is None
    assert host.asked == []


def test_the_first_proxy_that_serves_the_database_is_asked() -> None:
    host = online(DIRECT, THROUGH, env={"GOPROXY": f"https://other.example|{PROXY}/,direct"})
    found = asked(host)
    assert found is not None
    assert found.sum == "h1:r0ub+FnqzZxoWm/dSUOI9DcIqYWn/mNYGFJcv7PyBzs="
    assert host.asked[0].startswith("https://other.example/sumdb/")
    assert all(url.startswith(THROUGH) for url in host.asked[1:])


def test_the_trees_own_go_env_names_the_proxy_where_nobody_else_does() -> None:
    recording = whole().but(files={f"{ROOT}/go.env": f"GOPROXY={PROXY},direct\n"}).recording
    host = Online(recording, THROUGH)
    assert asked(host)


@pytest.mark.parametrize("env", [{}, {"GOPROXY": "off"}, {"GOPROXY": "direct"}, {"GOSUMDB": "off"}])
def test_without_a_proxy_the_database_itself_is_asked(env: dict[str, str]) -> None:
    host = online(DIRECT, env=env)
    assert asked(host)
    assert all(url.startswith(DIRECT) for url in host.asked)


def test_the_setting_may_name_another_address_of_the_database() -> None:
    assert asked(online("https://inside.example", env={"GOSUMDB": f"{DATABASE.name} https://inside.example/"}))


def test_the_newest_head_is_remembered() -> None:
    host = online(DIRECT, remembered=captured("/latest"))
    asked(host)
    assert host.state == captured("/latest")
    fresh = online(DIRECT)
    found = asked(fresh)
    assert found is not None
    assert fresh.state == found.note


def test_a_remembered_head_that_nobody_signed_is_refused() -> None:
    with pytest.raises(Refused, match=r"remembers of the database in its state folder, .*known key"):
        asked(online(DIRECT, remembered=Log(10).note()))


def test_a_database_that_cannot_be_reached_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="cannot be asked: no route to host"):
        asked(online())


def test_a_release_that_the_database_does_not_have_is_none() -> None:
    host = online(DIRECT)
    assert Facts(host, ALLOWED)(online_record, "go1.99.1.linux-amd64", host.path(ROOT)) is None


def test_what_is_shipped_is_not_asked_for() -> None:
    host = online(DIRECT)
    assert Facts(host, ALLOWED)(record_of, MODULE, host.path(ROOT))
    assert host.asked == []

"""Whether a toolchain can be downloaded and would be trusted: by GOPROXY, GOSUMDB and their like, and by what proxies say."""

import pytest

from goverify.host.recorded import RecordedHost
from goverify.sumdb.client import DATABASE
from tests.choosing import PROXY, chosen, in_cache, in_project
from tests.sumdb.logs import captured

NEWER = "go 1.27.3\n"
VERSION = "v0.0.1-go1.27.3.linux-amd64"
FOLDER = "file:///srv/proxy"
ZIP = f"/srv/proxy/golang.org/toolchain/@v/{VERSION}.zip"
DATABASE_FILES = f"/home/gopher/go/pkg/mod/cache/download/sumdb/{DATABASE.name}"


class Network(RecordedHost):
    """A host on whose network some addresses answer, and others say that there is no such thing."""

    served: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    def fetch(self, url: str, limit_bytes: int) -> bytes:
        if any(url.startswith(base) for base in self.served):
            return b"{}" if url.endswith(".info") else captured("/" + url.split(f"{DATABASE.name}/", 1)[1])
        if any(url.startswith(base) for base in self.empty):
            raise FileNotFoundError(url)
        raise OSError("no route to host")


def network(host: RecordedHost, *served: str, empty: tuple[str, ...] = ()) -> Network:
    """Return a host with these addresses on its network."""
    found = Network(host.recording)
    found.served, found.empty = served, empty
    return found


def reach(host: RecordedHost, *, online: bool = False) -> tuple[bool | None, str]:
    """Return whether the toolchain can be had, and why not."""
    found = chosen(host, online=online).reach
    return found.possible, found.why


@pytest.mark.parametrize(
    ("env", "possible", "words"),
    [
        ({"GOPROXY": "off"}, False, "GOPROXY=off"),
        ({"GOPROXY": "direct"}, None, "its own site"),
        ({"GOPROXY": "https://a.example,off"}, None, "https://a.example"),
        ({"GOPROXY": FOLDER}, False, "has no go1.27.3"),
        ({"GOPROXY": f"{FOLDER},off"}, False, "has no go1.27.3"),
        ({"GOPROXY": f"{FOLDER},direct"}, None, "its own site"),
        ({"GOPROXY": "ftp://a.example"}, False, "ftp"),
        ({"GOPROXY": "off", "GOPRIVATE": "golang.org"}, None, "GONOPROXY"),
        ({"GOSUMDB": "off"}, False, "GOSUMDB=off"),
        ({"GOSUMDB": "a b c"}, False, "GOSUMDB"),
        ({"GONOSUMDB": "*"}, None, PROXY),
    ],
)
def test_settings_alone_can_forbid_it(env: dict[str, str], possible: bool | None, words: str) -> None:
    found = reach(in_project(NEWER).but(env=env))
    assert found[0] is possible
    assert words in found[1]


def test_a_folder_that_has_it_still_needs_the_checksum_database() -> None:
    host = in_project(NEWER, files={ZIP: "PK"}, GOPROXY=FOLDER)
    assert reach(host)[0] is None


@pytest.mark.parametrize("env", [{"GOSUMDB": "off"}, {"GONOSUMDB": "golang.org/*"}])
def test_a_folder_alone_may_do_without_it(env: dict[str, str]) -> None:
    files = {ZIP: "PK"}
    assert reach(in_project(NEWER, files=files, GOPROXY=FOLDER).but(env=env)) == (True, "")
    behind = in_project(NEWER, files=files, GOPROXY=f"{FOLDER},direct").but(env=env)
    assert reach(behind)[0] is (False if "GOSUMDB" in env else None)


def test_an_archive_in_the_cache_needs_no_proxy() -> None:
    notes = f"/home/gopher/go/pkg/mod/cache/download/golang.org/toolchain/@v/{VERSION}"
    host = in_project(NEWER, files={f"{notes}.zip": "PK", f"{notes}.ziphash": "h1:x"}, GOPROXY="off")
    assert reach(host)[0] is None


def test_an_unpacked_one_is_refused_without_the_checksum_database() -> None:
    found = reach(in_project(NEWER, files=in_cache("go1.27.3"), GOSUMDB="off"))
    assert found[0] is False


def test_online_the_proxy_and_the_database_are_asked() -> None:
    whole = network(in_project(NEWER), PROXY, f"https://{DATABASE.name}")
    assert reach(whole, online=True) == (True, "")


def test_a_proxy_that_does_not_answer_ends_it() -> None:
    found = reach(network(in_project(NEWER)), online=True)
    assert found == (False, f"{PROXY} does not answer: no route to host")


def test_behind_a_bar_the_next_one_is_asked_after_any_failure() -> None:
    def listed(mark: str) -> bool | None:
        host = in_project(NEWER, GOPROXY=f"https://down.example{mark}{PROXY}")
        return reach(network(host, PROXY, f"https://{DATABASE.name}"), online=True)[0]

    assert listed("|") is True
    assert listed(",") is False


def test_a_database_that_does_not_answer_ends_it_too() -> None:
    host = network(in_project(NEWER, files=in_cache("go1.27.3"), GOPROXY="off"))
    possible, why = reach(host, online=True)
    assert possible is False
    assert "checksum database" in why


@pytest.mark.parametrize(("proxy", "unpublished"), [(PROXY, True), ("https://mirror.example", False)])
def test_only_the_proxy_that_has_everything_proves_that_there_is_no_such_release(proxy: str, unpublished: bool) -> None:
    host = network(in_project(NEWER, GOPROXY=proxy), empty=(proxy,))
    found = chosen(host, online=True).reach
    assert (found.missing, found.unpublished) == (True, unpublished)

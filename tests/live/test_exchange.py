"""What comes of asking a server: each way in which that fails is told apart, and no login goes astray."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from goverify.host.local.network import CONNECT_S, exchange
from goverify.host.web import Exchange, Login, Trouble
from tests.servers import DAY, Reply, authority, certificate_file, serving

NOBODY = {"SSL_CERT_FILE": "/nonexistent", "SSL_CERT_DIR": "/nonexistent"}


def asked(url: str, env: dict[str, str] | None = None, login: Login | None = None) -> Exchange:
    """Return what comes of an address."""
    return exchange(url, 1000, login, env or {}, 5.0)


def trusting(folder: Path) -> dict[str, str]:
    """Return an environment that names the tests' authority, and no other."""
    file = folder / "ca.pem"
    file.write_bytes(authority().pem)
    return NOBODY | {"SSL_CERT_FILE": str(file)}


def test_an_answer_is_told_with_what_matters_of_its_head() -> None:
    head = {"Content-Type": "Text/HTML; charset=utf-8", "WWW-Authenticate": 'Basic realm="x"', "Location": "/there"}
    with serving({"/x": Reply(302, b"content", head)}) as (server, _):
        found = asked(f"http://{server}/x")
    assert (found.status, found.body, found.cut, found.trouble) == (302, b"content", False, None)
    assert (found.content_type, found.challenge, found.location) == ("text/html", 'Basic realm="x"', "/there")


def test_a_long_answer_is_cut() -> None:
    with serving({"*": Reply(200, b"x" * 1001)}) as (server, _):
        found = asked(f"http://{server}/")
    assert (len(found.body), found.cut) == (1000, True)


@pytest.mark.parametrize(
    ("headers", "skew_s"),
    [
        ({"Date": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"Date": "yesterday"}, None),
        ({}, 0),
    ],
    ids=["an old date", "no date", "now"],
)
def test_the_servers_clock_is_held_against_ours(headers: dict[str, str], skew_s: int | None) -> None:
    with serving({"*": Reply(200, b"", headers)}) as (server, _):
        found = asked(f"http://{server}/")
    if skew_s is None:
        assert found.skew_s is None or found.skew_s < -(10**9)
    else:
        assert found.skew_s is not None
        assert abs(found.skew_s) <= 2


def test_a_login_is_sent_only_where_one_is_given() -> None:
    with serving({"*": Reply()}) as (server, seen):
        asked(f"http://{server}/", login=Login("me", "secret"))
        asked(f"http://{server}/")
    assert seen[1::2] == ["authorization: Basic bWU6c2VjcmV0", "authorization: None"]


def test_a_port_that_nobody_listens_on_refuses() -> None:
    assert asked("http://127.0.0.1:1/").trouble is Trouble.REFUSED


def test_a_name_that_does_not_exist_is_not_found() -> None:
    found = asked("http://nowhere.invalid/").trouble
    assert found in {Trouble.NAME, Trouble.TIMEOUT}, "where nobody answers for names, that takes longer"


@contextmanager
def listening(said: bytes | None) -> Iterator[str]:
    """Run a server that says something that is no HTTP and hangs up; with None it only hangs."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()

        def serve() -> None:
            with server.accept()[0] as client:
                if said is None:
                    done.wait(10)
                else:
                    client.recv(1000)
                    client.sendall(said)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        done.set()
        thread.join()


def test_a_server_that_hangs_is_left_alone_at_the_limit() -> None:
    with listening(None) as server:
        assert exchange(f"http://{server}/", 10, None, {}, 0.2).trouble is Trouble.TIMEOUT


def test_a_proxy_that_has_to_fetch_the_module_first_is_waited_for() -> None:
    with serving({"*": Reply(404, delay_s=CONNECT_S + 0.5)}) as (server, _):
        assert exchange(f"http://{server}/", 10, None, {}).status == 404


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH\r\n"], ids=["nothing", "another protocol"])
def test_what_is_no_http_is_a_trouble_of_its_own(said: bytes) -> None:
    with listening(said) as server:
        assert asked(f"http://{server}/").trouble is Trouble.OTHER


def test_a_server_without_tls_does_not_speak_it() -> None:
    with listening(b"HTTP/1.0 400 Bad Request\r\n\r\n") as server:
        assert asked(f"https://{server}/").trouble is Trouble.NOT_TLS


def test_a_certificate_of_an_authority_that_is_named_is_believed(tmp_path: Path) -> None:
    with serving({"*": Reply(200, b"yes")}, certificate_file(tmp_path)) as (server, _):
        assert asked(f"https://{server}/", trusting(tmp_path)).body == b"yes"


def test_a_damaged_certificate_beside_it_spoils_nothing(tmp_path: Path) -> None:
    env = trusting(tmp_path)
    damaged = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    (tmp_path / "ca.pem").write_bytes(damaged + authority().pem)
    with serving({"*": Reply(200, b"yes")}, certificate_file(tmp_path)) as (server, _):
        assert asked(f"https://{server}/", env).body == b"yes"


def test_an_authority_in_a_folder_counts_too(tmp_path: Path) -> None:
    trusting(tmp_path)
    env = NOBODY | {"SSL_CERT_DIR": os.pathsep.join(("/nonexistent", str(tmp_path)))}
    with serving({"*": Reply(200, b"yes")}, certificate_file(tmp_path)) as (server, _):
        assert asked(f"https://{server}/", env).body == b"yes"


def test_a_certificate_of_somebody_else_names_who_signed_it(tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(authority("Another CA").pem)
    with serving({}, certificate_file(tmp_path)) as (server, seen):
        found = asked(f"https://{server}/secret", NOBODY | {"SSL_CERT_FILE": str(other)}, Login("me", "secret"))
    assert found.trouble is Trouble.UNTRUSTED
    assert found.certificate is not None
    assert found.certificate.issuer == "Example Inspection CA"
    assert seen == ["HEAD /", "authorization: None"], "whoever is not believed is told nothing"


def test_a_certificate_writes_nothing_on_a_terminal(tmp_path: Path) -> None:
    signer = authority("Evil\x1b[31m CA")
    with serving({}, certificate_file(tmp_path, signer=signer)) as (server, _):
        found = asked(f"https://{server}/", NOBODY)
    assert found.certificate is not None
    assert found.certificate.issuer == "Evil[31m CA"


def test_without_any_authority_that_is_what_is_wrong(tmp_path: Path) -> None:
    with serving({}, certificate_file(tmp_path)) as (server, _):
        assert asked(f"https://{server}/", NOBODY).trouble is Trouble.NO_ROOTS


@pytest.mark.parametrize(
    ("begins", "ends", "trouble"),
    [(-3 * DAY, -DAY, Trouble.EXPIRED), (DAY, 3 * DAY, Trouble.NOT_YET_VALID)],
    ids=["expired", "not yet"],
)
@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_out_of_its_time_is_that_first(
    tmp_path: Path, begins: timedelta, ends: timedelta, trouble: Trouble, trusted: bool
) -> None:
    env = trusting(tmp_path) if trusted else NOBODY
    with serving({}, certificate_file(tmp_path, begins=begins, ends=ends)) as (server, _):
        found = asked(f"https://{server}/", env)
    assert found.trouble is trouble
    assert found.certificate is not None
    assert found.skew_s in range(-3, 4)


def test_a_certificate_for_another_server_is_one_for_another_server(tmp_path: Path) -> None:
    with serving({}, certificate_file(tmp_path, names=("other.example",))) as (server, _):
        assert asked(f"https://{server}/", trusting(tmp_path)).trouble is Trouble.OTHER_NAME


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_left_over_is_named(scheme: str) -> None:
    variable = f"{scheme.upper()}_PROXY"
    found = asked(f"{scheme}://mirror.example/", {variable: "http://me:secret@127.0.0.1:1"})
    assert (found.trouble, found.variable, found.proxy) == (Trouble.PROXY, variable, "127.0.0.1:1")
    assert "secret" not in repr(found)


def test_a_proxy_that_wants_a_login_does_not_help() -> None:
    with serving({"*": Reply(407)}) as (server, seen):
        for scheme in ("http", "https"):
            assert asked(f"{scheme}://mirror.example/", {f"{scheme}_proxy": server}).trouble is Trouble.PROXY
    assert seen[::2] == ["GET http://mirror.example/", "CONNECT mirror.example:443"]


def test_a_proxy_passes_the_question_on() -> None:
    with serving({"http://mirror.example/x": Reply(200, b"passed on")}) as (server, _):
        assert asked("http://mirror.example/x", {"HTTP_PROXY": f"http://{server}"}).body == b"passed on"


def test_this_machine_itself_is_asked_without_a_proxy() -> None:
    with serving({"*": Reply(200, b"direct")}) as (server, _):
        assert asked(f"http://{server}/", {"HTTP_PROXY": "http://127.0.0.1:1"}).body == b"direct"


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://x/", "http://[", "", "http:///x"])
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    assert asked(url).trouble is Trouble.UNASKED

"""env.checksums: a database that go refuses, or that is off for everything, is reported; a mirror's choice is not."""

import pytest

from goverify.checks.env.checksums import checksums
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import SOURCE, with_env, with_stored
from tests.checks.path.looking import commands, findings, level

KEY = "db.example+be3f7f1a+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"


def keyed(**env: str) -> RecordedHost:
    """Return a host whose go knows the key of one database."""
    files = {
        f"{SOURCE}/cmd/go/internal/modfetch/key.go": f'var known = map[string]string{{\n\t"db.example": "{KEY}",\n}}\n',
        f"{SOURCE}/cmd/go/internal/modfetch/sumdb.go": 'if gosumdb == "alias.example" {\n',
        "/usr/local/go/go.env": "GOPROXY=https://proxy.example,direct\nGOSUMDB=db.example\n",
    }
    return with_env(**env).but(files=files)


@pytest.mark.parametrize("value", ["db.example", "alias.example", f"{KEY}", f"{KEY} https://mirror.example"])
def test_a_database_that_go_takes_is_no_fault(value: str) -> None:
    assert not findings(checksums, keyed(GOSUMDB=value))


@pytest.mark.parametrize("value", ["on", "other.example", "https://db.example", "a b c", "OFF", " "])
def test_one_that_it_refuses_is_reported(value: str) -> None:
    [finding] = findings(checksums, keyed(GOSUMDB=value))
    assert (finding.cause, finding.subject, level(finding)) == ("sumdb-invalid", "GOSUMDB", "high")


@pytest.mark.parametrize(
    ("value", "why"),
    [(KEY[:-1], "not written as"), (KEY[:-4], "not an Ed25519 key"), (f"{KEY[:-1]}g", "hash is not that")],
    ids=["cut within", "cut short", "mistyped"],
)
def test_a_key_that_lost_a_part_is_reported(value: str, why: str) -> None:
    [finding] = findings(checksums, keyed(GOSUMDB=value))
    assert finding.cause == "sumdb-invalid"
    assert why in finding.message


def test_the_tag_of_a_key_may_be_in_capital_letters() -> None:
    name, tag, key = KEY.split("+", 2)
    assert not findings(checksums, keyed(GOSUMDB=f"{name}+{tag.upper()}+{key}"))


def test_a_host_is_believed_where_the_source_cannot_be_read() -> None:
    assert not findings(checksums, with_env(GOSUMDB="other.example"))


@pytest.mark.parametrize("env", [{"GOSUMDB": "off"}, {"GONOSUMDB": "*"}, {"GOPRIVATE": "a.example,*"}])
@pytest.mark.parametrize("proxy", [{}, {"GOPROXY": "direct"}, {"GOPROXY": "https://proxy.example,direct"}])
def test_off_for_everything_is_untidy(env: dict[str, str], proxy: dict[str, str]) -> None:
    [finding] = findings(checksums, keyed(**env, **proxy))
    assert (finding.cause, finding.subject, level(finding)) == ("sumdb-disabled", next(iter(env)), "low")


@pytest.mark.parametrize("proxy", ["https://mirror.corp.example", "localhost:3000,direct", "off"])
def test_a_proxy_of_one_s_own_takes_its_place(proxy: str) -> None:
    assert not findings(checksums, keyed(GOSUMDB="off", GOPROXY=proxy))


def test_patterns_for_private_modules_are_no_fault() -> None:
    assert not findings(checksums, keyed(GOPRIVATE="*.corp.example,git.example/*"))


def test_a_stored_off_is_removed_from_its_file() -> None:
    [finding] = findings(checksums, with_stored("GOSUMDB=off\n"))
    assert commands(finding) == ("sed -i '/^GOSUMDB=/d' /home/gopher/.config/go/env",)

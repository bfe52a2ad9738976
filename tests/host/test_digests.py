"""The hashes of whole folders in recordings: kept on request, written plain or packed, and never made up."""

import base64
import json
import zlib
from typing import Any

import jsonschema
import pytest

from goverify.host import Digests, NotRecorded
from goverify.host.recorded import BadRecording, RecordedHost
from goverify.host.recording import RecordingHost
from goverify.host.replay.digest_coding import FEW
from tests.hosts import boring
from tests.schemas import schema

ROOT = "/usr/local/go"
ONE = "1" * 64
SOME = Digests({"VERSION": ONE}, {"src": "/elsewhere"}, {"bin/go": "permission denied"}, ("pipe",))
MANY = Digests({f"src/{number}.go": f"{number:064x}" for number in range(FEW + 1)})


def with_digests(known: Digests) -> RecordedHost:
    """Return a host that knows the hashes of its tree."""
    return boring("linux").but(digests={ROOT: known})


def packed(value: object) -> dict[str, str]:
    """Return hashes in the form of many."""
    return {"packed": base64.b64encode(zlib.compress(json.dumps(value).encode())).decode()}


@pytest.mark.parametrize("known", [SOME, MANY])
def test_they_are_written_and_read(known: Digests) -> None:
    text = with_digests(known).dump()
    jsonschema.Draft202012Validator(schema("host")).validate(json.loads(text))
    host = RecordedHost.load(text)
    assert host.digests(host.path(ROOT)) == known


def test_each_kind_of_hash_is_kept_by_itself() -> None:
    old, new = Digests({"VERSION": "1" * 32}), Digests({"VERSION": ONE})
    first = boring("linux").but(digests={ROOT: new, f"{ROOT}/<md5>": old})
    recorder = RecordingHost(first, digests=True)
    for algorithm in ("md5", "sha256"):
        recorder.digests(first.path(ROOT), (), algorithm)
    text = recorder.recording()
    jsonschema.Draft202012Validator(schema("host")).validate(json.loads(text))
    host = RecordedHost.load(text)
    assert [host.digests(host.path(ROOT), (), each) for each in ("md5", "sha256")] == [old, new]
    with pytest.raises(NotRecorded):
        host.digests(host.path(ROOT), (), "sha1")


def test_many_are_packed() -> None:
    assert set(json.loads(with_digests(MANY).dump())["digests"][ROOT]) == {"packed"}


def test_without_any_they_are_unknown() -> None:
    host = boring("linux")
    with pytest.raises(NotRecorded, match=ROOT):
        host.digests(host.path(ROOT))


def test_they_can_be_taken_away() -> None:
    host = with_digests(SOME).but(digests={ROOT: None})
    with pytest.raises(NotRecorded):
        host.digests(host.path(ROOT))


def test_a_recorder_does_not_keep_them_unasked() -> None:
    host = RecordingHost(with_digests(SOME))
    with pytest.raises(NotRecorded):
        host.digests(host.path(ROOT))
    assert "digests" not in json.loads(host.recording())


def test_a_recorder_keeps_them_on_request() -> None:
    host = RecordingHost(with_digests(SOME), digests=True)
    host.digests(host.path(ROOT), ("doc",))
    again = RecordedHost.load(host.recording())
    assert again.digests(again.path(ROOT)) == SOME


def test_a_recorded_failure_is_raised_again() -> None:
    text = json.dumps(json.loads(boring("linux").dump()) | {"digests": {ROOT: {"error": "EACCES"}}})
    host = RecordedHost.load(text)
    with pytest.raises(PermissionError):
        host.digests(host.path(ROOT))
    again = RecordedHost.load(host.dump())
    with pytest.raises(PermissionError):
        again.digests(again.path(ROOT))


def test_what_is_personal_in_names_and_links_is_redacted() -> None:
    known = Digests({"bin/gopher-tool": ONE, "VERSION": ONE}, {"src": "/home/gopher/src"})
    host = RecordingHost(with_digests(known), digests=True)
    host.digests(host.path(ROOT))
    host.entry(host.path("/home/gopher"))
    text = host.recording()
    assert "/home/gopher" not in text
    assert RecordedHost.load(text).digests(host.path(ROOT)).links == {"src": "/home/user/src"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"files": {"x": "1"}},
        {"files": {"x": "G" * 64}},
        {"files": []},
        {"links": {}},
        {"packed": "no"},
        {"packed": base64.b64encode(b"no").decode()},
        packed([1]),
        packed({"files": {"x": "1"}}),
        {"packed": base64.b64encode(zlib.compress(b"[" * 100_000)).decode()},
        7,
    ],
)
def test_what_is_no_hash_is_named_with_its_place(wrong: Any) -> None:
    text = json.dumps(json.loads(boring("linux").dump()) | {"digests": {ROOT: wrong}})
    with pytest.raises(BadRecording, match=r"digests\./usr/local/go"):
        RecordedHost.load(text)

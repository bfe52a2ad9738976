"""Extended attributes and judgements of recorded hosts: told, followed through links, noted, redacted, replayed."""

import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest

from goverify.host import Host, NotRecorded, Reader
from goverify.host.recorded import BadRecording, RecordedHost
from goverify.host.recording import RecordingHost
from goverify.host.replay.records import Fault
from tests.host.test_recorded_json import loaded
from tests.hosts import boring, folder, link
from tests.schemas import schema
from tests.seals import FRESH, FROM_THE_INTERNET, QUARANTINE, ZONE, marked

GO = "/usr/local/go/bin/go"
TOLD: dict[str, object] = {"a": "text", "b": {"base64": "/wAB"}, "c": None, "d": {"error": "EACCES"}, "e": ["x", "y"]}


def length(reader: Reader) -> str:
    """Judge a file by its length."""
    return str(reader.size)


def replayed(host: RecordingHost) -> RecordedHost:
    """Return the recorded host, after it has been written, held against the schema and read."""
    text = host.recording()
    jsonschema.validate(json.loads(text), schema("host"))
    return RecordedHost.load(text)


def test_attributes_are_told_as_text_or_bytes_and_read_back() -> None:
    host = loaded(closed=True, files={"/f": {"attributes": TOLD, "judged": {"q": "x", "r": {"error": "EIO"}}}})
    path = host.path("/f")
    assert [host.xattr(path, name) for name in "abcez"] == [b"text", b"\xff\0\1", None, b"x\ny\n", None]
    with pytest.raises(PermissionError):
        host.xattr(path, "d")
    document = host.dump()
    jsonschema.validate(json.loads(document), schema("host"))
    assert RecordedHost.load(document).recording == host.recording


@pytest.mark.parametrize(
    "wrong", [{"a": 1}, {"a": {"base64": "?"}}, {"a": {"error": "no"}}, {"a": {"base64": "", "error": "EIO"}}, ["a"]]
)
def test_what_is_no_attribute_is_refused_with_its_place(wrong: object) -> None:
    with pytest.raises(BadRecording, match="attributes"):
        loaded(files={"/f": {"attributes": wrong}})


def test_in_a_closed_world_links_are_followed_and_the_rest_has_none() -> None:
    host = marked(boring("macos"), QUARANTINE, FRESH, on=[GO]).but(files={"/opt/go": link(GO), "/opt/x": link("x")})
    assert host.xattr(host.path("/opt/go"), QUARANTINE) == FRESH
    assert host.xattr(host.path("/usr/local/go/bin/gofmt"), QUARANTINE) is None
    assert host.xattr(host.path("/nowhere/at/all"), QUARANTINE) is None
    with pytest.raises(OSError, match="ELOOP"):
        host.xattr(host.path("/opt/x"), QUARANTINE)


def test_a_changed_mode_leaves_attributes_and_judgements() -> None:
    host = marked(boring("macos"), QUARANTINE, FRESH, on=[GO])
    entry = host.entry(host.path(GO))
    assert entry is not None
    assert host.but(files={GO: entry._replace(mode=0o700)}).xattr(host.path(GO), QUARANTINE) == FRESH


def test_attributes_absences_and_failures_are_noted() -> None:
    live = marked(boring("macos"), QUARANTINE, FRESH, on=[GO]).but(files={"/opt/closed": folder(mode=0o700)})
    host = RecordingHost(live)
    for path in (GO, "/etc/paths", "/nowhere"):
        host.xattr(host.path(path), QUARANTINE)
    with pytest.raises(PermissionError):
        host.xattr(host.path("/opt/closed/x"), QUARANTINE)
    replay = replayed(host)
    assert replay.xattr(replay.path(GO), QUARANTINE) == b"0083;5f000000;;"
    assert replay.xattr(replay.path("/etc/paths"), QUARANTINE) is None
    assert replay.xattr(replay.path("/nowhere"), QUARANTINE) is None
    with pytest.raises(PermissionError):
        replay.xattr(replay.path("/opt/closed/x"), QUARANTINE)
    with pytest.raises(NotRecorded):
        replay.xattr(replay.path(GO), "another")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        (QUARANTINE, FRESH, b"0083;5f000000;;"),
        (QUARANTINE, b"https://me:secret@x", b""),
        (QUARANTINE, b"0083;5f", b"0083;5f;;"),
        (ZONE, FROM_THE_INTERNET, b"[ZoneTransfer]\r\nZoneId=3\r\n"),
        (ZONE, b"ZoneId=3 secret\nHostUrl=ZoneId=3", b""),
        ("user.note", b"secret", b""),
    ],
)
def test_others_are_shown_no_more_than_the_system_acts_on(name: str, value: bytes, shown: bytes) -> None:
    host = RecordingHost(marked(boring("macos"), name, value, on=[GO]))
    host.xattr(host.path(GO), name)
    assert replayed(host).xattr(host.path(GO), name) == shown


def test_a_judgement_is_noted_in_place_of_the_file() -> None:
    live = boring("linux").but(files={"/opt/big": b"\0" * 300_000})
    host = RecordingHost(live)
    assert host.judged(host.path("/opt/big"), "length", length) == "300000"
    text = host.recording()
    replay = replayed(host)
    assert len(text) < 2_000
    assert replay.judged(replay.path("/opt/big"), "length", lambda _: "never asked") == "300000"
    with pytest.raises(NotRecorded):
        replay.judged(replay.path("/opt/big"), "colour", length)


@pytest.mark.parametrize("path", ["/nowhere", "/opt", "/opt/closed/x"])
def test_what_cannot_be_judged_is_noted_as_such(path: str) -> None:
    host = RecordingHost(boring("linux").but(files={"/opt/closed": folder(mode=0o700)}))
    ask: Callable[[Host], str] = lambda host: host.judged(host.path(path), "length", length)  # noqa: E731 - a question put twice
    with pytest.raises(OSError) as found:  # noqa: PT011 - which one is compared below
        ask(host)
    with pytest.raises(OSError) as again:  # noqa: PT011 - likewise
        ask(replayed(host))
    assert again.value.errno == found.value.errno


def test_what_a_closed_world_tells_of_a_file_goes_before_its_content() -> None:
    host = boring("linux")
    record = replace(host.recording.files[host.path(GO)], judged={"length": "7", "colour": Fault("EIO")})
    told = host.but(files={GO: record})
    assert host.judged(host.path(GO), "length", length) != "7"
    assert told.judged(host.path(GO), "length", length) == "7"
    with pytest.raises(OSError, match="EIO"):
        told.judged(host.path(GO), "colour", length)

"""The JSON of a recorded host: what is written is read back, and what is wrong is named with its place."""

import json
from typing import Any

import jsonschema
import pytest

from goverify.host import Entry, Kind, Limits, NotRecorded
from goverify.host.recorded import BadRecording, RecordedHost
from goverify.host.replay.json_node import LONGEST
from tests.hosts import BORING, boring
from tests.schemas import schema

LEAST: dict[str, Any] = {
    "schema": "goverify.host/1",
    "platform": {"system": "linux", "arch": "amd64", "kernel": "6.1", "name": "Linux"},
    "identity": {"uid": 1000, "gid": 1000, "name": "gopher"},
    "env": {},
    "cwd": "/home/gopher",
    "closed": False,
}

EVERYTHING: dict[str, Any] = LEAST | {
    "about": "made up",
    "cwd": {"error": "ENOENT"},
    "files": {
        "/absent": None,
        "/denied": {"error": "EACCES"},
        "/file": {"uid": 1000, "mode": "0600", "file_id": "1:2", "text": ["one", "", "two\r"]},
        "/proc": {"size": 0, "text": "made up as it is read"},
        "/locked": {"size": 5, "open_error": "EBUSY"},
        "/parts": {"size": 100, "ranges": {"0": "AAEC", "90": "AAEC"}},
        "/link": {"link": "file", "size": 4, "ranges": {"0": "AAEC"}, "content_size": 9},
        "/closed": {"kind": "folder", "names_error": "EACCES"},
        "/folder": {"folder": ["a", "b"]},
        "/alias": {"kind": "alias"},
        "/go": {"go_binary": {"version": "go1.27.3", "system": "windows", "arch": "arm64", "path": "cmd/go"}},
    },
    "access": {"/file": {"r": True, "w": False}},
    "filesystems": {"/": {"type": "ext4", "free_bytes": 1, "read_only": True}, "/gone": {"error": "ENOENT"}},
    "runs": [
        {"argv": ["go", "build"], "timed_out": True, "duration_s": 2.5},
        {
            "argv": ["go", "env"],
            "cwd": "/",
            "env": {"A": "b", "C": None},
            "layer": 2,
            "status": 1,
            "stderr": ["x", "y"],
        },
        {"argv": ["go", "run"], "error": "ENOEXEC"},
        {"argv": ["go", "vet"], "signal": "SIGSEGV"},
    ],
    "ancestors": [{"pid": 1, "name": "init"}],
    "registry": {"HKCU\\Environment": {"Path": "x"}},
    "limits": {"open_files": 16, "processes": None},
    "cache": False,
}


def loaded(**changes: Any) -> RecordedHost:
    """Return the least host with some sections."""
    return RecordedHost.load(json.dumps(LEAST | changes))


@pytest.mark.parametrize("document", [LEAST, EVERYTHING])
def test_what_is_written_is_read_back(document: dict[str, Any]) -> None:
    host = RecordedHost.load(json.dumps(document))
    again = RecordedHost.load(host.dump())
    assert again.recording == host.recording
    assert again.dump() == host.dump()


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_fit_the_schema_and_are_written_as_they_would_be_dumped(name: str) -> None:
    jsonschema.validate(json.loads(boring(name).dump()), schema("host"))


def test_the_schema_and_the_reader_agree_on_a_host_with_everything() -> None:
    jsonschema.validate(EVERYTHING, schema("host"))
    jsonschema.validate(json.loads(RecordedHost.load(json.dumps(EVERYTHING)).dump()), schema("host"))


def test_values_mean_what_they_say() -> None:
    host = RecordedHost.load(json.dumps(EVERYTHING))
    with host.open(host.path("/file")) as reader:
        assert reader.read(0, 99) == b"one\n\ntwo\r\n"
    with host.open(host.path("/proc")) as reader:
        assert (reader.size, reader.read(0, 99)) == (0, b"made up as it is read")
    assert host.entry(host.path("/alias")) == Entry(Kind.ALIAS, mode=0o644)
    assert host.limits() == Limits(16, None, None, None)
    with pytest.raises(FileNotFoundError):
        _ = host.cwd


def test_parts_answer_what_was_read_of_them_and_nothing_else() -> None:
    host = RecordedHost.load(json.dumps(EVERYTHING))
    with host.open(host.path("/parts")) as reader:
        assert reader.read(1, 2) == b"\1\2"
        assert reader.read(100, 5) == b""
        with pytest.raises(NotRecorded, match="bytes 2 to 5 of /parts"):
            reader.read(2, 3)
    with host.open(host.path("/link")) as reader:
        assert reader.size == 9


def test_an_open_recording_answers_nothing_that_was_not_asked() -> None:
    host = loaded(files={"/a": {"text": "x"}})
    for question in (
        host.ancestors,
        host.limits,
        lambda: host.entry(host.path("/b")),
        lambda: host.names(host.path("/a")),
    ):
        with pytest.raises(NotRecorded):
            question()
    with pytest.raises(NotRecorded):
        host.access(host.path("/a"), "r")
    with pytest.raises(NotRecorded):
        host.filesystem(host.path("/a"))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"files": {"/x": {"mode": "rwx"}}}, "files./x.mode"),
        ({"files": {"/x": {"text": 5}}}, "files./x.text"),
        ({"files": {"/x": {"text": "a", "ranges": {}}}}, "files./x"),
        ({"files": {"/x": {"ranges": {"0": "?"}}}}, "files./x.ranges.0"),
        ({"files": {"/x": {"ranges": {"-1": ""}}}}, "files./x.ranges.-1"),
        ({"files": {"/x": {"size": 1, "ranges": {"0": "AAEC"}}}}, "files./x.size"),
        ({"files": {"/x": {"go_binary": {"version": "go1.27", "arch": "vax"}}}}, "files./x.go_binary"),
        ({"files": {"/x": {"error": "denied"}}}, "files./x.error"),
        ({"files": {"/x": {"colour": "red"}}}, "files./x.colour"),
        ({"files": {"/x": {"text": "\ud800"}}}, "files./x.text"),
        ({"files": {"/" + "a/" * 300: None}}, "files"),
        ({"files": {"/x": {"size": -1}}}, "files./x.size"),
        ({"files": {"/x": {"size": True}}}, "files./x.size"),
        ({"platform": {"system": "beos", "arch": "a", "kernel": "k", "name": "n"}}, "platform.system"),
        ({"platform": {}}, "platform"),
        ({"runs": [{"argv": []}]}, "runs[0].argv"),
        ({"runs": [{"argv": ["x"], "status": 0, "signal": "SIGSEGV"}]}, "runs[0]"),
        ({"runs": [{"argv": ["x"], "duration_s": float("nan")}]}, "runs[0].duration_s"),
        ({"access": {"/x": {"rw": True}}}, "access./x.rw"),
        ({"filesystems": {"/": {"type": "ext4"}}}, "filesystems./"),
        ({"closed": "yes"}, "closed"),
        ({"env": {"A": None}}, "env.A"),
        ({"limits": []}, "limits"),
        ({"schema": "goverify.host/2"}, "schema"),
        ({"extra": 1}, "extra"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(BadRecording) as found:
        loaded(**changes)
    assert str(found.value).startswith(f"{place}: ") or place == "files"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7" * 5000, "[" * 100_000, "{}", '{"schema": 1}', " " * (LONGEST + 1)]
)
def test_what_is_no_recording_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadRecording):
        RecordedHost.load(text)


def test_an_error_shows_nothing_that_a_terminal_would_obey() -> None:
    with pytest.raises(BadRecording) as found:
        loaded(files={"/\x1b[2J": {"text": 1}})
    assert "\x1b" not in str(found.value)


def test_a_dump_is_ascii_with_a_line_for_each_file_and_each_line_of_text() -> None:
    text = loaded(files={"/ü\x9b": {"text": "a\nb\n"}, "/b": None}).dump()
    assert text.isascii()
    assert '"/b": null,\n' in text
    assert '    "a",\n    "b"\n' in text


def test_what_a_ci_runner_would_obey_means_the_same_and_is_no_command() -> None:
    host = loaded(files={"/##[error]x": {"text": "\\##vso[task.complete]\n"}, "/##": None})
    text = host.dump()
    assert "##[" not in text
    assert "##vso[" not in text
    assert '"/##": null' in text
    assert RecordedHost.load(text).recording == host.recording

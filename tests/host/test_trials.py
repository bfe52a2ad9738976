"""How far a small file comes on recorded hosts: as it was noted, else as the rights and room of a closed world allow."""

import json

import jsonschema
import pytest

from goverify.host import FileSystem, NotRecorded, Trial
from goverify.host.recorded import BadRecording, RecordedHost
from goverify.host.recording import RecordingHost
from tests.hosts import boring
from tests.schemas import schema

HOME = "/home/gopher"
TOLD = Trial("lock", "ENOLCK")
FULL = FileSystem("ext4", HOME, read_only=False, noexec=False, free_bytes=0, free_inodes=9)


def tried(host: RecordedHost, folder: str) -> Trial:
    return host.try_writing(host.path(folder))


@pytest.mark.parametrize(("folder", "trial"), [(HOME, Trial()), ("/root", Trial("create", "EACCES"))])
def test_a_closed_world_answers_by_rights(folder: str, trial: Trial) -> None:
    assert tried(boring("linux"), folder) == trial


def test_a_closed_world_answers_by_room() -> None:
    assert tried(boring("linux").but(filesystems={HOME: FULL}), HOME) == Trial("write", "ENOSPC")


def test_a_recording_replays_what_was_said() -> None:
    recorder = RecordingHost(boring("linux").but(trials={HOME: TOLD}))
    assert recorder.try_writing(recorder.path(HOME)) == TOLD
    replayed = RecordedHost.load(recorder.recording())
    assert tried(replayed, "/home/user") == TOLD


def test_a_recording_that_does_not_tell_says_so() -> None:
    with pytest.raises(NotRecorded):
        tried(RecordedHost.load(RecordingHost(boring("linux")).recording()), HOME)


def test_both_ends_of_a_trial_are_written_and_read() -> None:
    host = boring("linux").but(trials={HOME: TOLD, "/tmp": Trial()})
    assert RecordedHost.load(host.dump()).recording == host.recording
    jsonschema.Draft202012Validator(schema("host")).validate(json.loads(host.dump()))


def test_half_a_failure_is_refused() -> None:
    text = boring("linux").but(trials={HOME: TOLD}).dump()
    with pytest.raises(BadRecording, match="'error' is missing"):
        RecordedHost.load(text.replace(', "error": "ENOLCK"', "", 1).replace('"error": "ENOLCK", ', "", 1))

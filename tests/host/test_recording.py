"""A recording answers what its host was asked, with the same answers, and nothing else."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import jsonschema
import pytest

from goverify.host import Completed, Host, NotRecorded
from goverify.host.recorded import RecordedHost
from goverify.host.recording import LARGEST_RECORDING, RecordingHost, TooLarge
from goverify.host.replay.records import Fault, FileRecord
from goverify.host.replay.tape import LARGEST_FILE
from tests.hosts import BORING, boring, folder, link
from tests.schemas import schema


def read(host: Host, path: str, offset: int = 0, length: int = 1 << 20) -> bytes:
    """Return a part of a file."""
    with host.open(host.path(path)) as reader:
        return reader.read(offset, length)


def replayed(host: RecordingHost) -> RecordedHost:
    """Return the recorded host, after it has been written and read."""
    return RecordedHost.load(host.recording())


def test_entries_and_absences_are_noted() -> None:
    host = RecordingHost(boring("linux"))
    paths = [host.path(path) for path in ("/usr/local/go/bin/go", "/bin", "/nowhere", "/tmp")]
    answers = [host.entry(path) for path in paths]
    assert [replayed(host).entry(path) for path in paths] == answers


def test_failures_are_noted() -> None:
    closed = {"/opt/closed": folder(mode=0o700), "/opt/loop": link("loop")}
    host = RecordingHost(boring("linux").but(files=closed, access={"/opt": {"w": True}}))
    questions: list[Callable[[Host], object]] = [
        lambda host: host.entry(host.path("/opt/closed/x")),
        lambda host: host.names(host.path("/opt/closed")),
        lambda host: host.names(host.path("/nowhere")),
        lambda host: host.open(host.path("/opt/loop")),
        lambda host: host.filesystem(host.path("/nowhere")),
    ]
    errors = []
    for question in questions:
        with pytest.raises(OSError) as found:  # noqa: PT011 - which one is compared below
            question(host)
        errors.append(found.value.errno)
    replay = replayed(host)
    for question, number in zip(questions, errors, strict=True):
        with pytest.raises(OSError) as found:  # noqa: PT011 - likewise
            question(replay)
        assert found.value.errno == number


def test_parts_of_a_file_grow_together_and_the_rest_is_not_known() -> None:
    host = RecordingHost(boring("linux").but(files={"/opt/data": bytes(range(256)) * 40}))
    with host.open(host.path("/opt/data")) as reader:
        parts = [reader.read(offset, 100) for offset in (0, 100, 5000, 5050)]
    replay = replayed(host)
    with replay.open(replay.path("/opt/data")) as reader:
        assert reader.size == 10_240
        assert reader.read(0, 200) == parts[0] + parts[1]
        assert reader.read(5000, 150) == parts[2][:50] + parts[3]
        with pytest.raises(NotRecorded):
            reader.read(190, 20)


def test_a_text_that_was_read_whole_is_text() -> None:
    host = RecordingHost(boring("linux"))
    read(host, "/usr/local/go/VERSION")
    recorded = json.loads(host.recording())["files"]["/usr/local/go/VERSION"]
    assert recorded == {"text": ["go1.27.3", "time 2026-10-19T22:20:36Z"]}


def test_a_file_that_the_kernel_makes_up_keeps_its_size_of_nothing() -> None:
    made_up = RecordedHost.load(
        boring("linux").dump().replace('"/opt": ', '"/opt/x": {"size": 0, "text": "abc"}, "/opt": ')
    )
    host = RecordingHost(made_up)
    assert read(host, "/opt/x") == b"abc"
    replay = replayed(host)
    with replay.open(replay.path("/opt/x")) as reader:
        assert (reader.size, reader.read(0, 10), reader.read(3, 10)) == (0, b"abc", b"")


def test_only_so_much_of_a_file_is_kept() -> None:
    host = RecordingHost(boring("linux").but(files={"/opt/big": b"\0" * (LARGEST_FILE + 10)}))
    read(host, "/opt/big")
    assert len(read(replayed(host), "/opt/big", 0, LARGEST_FILE)) == LARGEST_FILE
    with pytest.raises(NotRecorded):
        read(replayed(host), "/opt/big", LARGEST_FILE, 1)


def test_a_recording_that_would_be_too_large_is_refused_with_its_limit() -> None:
    count = LARGEST_RECORDING // LARGEST_FILE + 1
    host = RecordingHost(boring("linux").but(files={f"/opt/{number}": b"\0" * LARGEST_FILE for number in range(count)}))
    for number in range(count):
        read(host, f"/opt/{number}")
    with pytest.raises(TooLarge, match="8 MiB"):
        host.recording()


def test_runs_answer_in_the_environment_and_folder_of_then_alone() -> None:
    live = boring("linux").but(runs={"go version": Completed(0, stdout="x", duration_s=1.5)})
    host = RecordingHost(live)
    argv = ("/usr/local/go/bin/go", "version")
    env = {**host.env, "GOTOOLCHAIN": "local"}
    done = host.run(argv, timeout_s=9, env=env, cwd=host.path("/tmp"))
    replay = replayed(host)
    assert replay.run(argv, timeout_s=9, env={**replay.env, "GOTOOLCHAIN": "local"}, cwd=replay.path("/tmp")) == done
    with pytest.raises(NotRecorded):
        replay.run(argv, timeout_s=9, env=replay.env, cwd=replay.path("/tmp"))
    with pytest.raises(NotRecorded):
        replay.run(argv, timeout_s=9, env={**replay.env, "GOTOOLCHAIN": "local"}, cwd=replay.path("/opt"))


def test_the_rest_is_noted_too() -> None:
    host = RecordingHost(boring("windows"))
    key = "HKCU\\Environment"
    answers = host.ancestors(), host.limits(), dict(host.registry(key)), host.access(host.path("C:\\Windows"), "w")
    mount = host.filesystem(host.path("C:\\Windows"))
    replay = replayed(host)
    assert (replay.ancestors(), replay.limits()) == answers[:2]
    assert dict(replay.registry(key)) == answers[2]
    assert replay.access(replay.path("c:\\windows"), "w") is answers[3]
    assert replay.filesystem(replay.path("C:\\Windows")) == mount


def test_a_host_without_a_current_folder_is_recorded_as_such() -> None:
    host = boring("linux")
    gone = RecordedHost(replace(host.recording, cwd=Fault("ENOENT")))
    with pytest.raises(FileNotFoundError):
        _ = replayed(RecordingHost(gone)).cwd


@pytest.mark.parametrize("name", BORING)
def test_a_recording_fits_the_schema(name: str) -> None:
    host = RecordingHost(boring(name).but(files={boring(name).cwd / "odd": FileRecord(Fault("EIO"))}))
    for entry in host.names(host.cwd):
        try:
            host.entry(host.cwd / entry)
        except OSError:
            host.access(host.cwd / entry, "r")
    jsonschema.validate(json.loads(host.recording()), schema("host"))


def test_many_threads_may_ask() -> None:
    host = RecordingHost(boring("linux"))
    tools = host.path("/usr/local/go/pkg/tool/linux_amd64")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda name: read(host, str(tools / name)), host.names(tools) * 20))
    replay = replayed(host)
    assert [read(replay, str(tools / name)) for name in replay.names(tools)] == answers[:8]

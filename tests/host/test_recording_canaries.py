"""No secret, no name of a person and no name of what a person keeps at home leaves in a recording; answers stay true."""

import base64
import json
from functools import cache
from pathlib import PurePath

import pytest

from goverify.host import Host, Kind
from goverify.host.paths import follow, home
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.host.canaries import BIRD, USER, ask_everything, planted
from tests.hosts import BORING


@cache
def recorded(name: str) -> tuple[RecordedHost, str]:
    """Return a planted host and the recording of everything on it."""
    live = planted(name)
    host = RecordingHost(live)
    ask_everything(host, host.path(host.cwd.anchor))
    run = live.recording.runs[-1]
    assert run.cwd is not None
    host.run(run.argv, timeout_s=1, env=environment(host), cwd=run.cwd)
    for key in live.recording.registry:
        host.registry(key)
    host.ancestors()
    host.filesystem(host.cwd)
    return live, host.recording()


def environment(host: Host) -> dict[str, str]:
    """Return the environment that the planted run wants."""
    return {**{name: value for name, value in host.env.items() if name != "NOTES"}, "GOCACHE": str(host.cwd)}


def with_bytes(recording: str) -> str:
    """Return a recording with the parts of its files in plain sight."""
    files = json.loads(recording)["files"].values()
    parts = [part for record in files if record for part in record.get("ranges", {}).values()]
    return recording + "".join(base64.b64decode(part).decode("latin-1") for part in parts)


@pytest.mark.parametrize("name", BORING)
@pytest.mark.parametrize("secret", [BIRD, USER, "draft", "diary"])
def test_nothing_that_was_planted_leaves(name: str, secret: str) -> None:
    _, recording = recorded(name)
    text = with_bytes(recording).lower()
    at = text.find(secret)
    assert at < 0, text[max(0, at - 200) : at + 100]


def test_what_was_planted_can_be_found_at_all() -> None:
    text = planted("linux").dump().lower()
    assert text.count(BIRD) > 50
    assert text.count(USER) > 50


@pytest.mark.parametrize("name", BORING)
def test_a_redacted_recording_answers_as_the_host_did(name: str) -> None:
    live, recording = recorded(name)
    replay = RecordedHost.load(recording)
    assert shape(replay, home(replay)) == shape(live, home(live))
    assert shape(replay, replay.cwd) == shape(live, live.cwd)
    folders = replay.env["PATH"].split(";" if name == "windows" else ":")
    assert [shape(replay, replay.path(folder)) for folder in folders] == [
        shape(live, live.path(folder)) for folder in live.env["PATH"].split(";" if name == "windows" else ":")
    ]


@pytest.mark.parametrize("name", BORING)
def test_runs_are_found_again_by_what_the_redacted_host_says_of_itself(name: str) -> None:
    _, recording = recorded(name)
    replay = RecordedHost.load(recording)
    [run] = replay.recording.runs
    done = replay.run(run.argv, timeout_s=1, env=environment(replay), cwd=replay.cwd)
    assert str(replay.cwd / "main.go") in done.stdout
    assert done.status == 1


def shape(host: Host, path: PurePath | None, depth: int = 4) -> object:
    """Return what stands at a path and below it, without the names."""
    assert path is not None
    chain = follow(host, path)
    if chain.dead or chain.kind is not Kind.FOLDER:
        return chain.dead, chain.kind, len(chain.hops), chain.kind is Kind.FILE and host.access(path, "r")
    below = sorted(repr(shape(host, chain.end / name, depth - 1)) for name in host.names(chain.end)) if depth else []
    return chain.kind, len(chain.hops), below

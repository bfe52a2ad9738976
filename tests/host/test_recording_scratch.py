"""In a recording, scratch and goverify's cache have names of their own, however their real places are written."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import pytest

from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.hosts import boring

PLACES = {
    "linux": "/tmp/goverify-x1",
    "macos": "/var/folders/zz/x/T/goverify-x1",
    "windows": r"C:\Users\gopher\AppData\Local\Temp\goverify-x1",
}


class Elsewhere(RecordedHost):
    """A host whose scratch lies in a real place, as a live one's does, and whose programs tell where they ran."""

    def scratch(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return a folder in the real place."""
        place = self.path(PLACES[self.platform.system.value]) / name
        self._write(self.path(str(place).replace("/var/", "/private/var/")), files)
        return place

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Answer with every spelling of the folder."""
        plain = str(cwd)
        real = plain.replace("/var/", "/private/var/")
        return Completed(
            0, stdout="\n".join((plain, real, plain.replace("\\", "\\\\"), cwd.as_posix(), str(cwd / "x.go:1:2")))
        )


@pytest.mark.parametrize("name", PLACES)
def test_scratch_is_written_scratch_in_words_variables_and_output(name: str) -> None:
    host = RecordingHost(Elsewhere(boring(name).recording))
    folder = host.scratch("probe", {"main.go": "package main"})
    assert host.entry(folder / "main.go") is not None
    host.run(
        ("go", "build", "-o", str(folder / "out")), timeout_s=1, env={**host.env, "GOCACHE": str(folder)}, cwd=folder
    )
    text = host.recording()
    assert "goverify-x1" not in text
    replay = RecordedHost.load(text)
    again = replay.scratch("probe", {"main.go": "package main"})
    assert replay.entry(again / "main.go") is not None
    env = {**replay.env, "GOCACHE": str(again)}
    output = replay.run(("go", "build", "-o", str(again / "out")), timeout_s=1, env=env, cwd=again).stdout
    assert set(output.replace("\\\\", "/").replace("\\", "/").split("\n")) == {
        "<scratch>/probe",
        "<scratch>/probe/x.go:1:2",
    }


@pytest.mark.parametrize(("name", "start"), [("linux", "file://"), ("macos", "file://"), ("windows", "file:///")])
def test_scratch_in_an_address_leaves_the_address_as_it_is(name: str, start: str) -> None:
    host = RecordingHost(Elsewhere(boring(name).recording))
    folder = host.scratch("served", {})
    env = {**host.env, "GOPROXY": start + folder.as_posix()}
    host.run(("go", "mod", "download"), timeout_s=1, env=env, cwd=folder)
    replay = RecordedHost.load(host.recording())
    again = replay.scratch("served", {})
    env = {**replay.env, "GOPROXY": start + again.as_posix()}
    assert replay.run(("go", "mod", "download"), timeout_s=1, env=env, cwd=again).ok


def test_the_cache_is_written_cache() -> None:
    host = RecordingHost(boring("linux"))
    folder = host.cache("build")
    assert folder is not None
    host.entry(folder)
    replay = RecordedHost.load(host.recording())
    assert replay.cache("build") == folder
    assert replay.entry(folder) is not None


def test_a_cache_that_cannot_be_had_is_noted() -> None:
    host = RecordingHost(boring("linux").but(cache=False))
    assert host.cache("build") is None
    assert RecordedHost.load(host.recording()).cache("build") is None

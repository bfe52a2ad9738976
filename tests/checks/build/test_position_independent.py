"""build.position-independent: one that is not built, is none, or does not run; what a platform does not have is no fault."""

import struct

import pytest

from goverify.checks.build.position_independent import position_independent
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from goverify.host.synthetic import go_program
from tests.builds import OK, failed
from tests.golang import findings, level, program
from tests.hosts import text
from tests.proofs import LOADER, WORKS, built, found, made, proving, told

BUILD, RUN = built("independent", "-buildmode=pie"), "<scratch>/independent/program"
SHARED, LOADER_SEGMENT, NOTE = 3, 3, 4


def movable(loader: str) -> FileRecord:
    """Return a program that may be loaded anywhere, by a loader."""
    data = bytearray(go_program("go1.27.3", "goverify.proof", "linux", "amd64"))
    struct.pack_into("<H", data, 16, SHARED)
    note = 64 + 56
    assert struct.unpack_from("<I", data, note) == (NOTE,)
    place = len(data)
    data += loader.encode() + b"\0"
    struct.pack_into("<I", data, note, LOADER_SEGMENT)
    struct.pack_into("<QQQQQ", data, note + 8, place, place, place, len(loader) + 1, len(loader) + 1)
    return program(bytes(data))


def host(build: Completed = OK, run: Completed = WORKS, loader: str = LOADER) -> RecordedHost:
    """Return a host where the program is built so and runs so."""
    files = {RUN: movable(loader), LOADER: text("loader", mode=0o755)}
    return proving({BUILD: build, RUN: run}, files)


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(position_independent, host())


def test_one_that_is_movable_and_runs_is_sound() -> None:
    assert found(position_independent, host()) == []
    assert f"loader {LOADER}" in told(position_independent, host())


def test_one_that_is_not_movable_is_reported() -> None:
    [finding] = found(position_independent, host().but(files=made("independent")))
    assert (finding.cause, level(finding)) == ("build-fails", "medium")
    assert "is to be loaded at one address only" in finding.message


def test_a_build_that_fails_is_reported() -> None:
    [finding] = found(position_independent, host(build=failed("something odd")))
    assert "cannot build with -buildmode=pie: exit status 1: something odd" in finding.message


def test_a_program_that_does_not_run_is_reported() -> None:
    [finding] = found(position_independent, host(run=Completed(signal="SIGSEGV")))
    assert (finding.cause, level(finding)) == ("run-fails", "medium")


@pytest.mark.parametrize(
    "words",
    [
        "-buildmode=pie requires external (cgo) linking, but cgo is not enabled",
        "-buildmode=pie not supported on linux/mips",
    ],
)
def test_a_platform_that_has_none_without_c_is_no_fault(words: str) -> None:
    with pytest.raises(Unavailable, match="it is not to be had here"):
        found(position_independent, host(build=failed(words)))


def test_a_host_without_the_loader_is_no_fault_of_gos() -> None:
    with pytest.raises(Unavailable, match=r"has not the loader that it asks for \(/lib/ld-other.so\)"):
        found(position_independent, host(loader="/lib/ld-other.so", run=Completed(error="ENOENT")))

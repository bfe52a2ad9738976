"""build.empty-cache: what only a cache has hidden is reported as a build that fails, with its cause."""

import pytest

from goverify.checks.build.empty_cache import empty_cache
from goverify.facts import Unavailable
from goverify.host import Completed, FileSystem
from goverify.host.recorded import RecordedHost
from tests.builds import OK, ROOT, failed
from tests.golang import findings, level
from tests.proofs import WORKS, built, found, made, proving, told

BUILD, RUN = built("nothing"), "<scratch>/nothing/program"
SPACE = FileSystem("tmpfs", "/tmp", read_only=False, noexec=False, free_bytes=500 << 20, free_inodes=None)


def host(build: Completed = OK, run: Completed = WORKS) -> RecordedHost:
    """Return a host where a build from nothing ends so, and its program runs so."""
    return proving({BUILD: build, RUN: run}, made("nothing"))


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(empty_cache, host())


def test_a_build_from_nothing_that_runs_is_sound() -> None:
    assert found(empty_cache, host()) == []
    assert "go build from an empty build cache" in told(empty_cache, host())


def test_headers_that_only_a_cache_has_hidden_are_named() -> None:
    lost = f"asm_amd64.s:5: #include: open {ROOT}/pkg/include/textflag.h: no such file or directory"
    plain, deeper = found(empty_cache, host(failed(lost)))
    assert (plain.cause, level(plain)) == ("build-fails", "critical")
    assert (deeper.cause, str(deeper.subject)) == ("tree-src-missing", ROOT)


def test_a_program_that_does_not_run_is_reported() -> None:
    [finding] = found(empty_cache, host(run=Completed(signal="SIGILL")))
    assert finding.cause == "run-fails"
    assert "from an empty build cache that runs: ended by SIGILL" in finding.message


def test_words_of_another_program_are_reported() -> None:
    [finding] = found(empty_cache, host(run=Completed(0, stdout="hello\n")))
    assert "prints 'hello' instead of 'it works'" in finding.message


def test_a_disk_with_little_room_is_not_filled() -> None:
    with pytest.raises(Unavailable, match="only 500 MiB are free"):
        found(empty_cache, host().but(filesystems={"<scratch>": SPACE}))

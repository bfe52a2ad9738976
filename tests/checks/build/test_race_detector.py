"""build.race-detector: one that misses a race or sees one where none is; none at all is no fault."""

import pytest

from goverify.checks.build.race_detector import race_detector
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.builds import OK, failed
from tests.golang import commands, findings, level
from tests.hosts import text
from tests.proofs import RACE, SYSO, WORKS, built, found, made, proving, told

BUILD, CLEAN, RACING = built("raced", "-race"), "<scratch>/raced/program", "<scratch>/raced/program race"
NO_COMPILER = '# runtime/cgo\ncgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH\n'


def host(build: Completed = OK, clean: Completed = WORKS, racing: Completed = RACE) -> RecordedHost:
    """Return a host where the program is built with -race so, and runs so without and with a race."""
    files = {SYSO: text("object"), **made("raced")}
    return proving({BUILD: build, CLEAN: clean, RACING: racing}, files)


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(race_detector, host())


def test_a_detector_that_tells_a_race_from_none_is_sound() -> None:
    assert found(race_detector, host()) == []
    assert "exit status 66, as it should" in told(race_detector, host())


@pytest.mark.parametrize(
    "racing", [WORKS, Completed(66, stdout="it works\n"), Completed(2, stderr="WARNING: DATA RACE\n")]
)
def test_a_race_that_is_not_found_is_reported(racing: Completed) -> None:
    [finding] = found(race_detector, host(racing=racing))
    assert (finding.cause, level(finding)) == ("run-fails", "medium")
    assert "does not find a race between two goroutines" in finding.message


def test_a_race_where_there_is_none_is_reported() -> None:
    [finding] = found(race_detector, host(clean=RACE))
    assert "cannot make a program with -race that runs: exit status 66" in finding.message


def test_a_kernel_that_lays_memory_out_too_much_at_random_is_told_with_the_line_that_mends_it() -> None:
    fatal = Completed(66, stderr="FATAL: ThreadSanitizer: unexpected memory mapping 0x55f0-0x55f1\n")
    [finding] = found(race_detector, host(clean=fatal))
    assert commands(finding) == ("sudo sysctl vm.mmap_rnd_bits=28",)


def test_words_of_another_program_are_reported() -> None:
    [finding] = found(race_detector, host(clean=Completed(0, stdout="hello\n")))
    assert "built with -race prints 'hello' instead of 'it works'" in finding.message


def test_a_build_that_fails_is_reported() -> None:
    [finding] = found(race_detector, host(build=failed("link: something odd")))
    assert (finding.cause, level(finding)) == ("build-fails", "medium")


@pytest.mark.parametrize(
    "words",
    [
        "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1",
        "-race is not supported on linux/386",
        NO_COMPILER,
        "# runtime/cgo\ngcc: error: unrecognized command-line option '-m64'",
    ],
)
def test_a_platform_or_compiler_that_allows_none_is_no_fault_of_gos(words: str) -> None:
    with pytest.raises(Unavailable, match="it needs a C compiler that works, or another platform"):
        found(race_detector, host(build=failed(words, 2)))


def test_a_tree_without_the_detector_has_none() -> None:
    with pytest.raises(Unavailable, match="holds no race detector for linux/amd64"):
        found(race_detector, host().but(files={SYSO: None}))


def test_a_limited_address_space_leaves_no_room_for_it() -> None:
    with pytest.raises(Unavailable, match="limited to 1024 MiB"):
        found(race_detector, host().but(limits={"address_space_bytes": 1 << 30}))

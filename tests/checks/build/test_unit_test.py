"""build.unit-test: a test that cannot be built or started is reported, unless the reason is known without it."""

import pytest

from goverify.checks.build.unit_test import unit_test
from goverify.facts import Blocked, Unavailable
from goverify.host import Completed, FileSystem
from goverify.host.recorded import RecordedHost
from tests.builds import HELLO_BUILD, failed
from tests.golang import findings, level
from tests.proofs import TEST, found, proving, told

NOT_STARTED = "fork/exec /tmp/go-build123/b001/works.test: permission denied\nFAIL\tgoverify.works\t0.001s\nFAIL\n"


def host(ended: Completed, **env: str) -> RecordedHost:
    """Return a host where the test goes so."""
    return proving({TEST: ended}, None, **env)


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(unit_test, host(Completed(0)))


def test_a_test_that_runs_is_sound() -> None:
    good = host(Completed(0, stdout="ok  \tgoverify.works\t0.002s\n"))
    assert found(unit_test, good) == []
    assert "built and ran a test" in told(unit_test, good)


def test_a_test_that_may_not_start_is_laid_on_the_temporary_folder() -> None:
    plain, deeper = found(unit_test, host(Completed(1, stdout=NOT_STARTED)))
    assert (plain.cause, level(plain)) == ("run-fails", "high")
    assert (deeper.cause, str(deeper.subject)) == ("tmpdir-noexec", "/tmp")


def test_a_test_that_is_not_built_is_told_as_such() -> None:
    [finding] = found(unit_test, host(Completed(1, stderr="odd\n", stdout="FAIL\tgoverify.works [build failed]\n")))
    assert finding.cause == "build-fails"
    assert "cannot run a test" in finding.message


def test_a_folder_that_is_mounted_noexec_is_told_by_its_own_check() -> None:
    mount = FileSystem("tmpfs", "/tmp", read_only=False, noexec=True, free_bytes=1 << 34, free_inodes=None)
    with pytest.raises(Blocked, match="/tmp is unfit for temporary files"):
        found(unit_test, host(Completed(1, stdout=NOT_STARTED)).but(filesystems={"/tmp": mount}))


def test_settings_that_break_a_plain_build_are_told_by_their_own_check() -> None:
    with pytest.raises(Blocked, match="under these settings"):
        found(unit_test, host(Completed(0), GOFLAGS="-bogus").but(runs={HELLO_BUILD: failed("unknown flag -bogus")}))

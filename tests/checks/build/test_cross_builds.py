"""build.cross-builds: a build for another system that fails, or makes a program for another one."""

import pytest

from goverify.checks.build.cross_builds import cross_builds
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.builds import OK, ROOT, failed
from tests.golang import findings, level
from tests.proofs import built, found, made, proving, told

WINDOWS, MACOS = built("for-windows"), built("for-darwin")


def host(windows: Completed = OK, made_for: str = "windows", arch: str = "amd64") -> RecordedHost:
    """Return a host where the build for Windows ends so, and makes a program for a system."""
    files = made("for-darwin", system="darwin") | made("for-windows", system=made_for, arch=arch)
    return proving({WINDOWS: windows, MACOS: OK}, files)


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(cross_builds, host())


def test_both_other_systems_are_built_for() -> None:
    assert found(cross_builds, host()) == []
    assert "a program for darwin/amd64" in told(cross_builds, host())
    assert "a program for windows/amd64" in told(cross_builds, host())


def test_a_build_that_fails_is_reported_with_its_target() -> None:
    [finding] = found(cross_builds, host(failed("something odd")))
    assert (finding.cause, level(finding)) == ("build-fails", "medium")
    assert "cannot build for windows/amd64: exit status 1: something odd" in finding.message


def test_source_that_the_tree_lost_is_named() -> None:
    gone = f"main.go:4:2: package internal/syscall/windows is not in std ({ROOT}/src/internal/syscall/windows)"
    lost = host(failed(gone)).but(files={f"{ROOT}/src/internal/syscall/windows": None})
    assert [finding.cause for finding in found(cross_builds, lost)] == ["build-fails", "tree-src-missing"]


@pytest.mark.parametrize(
    ("system", "arch", "words"), [("linux", "amd64", "linux/amd64"), ("windows", "arm64", "windows/arm64")]
)
def test_a_program_for_another_machine_is_reported(system: str, arch: str, words: str) -> None:
    [finding] = found(cross_builds, host(made_for=system, arch=arch))
    assert f"built for windows/amd64 is made for {words}" in finding.message

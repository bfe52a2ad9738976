"""host.system-release: a system and a release that do not go together are reported; those at the edge are not."""

import pytest

from goverify.checks.host.system_release import system_release
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.golang import findings, level
from tests.hosts import BORING, boring, go_binary


def refused(host: RecordedHost) -> RecordedHost:
    """Return the host where no build comes to anything."""
    builds = {each.argv: Completed(2, stderr="abort trap\n") for each in host.recording.runs if "build" in each.argv}
    return host.but(runs=builds)


def mac(version: str, kernel: str, name: str) -> RecordedHost:
    """Return a Mac with a go of that release, on which no build comes to anything."""
    go = go_binary(version, system="darwin", arch="arm64")
    return refused(boring("macos").but(files={"/usr/local/go/bin/go": go}, platform={"kernel": kernel, "name": name}))


def linux(version: str, kernel: str, name: str) -> RecordedHost:
    """Return a Linux machine likewise."""
    host = boring("linux").but(files={"/usr/local/go/bin/go": go_binary(version)})
    return refused(host.but(platform={"kernel": kernel, "name": name}))


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_are_supported(name: str) -> None:
    assert findings(system_release, boring(name)) == []


@pytest.mark.parametrize(
    ("version", "kernel", "name", "needed", "last"),
    [
        ("go1.27.3", "21.6.0", "macOS 12.7", "go1.27.3 needs macOS 13 or later", "Go 1.26,"),
        ("go1.25.5", "19.6.0", "macOS 10.15.7", "go1.25.5 needs macOS 12 or later", "Go 1.22,"),
    ],
)
def test_a_system_that_is_too_old_is_reported(version: str, kernel: str, name: str, needed: str, last: str) -> None:
    [finding] = findings(system_release, mac(version, kernel, name))
    assert (finding.cause, level(finding)) == ("os-too-old", "critical")
    assert needed in finding.message
    assert finding.fix
    assert last in finding.fix.summary


@pytest.mark.parametrize(
    ("version", "kernel"),
    [("go1.26.6", "21.0.0"), ("go1.24.11", "25.1.0"), ("go1.23.9", "24.6.0"), ("go1.21.13", "19.0.0")],
)
def test_the_first_system_that_is_supported_is_fine(version: str, kernel: str) -> None:
    assert findings(system_release, mac(version, kernel, "macOS")) == []


def test_macos_26_refuses_programs_of_older_releases() -> None:
    [finding] = findings(system_release, mac("go1.22.10", "25.1.0", "macOS 26.1"))
    assert (finding.cause, level(finding)) == ("release-too-old-for-os", "critical")
    assert "LC_UUID" in finding.message


def test_an_old_kernel_is_reported_for_releases_that_need_a_newer_one() -> None:
    [finding] = findings(system_release, linux("go1.24.11", "2.6.32-754.el6.x86_64", "CentOS 6"))
    assert "go1.24.11 needs Linux 3.2 or later" in finding.message
    assert findings(system_release, linux("go1.23.9", "2.6.32-754.el6.x86_64", "CentOS 6")) == []


def test_windows_8_is_reported() -> None:
    host = boring("windows").but(platform={"kernel": "6.3.9600", "name": "Windows 8.1"})
    [finding] = findings(system_release, host)
    assert "needs Windows 10 or Windows Server 2016" in finding.message


def test_where_go_builds_and_runs_all_the_same_it_is_only_told() -> None:
    host = boring("macos").but(platform={"kernel": "21.6.0", "name": "macOS 12.7"})
    [finding] = findings(system_release, host)
    assert level(finding) == "low"

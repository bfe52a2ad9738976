"""toolchain.release-support: a release without fixes and one that lacks some are reported; packagers' own count otherwise."""

from collections.abc import Callable

import pytest

from goverify.checks.toolchain.release_support import release_support
from goverify.facts import Facts
from goverify.facts.release_history import History, release_history
from goverify.host import Host
from goverify.host.recorded import RecordedHost
from goverify.model import Finding
from tests.checks.path.looking import Files, commands, findings, level
from tests.facts.installs import tree
from tests.golang import answer, run
from tests.hosts import BORING, boring, go_binary, link

GO = "/usr/local/go"


def with_release(version: str, system: str = "linux") -> RecordedHost:
    """Return the boring host whose Go is another release."""
    root, exe, mark = (r"C:\Program Files\Go", ".exe", "\\") if system == "windows" else (GO, "", "/")
    binary = go_binary(version, system={"macos": "darwin"}.get(system, system))
    return boring(system).but(
        files={mark.join((root, "bin", f"go{exe}")): binary, f"{root}{mark}VERSION": f"{version}\n"}
    )


def elsewhere(root: str, version: str, files: Files) -> RecordedHost:
    """Return the boring Linux with its one Go in another place."""
    said = run("/usr/bin/go", answer(root, version))
    moved: Files = {GO: None, "/usr/bin/go": link(f"{root}/bin/go"), **tree(root, version=version.removeprefix("go"))}
    return boring("linux").but(files={**moved, **files}, runs=[said])


def only(host: Host) -> Finding:
    [finding] = findings(release_support, host)
    return finding


def history() -> History:
    return release_history()


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_run_a_release_that_gets_fixes(name: str) -> None:
    assert not findings(release_support, boring(name))


@pytest.mark.parametrize("system", BORING)
def test_a_release_of_an_ended_line_is_reported(system: str) -> None:
    finding = only(with_release("go1.21.13", system))
    assert (finding.cause, level(finding)) == ("release-unsupported", "medium")
    assert "Go 1.21 stopped getting security fixes when Go 1.23 came out on 2024-08-13" in finding.message
    assert finding.fix is not None
    assert str(history().lines[0].newest) in finding.fix.summary


def test_a_release_before_the_table_is_reported_without_a_day() -> None:
    assert "Go 1.9 stopped getting security fixes long ago" in only(with_release("go1.9")).message


def test_a_release_that_lacks_patches_is_reported() -> None:
    line = history().lines[1]
    finding = only(with_release(f"go{line.minor}.1"))
    assert (finding.cause, level(finding)) == ("release-outdated", "low")
    assert f"{line.newest} of the same line was made on {line.made}" in finding.message
    assert any(f"{line.newest}.linux-amd64.tar.gz" in command for command in commands(finding))


def test_a_candidate_is_older_than_its_release() -> None:
    assert only(with_release(f"go{history().lines[0].minor}rc1")).cause == "release-outdated"


def by_clock(year: int) -> str:
    """Return /proc/stat of a machine that was started that year."""
    return f"btime {(year - 1970) * 31_557_600}\n"


def test_a_patch_release_of_the_last_weeks_is_no_fault_and_one_of_last_year_is() -> None:
    newest = history().lines[0].newest
    before = with_release(f"go{newest.minor}.{newest.numbers[2] - 1}")
    assert not findings(release_support, before)
    assert only(before.but(files={"/proc/stat": by_clock(2030)})).cause == "release-outdated"


def test_a_table_that_has_grown_old_says_so() -> None:
    host = with_release(str(history().lines[0].newest)).but(files={"/proc/stat": by_clock(2030)})
    first, *_ = release_support(Facts(host))
    assert "newer releases are out" in str(first)


def of_debian() -> Host:
    record = {"/var/lib/dpkg/info/golang-1.19-go.list": "/usr/lib/go-1.19/bin/go\n"}
    return elsewhere("/usr/lib/go-1.19", "go1.19.8", record)


def of_fedora() -> Host:
    return elsewhere("/usr/lib/golang", "go1.24.1", {})


def of_a_maker() -> Host:
    return with_release("go1.25.1 (Red Hat 1.25.1-1.el10)")


@pytest.mark.parametrize("host", [of_debian, of_fedora, of_a_maker])
def test_what_others_mend_is_information(host: Callable[[], Host]) -> None:
    finding = only(host())
    assert (finding.cause, level(finding)) == ("release-unsupported", "info")
    assert finding.detail.startswith(("It is a package (", "It is a maker's own build ("))


def test_experiments_make_no_maker() -> None:
    assert level(only(with_release("go1.24.1 X:arenas"))) == "medium"


def test_a_system_that_newer_releases_left_behind_is_told_so() -> None:
    last = only(with_release("go1.20.14", "windows").but(platform={"kernel": "6.1.7601", "name": "Windows 7"}))
    assert last.fix == ("Upgrade Windows 7 first: Go 1.20 is the last line that it can run.", ())
    older = only(with_release("go1.19.8", "windows").but(platform={"kernel": "6.1.7601", "name": "Windows 7"}))
    assert older.fix is not None
    assert "go1.20.14" in older.fix.summary


def test_a_release_that_gives_way_to_another_one_is_less_of_a_matter() -> None:
    project: Files = {"/home/gopher/app/go.mod": "module example.com/app\n\ngo 1.27.3\n"}
    switched: Files = {f"{GO}/go.env": "GOTOOLCHAIN=auto\n", **project, "/usr/bin/go1.27.3": go_binary("go1.27.3")}
    host = with_release("go1.21.13").but(cwd="/home/gopher/app", files=switched)
    finding = only(host)
    assert (level(finding), "gives way to go1.27.3" in finding.detail) == ("low", True)
    assert level(only(host.but(files={f"{GO}/go.env": "GOTOOLCHAIN=local\n"}))) == "medium"


def newest_of_all() -> Host:
    return with_release(str(history().lines[0].newest))


def newest_of_the_line_before() -> Host:
    return with_release(str(history().lines[1].newest))


def newer_than_the_table() -> Host:
    return with_release("go1.99.1")


def newer_patch_than_the_table() -> Host:
    return with_release(f"go{history().lines[0].minor}.99")


def in_development() -> Host:
    return with_release("devel go1.24-0123456789")


@pytest.mark.parametrize(
    "host",
    [newest_of_all, newest_of_the_line_before, newer_than_the_table, newer_patch_than_the_table, in_development],
)
def test_what_lacks_nothing_known_is_not_reported(host: Callable[[], Host]) -> None:
    assert not findings(release_support, host())

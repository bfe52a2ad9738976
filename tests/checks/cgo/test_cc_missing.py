"""cgo.cc-missing: a demand for cgo without a compiler is reported; a host that needs no compiler is in order."""

import pytest

from goverify.checks.cgo.cc_missing import cc_missing
from goverify.facts import Facts, Unavailable
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from tests.builds import host
from tests.cgoing import GCC, PROJECT, with_gcc, without
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, link, script, text

OFF = {"CGO_ENABLED": "0"}


def forced(name: str) -> RecordedHost:
    """Return a boring host on which cgo is demanded."""
    return boring(name).but(env={"CGO_ENABLED": "1"})


@pytest.mark.parametrize("name", BORING)
def test_where_nothing_needs_a_compiler_its_absence_is_only_worth_knowing(name: str) -> None:
    [finding] = findings(cc_missing, boring(name))
    assert (finding.cause, level(finding)) == ("cc-absent", "info")


@pytest.mark.parametrize("name", BORING)
def test_a_demand_without_a_compiler_is_reported(name: str) -> None:
    [finding] = findings(cc_missing, forced(name))
    assert (finding.cause, finding.subject, level(finding)) == ("cc-missing", "CGO_ENABLED", "high")
    assert "CGO_ENABLED=1" in finding.message


def test_a_compiler_on_path_is_fine() -> None:
    for env in ({}, {"CGO_ENABLED": "1"}):
        assert findings(cc_missing, with_gcc(**env)) == []


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("/usr/bin/apt-get", "sudo apt-get install -y gcc libc6-dev"),
        ("/usr/bin/dnf", "sudo dnf install -y gcc glibc-devel"),
        ("/usr/sbin/apk", "sudo apk add gcc musl-dev"),
        ("/usr/bin/pacman", "sudo pacman -S --needed gcc"),
    ],
)
def test_the_packager_that_is_here_brings_it(program: str, command: str) -> None:
    [finding] = findings(cc_missing, host(CGO_ENABLED="1").but(files={program: script("x")}))
    assert commands(finding) == (command,)


def test_the_other_systems_have_ways_of_their_own() -> None:
    assert commands(findings(cc_missing, forced("macos"))[0]) == ("xcode-select --install",)
    assert "mingw-w64-ucrt-x86_64-gcc" in "\n".join(commands(findings(cc_missing, forced("windows"))[0]))


def test_where_cgo_is_turned_off_no_compiler_is_asked_for() -> None:
    for host_ in (host(**OFF), host(**OFF).but(files=PROJECT), host(GOARCH="arm64")):
        with pytest.raises(Unavailable, match="cgo is off"):
            list(cc_missing(Facts(host_)))


def test_code_in_the_folder_at_hand_makes_the_lack_a_fault() -> None:
    [finding] = findings(cc_missing, host().but(files=PROJECT))
    assert (finding.cause, level(finding)) == ("cc-absent", "high")
    assert "main.go" in finding.message


def test_code_elsewhere_in_the_module_weighs_less() -> None:
    files = PROJECT | {"/home/gopher/main.go": None, "/home/gopher/store/db.go": text('package store\n\nimport "C"\n')}
    [finding] = findings(cc_missing, host().but(files=files))
    assert level(finding) == "medium"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("main.go", "//go:build cgo\n\n"),
        ("main.go", "// +build cgo\n\n"),
        ("main_windows.go", ""),
        ("main_test.go", ""),
    ],
)
def test_a_file_that_builds_here_leave_out_needs_nothing(name: str, head: str) -> None:
    files = {"/home/gopher/main.go": None, f"/home/gopher/{name}": text(f'{head}package main\n\nimport "C"\n')}
    [finding] = findings(cc_missing, host().but(files=PROJECT).but(files=files))
    assert level(finding) == "info"


def test_a_module_that_is_c_inside_is_named() -> None:
    line = "module example.test/app\n\ngo 1.27\n\nrequire github.com/mattn/go-sqlite3 v1.14.24\n"
    [finding] = findings(cc_missing, host().but(files={"/home/gopher/go.mod": text(line)}))
    assert (level(finding), "go-sqlite3" in finding.message) == ("medium", True)


def test_the_race_detector_demands_a_compiler() -> None:
    [finding] = findings(cc_missing, host(GOFLAGS="-race"))
    assert (finding.cause, level(finding), "-race" in finding.message) == ("cc-missing", "high", True)


def test_a_race_flag_that_is_off_demands_none() -> None:
    [finding] = findings(cc_missing, host(GOFLAGS="-race=false"))
    assert level(finding) == "info"


def test_a_link_that_leads_nowhere_is_named() -> None:
    [finding] = findings(cc_missing, without("/usr/bin/gcc-12").but(files=PROJECT))
    assert "/usr/bin/gcc is a link to" in finding.message


def test_a_link_to_the_folder_is_no_link_to_nothing() -> None:
    usrmerged = (
        without("/usr/bin/gcc", "/usr/bin/gcc-12", GCC).but(files={"/bin": None}).but(files={"/bin": link("usr/bin")})
    )
    [finding] = findings(cc_missing, usrmerged)
    assert "link" not in finding.message


def test_a_misspelt_entry_of_path_that_would_lead_to_it_is_shown() -> None:
    path = boring("windows").env["PATH"] + r";C:\mingw64\bin "
    host_ = forced("windows").but(env={"Path": path}, files={r"C:\mingw64\bin\gcc.exe": script("MZ")})
    [finding] = findings(cc_missing, host_)
    assert any(r"C:\mingw64\bin" in item.observed for item in finding.evidence)


def test_cc_in_the_go_env_file_does_not_turn_cgo_on() -> None:
    stored = {"/home/gopher/.config/go/env": text("CC=clang\n")}
    [finding] = findings(cc_missing, host().but(files=stored))
    assert "CC=clang" in finding.detail


def test_releases_before_1_20_leave_cgo_on_and_lack_as_little() -> None:
    old = boring("linux").but(files={"/usr/local/go/VERSION": text("go1.19.13\n")})
    [finding] = findings(cc_missing, old)
    assert (finding.cause, level(finding)) == ("cc-absent", "info")


CPLUSPLUS = PROJECT | {"/home/gopher/x.cc": text("int x;\n")}


def test_cplusplus_in_the_project_needs_its_own_compiler() -> None:
    [finding] = findings(cc_missing, with_gcc().but(files=CPLUSPLUS))
    assert (finding.cause, finding.subject, level(finding)) == ("cc-missing", "g++", "high")
    assert commands(finding) == ("sudo apt-get install -y g++",)


def test_with_it_the_project_is_in_order() -> None:
    assert findings(cc_missing, with_gcc().but(files=CPLUSPLUS | {"/usr/bin/g++": link("gcc-12")})) == []


def test_a_compiler_that_lost_its_mode_is_opened_and_not_installed_again() -> None:
    host = with_gcc(CGO_ENABLED="1").but(files={GCC: Entry(Kind.FILE, mode=0o640)})
    [finding] = findings(cc_missing, host)
    assert finding.cause == "cc-missing"
    assert "may not execute" in finding.message
    assert commands(finding) == (f"sudo chmod a+rx {GCC}",)

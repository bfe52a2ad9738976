"""path.foreign-os: a go of another operating system is reported; Windows' folders behind a go of one's own are not."""

import pytest

from goverify.checks.path.foreign_os import foreign_os
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, link, script

WINDOWS_GO: Files = {"/mnt/c/Program Files/Go/bin/go.exe": go_binary("go1.27.3", system="windows")}
PATH = "/usr/local/bin:/usr/bin:/bin:/mnt/c/Program Files/Go/bin"


def wsl(files: Files = WINDOWS_GO) -> RecordedHost:
    host = boring("linux").but(env={"PATH": PATH, "WSL_DISTRO_NAME": "Ubuntu"}, platform={"wsl": True})
    return host.but(files={"/usr/local/go": None, **files})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_go_of_their_own(name: str) -> None:
    assert not findings(foreign_os, boring(name))


def test_a_go_exe_alone_under_wsl_is_critical() -> None:
    [finding] = findings(foreign_os, wsl())
    assert (finding.cause, level(finding), finding.concerns) == ("go-foreign-os", "critical", ("PATH",))
    assert finding.message == (
        "The only Go that PATH leads to is /mnt/c/Program Files/Go/bin/go.exe, the go.exe of Windows; `go` does not start it"
    )


def test_go_for_linux_is_offered() -> None:
    [finding] = findings(foreign_os, wsl().but(files={"/usr/bin/apt-get": script("#!/bin/sh\n")}))
    assert finding.fix
    assert finding.fix.summary == "Install Go for Linux from https://go.dev/dl/."
    assert commands(finding) == ("sudo apt install golang-go",)


def test_a_go_for_linux_that_is_there_is_put_on_path() -> None:
    host = boring("linux").but(env={"PATH": PATH}, platform={"wsl": True}, files=WINDOWS_GO)
    assert commands(findings(foreign_os, host)[0]) == ('export PATH="/usr/local/go/bin:$PATH"',)


@pytest.mark.parametrize(
    ("name", "system", "arch", "words"),
    [
        ("linux", "windows", "amd64", "is made for Windows, this is Linux"),
        ("linux", "darwin", "arm64", "is made for macOS, this is Linux"),
        ("macos", "linux", "arm64", "is made for Linux, this is macOS"),
    ],
)
def test_the_go_that_answers_may_be_another_system_s(name: str, system: str, arch: str, words: str) -> None:
    host = boring(name).but(files={"/usr/local/go/bin/go": go_binary("go1.27.3", system=system, arch=arch)})
    [finding] = findings(foreign_os, host)
    assert words in finding.message
    assert host.path("/usr/local/go/bin/go") in {finding.subject, *finding.concerns}


def test_the_tree_of_another_system_is_replaced() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin/go": go_binary("go1.27.3", system="darwin", arch="arm64")})
    lines = "\n".join(commands(findings(foreign_os, host)[0]))
    assert "rm -rf /usr/local/go" in lines
    assert "go1.27.3.linux-amd64.tar.gz" in lines


def test_a_lone_file_of_another_system_has_to_go_first() -> None:
    files: Files = {"/usr/local/go": None, "/usr/local/bin/go": go_binary("go1.27.3", system="windows")}
    [finding] = findings(foreign_os, boring("linux").but(files=files))
    assert finding.fix
    assert finding.fix.summary == "Remove /usr/local/bin/go, and install Go for Linux from https://go.dev/dl/."


def test_windows_cannot_start_a_linux_go_either() -> None:
    host = boring("windows").but(files={r"C:\Program Files\Go\bin\go.exe": go_binary("go1.27.3")})
    assert "is made for Linux, this is Windows" in findings(foreign_os, host)[0].message


def test_windows_folders_behind_a_linux_go_are_how_wsl_is_made() -> None:
    host = wsl({**WINDOWS_GO, "/usr/bin/go": go_binary("go1.27.3")})
    assert not findings(foreign_os, host)


def test_another_processor_is_another_matter() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin/go": go_binary("go1.27.3", arch="arm64")})
    assert not findings(foreign_os, host)


def test_a_script_is_made_for_no_system() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin/go": script("#!/bin/sh\nexit 0\n")})
    assert not findings(foreign_os, host)


def test_a_link_to_windows_s_go_is_removed_and_its_tree_is_not() -> None:
    host = wsl().but(
        env={"PATH": "/opt/x:/usr/bin:/bin"}, files={"/opt/x/go": link("/mnt/c/Program Files/Go/bin/go.exe")}
    )
    [finding] = findings(foreign_os, host.but(files={"/mnt/c/Program Files/Go/pkg/tool": folder()}))
    assert commands(finding)[0] == "sudo rm /opt/x/go"
    assert finding.fix
    assert "/mnt/c" not in finding.fix.summary


def test_a_script_that_starts_windows_s_go_is_reported() -> None:
    lines = '#!/bin/sh\nexec "/mnt/c/Program Files/Go/bin/go.exe" "$@"\n'
    host = wsl().but(env={"PATH": "/opt/x:/usr/bin:/bin"}, files={"/opt/x/go": script(lines)})
    [finding] = findings(foreign_os, host)
    assert (
        "/opt/x/go, a script, starts /mnt/c/Program Files/Go/bin/go.exe, which is made for Windows" in finding.message
    )

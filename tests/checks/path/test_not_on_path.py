"""path.not-on-path: no go on PATH is told apart from no Go at all, and the way out fits shell, system and starter."""

import pytest

from goverify.checks.path.not_on_path import not_on_path
from goverify.facts import Facts
from goverify.host import Process
from goverify.host.recorded import RecordedHost
from goverify.model import Evidence
from tests.checks.path.looking import Files, blocked, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, go_tree, link, script, text

SHORT = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
NO_TREE = {"linux": "/usr/local/go", "macos": "/usr/local/go", "windows": r"C:\Program Files\Go"}


def off_path() -> RecordedHost:
    return boring("linux").but(env=SHORT)


def without_go(name: str) -> RecordedHost:
    return boring(name).but(files={NO_TREE[name]: None})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_find_their_go(name: str) -> None:
    assert not findings(not_on_path, boring(name))


@pytest.mark.parametrize("name", BORING)
def test_no_go_anywhere_is_its_own_cause(name: str) -> None:
    [finding] = findings(not_on_path, without_go(name))
    assert (finding.cause, level(finding), finding.subject) == ("go-absent", "critical", "PATH")


@pytest.mark.parametrize("name", BORING)
def test_the_official_source_comes_first(name: str) -> None:
    [finding] = findings(not_on_path, without_go(name))
    assert finding.fix
    assert finding.fix.summary.startswith("Install Go from https://go.dev/dl/")


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("/usr/bin/apt-get", "sudo apt install golang-go"),
        ("/usr/bin/dnf", "sudo dnf install golang"),
        ("/usr/sbin/apk", "sudo apk add go"),
        ("/usr/bin/pacman", "sudo pacman -S go"),
    ],
)
def test_a_distribution_s_own_command_is_offered(program: str, command: str) -> None:
    host = without_go("linux").but(files={program: script("#!/bin/sh\n")})
    assert commands(findings(not_on_path, host)[0]) == (command,)


def test_homebrew_is_offered_where_it_is() -> None:
    host = without_go("macos").but(files={"/opt/homebrew/bin/brew": script("#!/bin/bash\n")})
    assert commands(findings(not_on_path, host)[0]) == ("brew install go",)
    assert commands(findings(not_on_path, without_go("macos"))[0]) == ()


def test_windows_has_winget() -> None:
    assert commands(findings(not_on_path, without_go("windows"))[0]) == ("winget install GoLang.Go",)


def test_a_tree_that_path_does_not_reach_is_named() -> None:
    [finding] = findings(not_on_path, off_path())
    assert (finding.cause, level(finding)) == ("go-not-on-path", "critical")
    assert finding.message == "No entry of PATH leads to the Go in /usr/local/go (go1.27.3, official archive)"


@pytest.mark.parametrize(
    ("shell", "now", "lasting"),
    [
        (
            "/bin/bash",
            'export PATH="/usr/local/go/bin:$PATH"',
            """echo 'export PATH="/usr/local/go/bin:$PATH"' >> ~/.bashrc""",
        ),
        (
            "/bin/zsh",
            'export PATH="/usr/local/go/bin:$PATH"',
            """echo 'export PATH="/usr/local/go/bin:$PATH"' >> ~/.zshrc""",
        ),
        (
            "/usr/bin/fish",
            "set -gx PATH /usr/local/go/bin $PATH",
            "echo 'set -gx PATH /usr/local/go/bin $PATH' >> ~/.config/fish/config.fish",
        ),
        (
            "/bin/dash",
            'export PATH="/usr/local/go/bin:$PATH"',
            """echo 'export PATH="/usr/local/go/bin:$PATH"' >> ~/.profile""",
        ),
    ],
)
def test_the_way_out_is_in_the_user_s_own_shell(shell: str, now: str, lasting: str) -> None:
    host = off_path().but(env={"SHELL": shell})
    assert commands(findings(not_on_path, host)[0]) == (now, lasting)


@pytest.mark.parametrize(
    "home",
    ["/home/gopher/sdk/go1.26.6", "/home/gopher/.local/go", "/opt/golang/go", "/srv/go", "/home/gopher/tools/go"],
)
def test_trees_in_many_places_are_found(home: str) -> None:
    files: Files = {f"{home}/bin/go": go_binary("go1.26.6"), f"{home}/VERSION": "go1.26.6\n", "/usr/local/go": None}
    host = boring("linux").but(env=SHORT, files={"/usr/local/go": None}).but(files=files)
    assert findings(not_on_path, host)[0].cause == "go-not-on-path"


def test_the_newest_proper_tree_is_recommended() -> None:
    cached = "/home/gopher/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.29.0.linux-amd64"
    files: Files = {}
    for root, version in (("/opt/go1.28", "go1.28.1"), (cached, "go1.29.0")):
        files = {
            **files,
            f"{root}/VERSION": f"{version}\n",
            f"{root}/bin/go": go_binary(version),
            f"{root}/pkg/tool/linux_amd64/compile": go_binary(version, path="cmd/compile"),
            f"{root}/src/runtime/proc.go": text("package runtime\n"),
        }
    [finding] = findings(not_on_path, off_path().but(files=files))
    assert "the Go in /opt/go1.28 (go1.28.1" in finding.message


def test_a_tree_for_another_processor_is_not_recommended() -> None:
    files: Files = {"/usr/local/go/bin/go": go_binary("go1.27.3", arch="arm64")}
    [finding] = findings(not_on_path, off_path().but(files=files))
    assert finding.cause == "go-not-on-path"
    assert "cannot be started here" in finding.message
    assert finding.fix
    assert "Install a Go that runs here" in finding.fix.summary


def test_sudo_is_named_as_what_cut_path_down() -> None:
    host = off_path().but(env={"SUDO_USER": "gopher", "HOME": "/root"}, identity={"uid": 0, "gid": 0, "name": "root"})
    [finding] = findings(not_on_path, host)
    assert "secure_path" in finding.detail
    assert commands(finding)[0] == 'sudo env "PATH=$PATH" go version'


def test_the_caller_s_home_is_searched_under_sudo() -> None:
    files: Files = {
        "/home/gopher/sdk/go1.27.3/bin/go": go_binary("go1.27.3"),
        "/home/gopher/sdk/go1.27.3/VERSION": "go1.27.3\n",
    }
    root = {"uid": 0, "gid": 0, "name": "root"}
    host = without_go("linux").but(env={"SUDO_USER": "gopher", "HOME": "/root", **SHORT}, identity=root, files=files)
    assert findings(not_on_path, host)[0].cause == "go-not-on-path"


@pytest.mark.parametrize(("starter", "word"), [("cron", "cron"), ("systemd", "systemd")])
def test_jobs_and_services_get_their_reason(starter: str, word: str) -> None:
    host = off_path().but(ancestors=[starter] if starter == "systemd" else ["sh", starter, "systemd"])
    assert findings(not_on_path, host)[0].detail.startswith(word)


def test_a_terminal_is_no_service() -> None:
    host = off_path().but(ancestors=[Process(3, "bash"), Process(2, "sshd"), Process(1, "systemd")])
    assert findings(not_on_path, host)[0].detail == ""


@pytest.mark.parametrize(("path", "words"), [(None, "not set at all"), ("", "empty")])
def test_a_path_that_is_missing_is_said_to_be(path: str | None, words: str) -> None:
    assert words in findings(not_on_path, boring("linux").but(env={"PATH": path}))[0].detail


def test_an_older_terminal_on_windows_only_needs_to_be_opened_anew() -> None:
    host = boring("windows").but(env={"PATH": r"C:\Windows\system32;C:\Windows"})
    [finding] = findings(not_on_path, host)
    assert "started before Go was installed" in finding.detail
    assert finding.fix
    assert finding.fix.summary.startswith("Open a new terminal")


def test_windows_stores_the_folder_for_good() -> None:
    key = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    host = boring("windows").but(env={"PATH": r"C:\Windows"}, registry={key: None})
    now, lasting = commands(findings(not_on_path, host)[0])
    assert now == r"$env:PATH = 'C:\Program Files\Go\bin;' + $env:PATH"
    assert lasting.startswith(r"[Environment]::SetEnvironmentVariable('Path', 'C:\Program Files\Go\bin;' + ")


def test_the_tree_beside_a_path_entry_is_reported_as_off_path() -> None:
    host = boring("linux").but(env={"PATH": "/usr/local:/usr/bin"})
    assert findings(not_on_path, host)[0].cause == "go-not-on-path"


def test_a_dead_link_on_path_is_left_to_its_own_check() -> None:
    host = off_path().but(files={"/usr/bin/go": link("../lib/go-1.19/bin/go")})
    assert blocked(not_on_path, host)


def test_a_go_exe_under_wsl_is_left_to_its_own_check() -> None:
    files: Files = {"/mnt/c/Go/bin/go.exe": go_binary("go1.27.3", system="windows")}
    host = without_go("linux").but(env={"PATH": "/usr/bin:/mnt/c/Go/bin"}, files=files, platform={"wsl": True})
    assert blocked(not_on_path, host)


def test_a_closed_tree_counts_as_a_go() -> None:
    host = without_go("linux").but(env=SHORT, files={"/opt/go": folder(mode=0o700)})
    assert findings(not_on_path, host)[0].cause == "go-not-on-path"


def test_a_gopath_is_no_go() -> None:
    host = without_go("linux").but(
        files={"/home/gopher/go/bin/gopls": go_binary("go1.27.3", path="golang.org/x/tools/gopls")}
    )
    assert findings(not_on_path, host)[0].cause == "go-absent"


def test_every_go_on_path_is_shown_in_order_with_its_way() -> None:
    path = {"PATH": "/usr/local/go/bin:/usr/bin"}
    host = boring("linux").but(env=path, files={"/usr/bin/go": link("../local/go/bin/go")})
    seen = [each.observed for each in not_on_path(Facts(host)) if isinstance(each, Evidence)]
    assert seen == ["/usr/local/go/bin/go, runnable", "/usr/bin/go -> ../local/go/bin/go, runnable"]


def test_a_line_that_every_terminal_reads_asks_for_a_new_terminal() -> None:
    line = text("export PATH=$PATH:/usr/local/go/bin\n")
    [finding] = findings(not_on_path, off_path().but(env={"SHELL": "/bin/bash"}, files={"/home/gopher/.bashrc": line}))
    assert finding.detail.startswith("/home/gopher/.bashrc, line 1 adds it in interactive shells only")
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_the_installer_s_list_of_macos_is_read_by_the_next_terminal() -> None:
    [finding] = findings(not_on_path, boring("macos").but(env={"PATH": "/usr/bin:/bin"}))
    assert finding.fix
    assert finding.fix.summary.startswith("Open a new terminal")


def test_without_a_home_the_shell_is_left_to_find_it() -> None:
    [finding] = findings(not_on_path, off_path().but(env={"HOME": None}, files={"/home/gopher/.profile": None}))
    assert commands(finding)[-1].endswith(">> ~/.bashrc")


def test_where_windows_takes_no_exe_for_a_program_path_is_not_to_blame() -> None:
    [finding] = findings(not_on_path, boring("windows").but(env={"PATHEXT": ".COM;.BAT"}))
    assert "PATHEXT=.COM;.BAT lacks .EXE" in finding.message
    assert commands(finding) == ("$env:PATHEXT = '.COM;.EXE;.BAT;.CMD;.COM;.BAT'",)


def test_cmd_gets_a_line_of_its_own_for_the_stored_path() -> None:
    host = boring("windows").but(env={"PATH": r"C:\Windows\system32;C:\Windows"}, ancestors=["cmd.exe"])
    [finding] = findings(not_on_path, host)
    assert commands(finding) == (r'set "PATH=C:\Program Files\Go\bin;%PATH%"',)


def test_a_tree_that_windows_unpacked_into_a_folder_of_its_own_is_found() -> None:
    files = go_tree(r"C:\Users\gopher\Downloads\go1.27.3.windows-amd64\go", "go1.27.3", system="windows")
    [finding] = findings(not_on_path, without_go("windows").but(files=files))
    assert finding.cause == "go-not-on-path"


def test_a_goroot_that_names_another_tree_is_taken_away_with_it() -> None:
    host = boring("linux").but(env={"PATH": "/usr/bin:/bin", "GOROOT": "/opt/gone"})
    [finding] = findings(not_on_path, host)
    assert commands(finding)[0] == 'export PATH="/usr/local/go/bin:$PATH"'
    assert commands(finding)[-1] == "unset GOROOT"

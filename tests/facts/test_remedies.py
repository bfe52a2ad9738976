"""facts.remedies: commands that fit the origin of a tree, the system and the shell."""

import pytest

from goverify.facts import Facts
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall, set_variable, unset_variable
from goverify.facts.settings.in_force import setting
from goverify.host.recorded import RecordedHost
from goverify.model import Fix
from tests.facts.variables.test_launch_agents import OWN, job
from tests.golang import whole

RELEASE = Release.parse("go1.27.3")


def commands(host: RecordedHost, root: str, release: Release | None = RELEASE) -> tuple[str, ...]:
    """Return the commands that set a tree up anew."""
    return reinstall(Facts(host), host.path(root), release).commands


def test_an_official_tree_is_removed_before_the_new_one_is_unpacked() -> None:
    fetch, replace = commands(whole(), "/usr/local/go")
    assert fetch == "curl -fLO https://go.dev/dl/go1.27.3.linux-amd64.tar.gz"
    assert replace.split(" && ") == [
        "gzip -t go1.27.3.linux-amd64.tar.gz",  # nothing is removed for a download that broke off
        "sudo rm -rf /usr/local/go",
        "sudo mkdir -p /usr/local/go",
        "sudo tar -C /usr/local/go --strip-components=1 -xzf go1.27.3.linux-amd64.tar.gz",
    ]


def test_ones_own_tree_needs_no_sudo() -> None:
    host = whole().but(identity={"uid": 0})
    assert "sudo" not in commands(host, "/usr/local/go")[1]


def test_windows_gets_the_zip() -> None:
    fetch, replace = commands(whole("windows"), r"D:\tools\golang")
    assert "go1.27.3.windows-amd64.zip" in fetch
    assert replace.split("; ") == [
        r'Expand-Archive "$env:TEMP\go1.27.3.windows-amd64.zip" "$env:TEMP\go1.27.3.windows-amd64" -Force -ErrorAction Stop',
        r"Remove-Item -Recurse -Force 'D:\tools\golang'",
        r"""Move-Item "$env:TEMP\go1.27.3.windows-amd64\go" 'D:\tools\golang'""",
    ]


def test_arm_archives_have_a_name_of_their_own() -> None:
    assert "linux-armv6l" in commands(whole().but(platform={"arch": "arm"}), "/usr/local/go")[0]


@pytest.mark.parametrize(
    ("root", "command"),
    [
        ("/home/gopher/.local/share/mise/installs/go/1.27.3", "mise install --force go@1.27.3"),
        ("/home/gopher/.asdf/installs/golang/1.27.3/go", "asdf uninstall golang 1.27.3 && asdf install golang 1.27.3"),
        ("/opt/homebrew/Cellar/go/1.27.3/libexec", "brew reinstall go"),
        ("/usr/lib/go-1.27", "sudo apt-get install --reinstall golang-1.27-go golang-1.27-src"),
        ("/home/gopher/sdk/go1.27.3", "rm -rf /home/gopher/sdk/go1.27.3 && go1.27.3 download"),
    ],
)
def test_a_managed_tree_is_left_to_its_manager(root: str, command: str) -> None:
    assert commands(whole(), root) == (command,)


def test_a_distributions_tree_without_version_is_named_by_its_folder() -> None:
    assert commands(whole(), "/usr/lib/go-1.22", None) == (
        "sudo apt-get install --reinstall golang-1.22-go golang-1.22-src",
    )


def test_a_development_version_cannot_be_downloaded() -> None:
    assert commands(whole(), "/usr/local/go", Release.parse("devel go1.28-abcdef")) == ("sudo rm -rf /usr/local/go",)


def test_a_path_with_a_blank_is_quoted() -> None:
    assert "sudo rm -rf '/opt/my go' && " in commands(whole(), "/opt/my go")[1]


@pytest.mark.parametrize(
    ("shell", "unset", "given"),
    [
        ("/bin/bash", "unset GOROOT", "export GOROOT=/opt/go"),
        ("/usr/bin/fish", "set -e GOROOT", "set -gx GOROOT /opt/go"),
        ("/bin/tcsh", "unsetenv GOROOT", "setenv GOROOT /opt/go"),
        ("/usr/bin/nu", "hide-env GOROOT", "$env.GOROOT = '/opt/go'"),
        ("/usr/bin/pwsh", "Remove-Item Env:GOROOT", "$env:GOROOT = '/opt/go'"),
    ],
)
def test_each_shell_has_its_own_words(shell: str, unset: str, given: str) -> None:
    host = whole().but(env={"SHELL": shell, "GOROOT": "/gone"})
    ask = Facts(host)
    found = ask(setting, "GOROOT")
    assert found
    assert unset_variable(ask, found).commands == (unset,)
    assert set_variable(ask, "GOROOT", host.path("/opt/go")) == given


def test_the_file_of_macos_is_quoted_and_edited_its_way() -> None:
    host = whole("macos").but(files={"/Users/gopher/Library/Application Support/go/env": "GOROOT=/gone\n"})
    ask = Facts(host)
    found = ask(setting, "GOROOT")
    assert found
    [command] = unset_variable(ask, found).commands
    assert command == "sed -i '' '/^GOROOT=/d' '/Users/gopher/Library/Application Support/go/env'"


def unset(host: RecordedHost, name: str) -> Fix:
    """Return how a setting of the environment is taken away."""
    ask = Facts(host)
    found = ask(setting, name)
    assert found
    return unset_variable(ask, found)


def test_the_line_that_sets_a_variable_is_quoted() -> None:
    host = whole().but(env={"GOFLAGS": "-v"}, files={"/home/gopher/.bashrc": "alias l=ls\nexport GOFLAGS=-v\n"})
    fix = unset(host, "GOFLAGS")
    assert fix.summary == "Unset GOFLAGS, and remove line 2 of ~/.bashrc (export GOFLAGS=-v)."
    assert fix.commands == ("unset GOFLAGS",)


def test_a_line_that_gives_another_value_is_not_to_be_removed() -> None:
    host = whole().but(env={"GOFLAGS": "-v"}, files={"/home/gopher/.bashrc": "export GOFLAGS=-x\n"})
    assert unset(host, "GOFLAGS").summary == (
        "Unset GOFLAGS, and remove it from what exports it: this session, or the program that started it; "
        "line 1 of ~/.bashrc (export GOFLAGS=-x) gives another value."
    )


def test_a_job_of_launchd_keeps_its_variable_until_it_is_taken_back() -> None:
    host = whole("macos").but(env={"GOFLAGS": "-v"}, files={OWN: job("launchctl", "setenv", "GOFLAGS", "-v")})
    fix = unset(host, "GOFLAGS")
    assert fix.commands == ("unset GOFLAGS", "launchctl unsetenv GOFLAGS")
    assert "the job ~/Library/LaunchAgents/env.plist" in fix.summary


def test_what_windows_stores_for_new_processes_stays_where_it_is_another_value() -> None:
    registry = {r"HKCU\Environment": {"GOROOT": r"D:\Go"}}
    fix = unset(whole("windows").but(env={"GOROOT": r"C:\gone"}, registry=registry), "GOROOT")
    assert fix.commands == ("Remove-Item Env:GOROOT",)
    assert r"HKCU\Environment\GOROOT gives another value" in fix.summary


def test_in_a_job_the_job_is_named() -> None:
    fix = unset(whole().but(env={"GOFLAGS": "-v", "GITLAB_CI": "true"}), "GOFLAGS")
    assert fix.summary.endswith("remove it from what exports it: the job of GitLab CI.")


@pytest.mark.parametrize(
    ("root", "elevated", "said"),
    [("C:\\Go", False, False), ("C:\\Program Files\\Go", False, True), ("C:\\Program Files\\Go", True, False)],
)
def test_what_administrators_alone_may_do_on_windows_is_said(root: str, elevated: bool, said: bool) -> None:
    host = whole("windows").but(identity={"elevated": elevated})
    assert ("administrator" in reinstall(Facts(host), host.path(root), RELEASE).summary) is said


def test_a_variable_of_the_machine_is_taken_back_by_an_administrator() -> None:
    key = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    host = whole("windows").but(env={"GOROOT": r"C:\gone"}, registry={key: {"GOROOT": r"C:\gone"}})
    assert "as administrator" in unset(host, "GOROOT").summary


def test_an_apostrophe_in_a_name_is_doubled_for_powershell() -> None:
    root = r"C:\Users\O'Neil\go"
    assert r"Remove-Item -Recurse -Force 'C:\Users\O''Neil\go'" in commands(whole("windows"), root)[1]


def test_the_folder_for_temporary_files_is_not_unset_on_windows_but_set_back() -> None:
    fix = unset(whole("windows").but(env={"TMP": r"R:\gone"}), "TMP")
    usual = r"'C:\Users\gopher\AppData\Local\Temp'"
    assert fix.commands == (
        f"$env:TMP = {usual}",
        f"$env:TEMP = {usual}",
        f"[Environment]::SetEnvironmentVariable('TMP', {usual}, 'User')",
        f"[Environment]::SetEnvironmentVariable('TEMP', {usual}, 'User')",
    )

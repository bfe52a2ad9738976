"""path.unread-startup-line: a right line in a file that this shell does not read is reported with the file that it does."""

import pytest

from goverify.checks.path.unread_startup_line import unread_startup_line
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, text

LINE = "export PATH=$PATH:/usr/local/go/bin\n"
HOME = "/home/gopher"


def host_with(shell: str, files: dict[str, str]) -> RecordedHost:
    path = "/usr/local/bin:/usr/bin:/bin"
    records: Files = {name: text(content) for name, content in files.items()}
    return boring("linux").but(env={"SHELL": shell, "PATH": path}, files={f"{HOME}/.profile": None, **records})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_nothing_unread(name: str) -> None:
    assert not findings(unread_startup_line, boring(name))


@pytest.mark.parametrize(
    ("shell", "file", "target"),
    [
        ("/bin/zsh", f"{HOME}/.bash_profile", "~/.zshrc"),
        ("/bin/zsh", f"{HOME}/.bashrc", "~/.zshrc"),
        ("/bin/zsh", f"{HOME}/.profile", "~/.zshrc"),
        ("/bin/zsh", "/etc/profile.d/go.sh", "~/.zshrc"),
        ("/bin/bash", f"{HOME}/.zshrc", "~/.bashrc"),
        ("/usr/bin/fish", f"{HOME}/.bashrc", "~/.config/fish/config.fish"),
        ("/usr/bin/fish", f"{HOME}/.profile", "~/.config/fish/config.fish"),
        ("/bin/dash", f"{HOME}/.bashrc", "~/.profile"),
        ("/bin/tcsh", f"{HOME}/.profile", "~/.cshrc"),
    ],
)
def test_a_line_for_another_shell_goes_into_this_one_s_file(shell: str, file: str, target: str) -> None:
    [finding] = findings(unread_startup_line, host_with(shell, {file: LINE}))
    assert (finding.cause, level(finding)) == ("go-path-line-unread", "high")
    assert f"{file}, line 1 puts /usr/local/go/bin on PATH, but " in finding.message
    assert "does not read that file" in finding.message
    assert commands(finding)[0].endswith(f" >> {target}")


def test_the_command_can_be_pasted() -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/zsh", {f"{HOME}/.bashrc": LINE}))
    assert commands(finding) == (
        """echo 'export PATH="/usr/local/go/bin:$PATH"' >> ~/.zshrc""",
        'export PATH="/usr/local/go/bin:$PATH"',
    )


def test_the_line_is_counted() -> None:
    [finding] = findings(
        unread_startup_line, host_with("/bin/zsh", {f"{HOME}/.bashrc": f"# mine\n\nGOROOT=/usr/local/go\n{LINE}"})
    )
    assert f"{HOME}/.bashrc, line 4" in finding.message


def test_it_concerns_path_so_that_it_explains_a_missing_go() -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/zsh", {f"{HOME}/.bashrc": LINE}))
    assert finding.concerns == ("PATH",)


def test_profile_is_unread_where_bash_profile_stands_before_it() -> None:
    host = host_with("/bin/bash", {f"{HOME}/.profile": LINE, f"{HOME}/.bash_profile": "alias l=ls\n"})
    [finding] = findings(unread_startup_line, host)
    assert "bash does not read that file where there is a ~/.bash_profile" in finding.message
    assert commands(finding)[0].endswith(">> ~/.bash_profile")


def test_a_login_line_and_another_kind_of_session() -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/bash", {"/etc/profile.d/go.sh": LINE}))
    assert "bash reads it in login shells only, and this process was started otherwise" in finding.message
    assert commands(finding)[0].endswith(">> ~/.bashrc")


@pytest.mark.parametrize(("shell", "file"), [("/bin/zsh", ".zshrc"), ("/bin/bash", ".bashrc"), ("/bin/zsh", ".zshenv")])
def test_a_line_that_every_terminal_reads_is_no_fault(shell: str, file: str) -> None:
    assert not findings(unread_startup_line, host_with(shell, {f"{HOME}/{file}": LINE}))


def test_a_line_that_the_shell_reads_at_times_tells_more_than_another_shell_s() -> None:
    host = host_with("/bin/bash", {f"{HOME}/.zshrc": LINE, "/etc/profile.d/go.sh": LINE})
    [finding] = findings(unread_startup_line, host)
    assert str(finding.subject) == "/etc/profile.d/go.sh"


def test_the_installer_s_list_of_macos_serves_every_terminal() -> None:
    host = boring("macos").but(env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin"})
    assert not findings(unread_startup_line, host)


def test_a_line_that_leads_to_no_go_is_not_go_s() -> None:
    assert not findings(
        unread_startup_line, host_with("/bin/zsh", {f"{HOME}/.bashrc": "export PATH=$PATH:/opt/none/bin\n"})
    )


def test_a_line_in_a_comment_is_no_line() -> None:
    assert not findings(unread_startup_line, host_with("/bin/zsh", {f"{HOME}/.bashrc": f"# {LINE}"}))


def test_a_file_that_the_shell_s_own_file_reads_is_read() -> None:
    host = host_with("/bin/zsh", {f"{HOME}/.profile": LINE, f"{HOME}/.zprofile": "emulate sh -c '. ~/.profile'\n"})
    [finding] = findings(unread_startup_line, host)
    assert "zsh reads it in login shells only" in finding.message


def test_where_a_go_answers_no_line_is_missed() -> None:
    host = boring("linux").but(env={"SHELL": "/bin/zsh"}, files={f"{HOME}/.bashrc": text(LINE)})
    assert not findings(unread_startup_line, host)


def test_sudo_reads_no_start_up_file_at_all() -> None:
    host = host_with("/bin/bash", {f"{HOME}/.bashrc": LINE}).but(env={"SUDO_USER": "gopher"})
    assert not findings(unread_startup_line, host)


@pytest.mark.parametrize(
    ("shell", "file", "line", "target"),
    [
        ("/bin/bash", f"{HOME}/.bashrc", "set -gx PATH $PATH /usr/local/go/bin", "~/.bashrc"),
        ("/bin/bash", f"{HOME}/.bashrc", "fish_add_path /usr/local/go/bin", "~/.bashrc"),
        ("/bin/zsh", f"{HOME}/.zshrc", "setenv PATH $PATH:/usr/local/go/bin", "~/.zshrc"),
        ("/bin/zsh", f"{HOME}/.zshrc", "set path = ($path /usr/local/go/bin)", "~/.zshrc"),
        ("/bin/tcsh", f"{HOME}/.tcshrc", "export PATH=$PATH:/usr/local/go/bin", "~/.tcshrc"),
    ],
)
def test_a_line_in_another_shell_s_words_is_not_understood(shell: str, file: str, line: str, target: str) -> None:
    [finding] = findings(unread_startup_line, host_with(shell, {file: f"{line}\n"}))
    assert f"in the words of another shell ({line})" in finding.message
    assert finding.fix
    assert f"Take line 1 out of {file}" in finding.fix.summary
    assert commands(finding)[0].endswith(f" >> {target}")


def test_fish_takes_the_words_of_bash() -> None:
    file = f"{HOME}/.config/fish/config.fish"
    assert not findings(unread_startup_line, host_with("/usr/bin/fish", {file: LINE}))


def test_a_variable_that_a_line_below_sets_is_empty_where_it_is_used() -> None:
    text = "export PATH=$PATH:$GOROOT/bin\nexport GOROOT=/usr/local/go\n"
    host = host_with("/bin/bash", {f"{HOME}/.bashrc": text}).but(env={"GOROOT": "/usr/local/go"})
    [finding] = findings(unread_startup_line, host)
    assert "line 1 is to put /usr/local/go/bin on PATH, but uses GOROOT before a line below sets it" in finding.message
    assert commands(finding)[0].endswith(" >> ~/.bashrc")


def test_a_line_that_login_shells_of_sh_read_is_not_written_a_second_time() -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/sh", {f"{HOME}/.profile": LINE}))
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


@pytest.mark.parametrize("line", ["export PATH = $PATH:/usr/local/go/bin", "PATH= $PATH:/usr/local/go/bin"])
def test_a_blank_beside_the_sign_makes_it_no_assignment(line: str) -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/bash", {f"{HOME}/.bashrc": f"{line}\n"}))
    assert "has a blank beside the =, and bash takes that for no assignment" in finding.message


def test_the_file_of_plain_settings_fills_no_variable_in() -> None:
    [finding] = findings(unread_startup_line, host_with("/bin/bash", {"/etc/environment": LINE}))
    assert "/etc/environment, line 1 puts /usr/local/go/bin on PATH, but no shell reads that file" in finding.message
    assert finding.fix
    assert "Take line 1 out of /etc/environment" in finding.fix.summary

"""facts.shells: the user's shell, and the lines and commands that it understands."""

import pytest

from goverify.facts import Facts
from goverify.facts.variables.shells import (
    Shell,
    as_typed,
    lasting_file,
    line_for,
    powershell,
    prepend_for_good,
    prepend_to_path,
    user_shell,
)
from goverify.host.recorded import RecordedHost
from tests.hosts import boring


def with_shell(shell: str | None, system: str = "linux") -> RecordedHost:
    return boring(system).but(env={"SHELL": shell})


@pytest.mark.parametrize(
    ("program", "shell"),
    [
        ("/bin/bash", Shell.BASH),
        ("/usr/bin/zsh", Shell.ZSH),
        ("/opt/homebrew/bin/fish", Shell.FISH),
        ("/bin/ash", Shell.SH),
        ("/bin/tcsh", Shell.CSH),
        ("/usr/bin/pwsh", Shell.POWERSHELL),
    ],
)
def test_shell_names_the_shell(program: str, shell: Shell) -> None:
    assert user_shell(Facts(with_shell(program))) is shell


def test_without_shell_the_nearest_running_one_counts() -> None:
    host = with_shell(None).but(ancestors=["make", "-zsh", "bash"])
    assert user_shell(Facts(host)) is Shell.ZSH


def test_without_any_sign_it_is_the_system_s_usual_one() -> None:
    found = [user_shell(Facts(with_shell(None, name).but(ancestors=["x"]))) for name in ("linux", "macos", "windows")]
    assert found == [Shell.BASH, Shell.ZSH, Shell.POWERSHELL]


def test_on_windows_what_runs_counts_and_not_what_git_bash_exports() -> None:
    host = boring("windows").but(env={"SHELL": "/usr/bin/bash"}, ancestors=["cmd.exe", "explorer.exe"])
    assert user_shell(Facts(host)) is Shell.CMD


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("/usr/local/go/bin", 'export PATH="/usr/local/go/bin:$PATH"'),
        ("/opt/my go/bin", 'export PATH="/opt/my go/bin:$PATH"'),
        ("/opt/$x/bin", "export PATH='/opt/$x/bin'\":$PATH\""),
        ("/opt/it's/bin", "export PATH='/opt/it'\"'\"'s/bin'\":$PATH\""),
        ("/opt/`date`/bin", "export PATH='/opt/`date`/bin'\":$PATH\""),
    ],
)
def test_unix_shells_get_a_quoted_line(folder: str, line: str) -> None:
    assert line_for(Shell.BASH, boring("linux").path(folder)) == line


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        (Shell.FISH, r"set -gx PATH '/opt/it\'s/bin' $PATH"),
        (Shell.CSH, "setenv PATH '/opt/it'\"'\"'s/bin':$PATH"),
        (Shell.NU, '$env.PATH = ($env.PATH | prepend "/opt/it\'s/bin")'),
        (Shell.POWERSHELL, "$env:PATH = '/opt/it''s/bin:' + $env:PATH"),
    ],
)
def test_other_shells_get_their_own_quotes(shell: Shell, line: str) -> None:
    assert line_for(shell, boring("linux").path("/opt/it's/bin")) == line


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        (Shell.POWERSHELL, r"$env:PATH = 'C:\Program Files\Go\bin;' + $env:PATH"),
        (Shell.CMD, r'set "PATH=C:\Program Files\Go\bin;%PATH%"'),
        (Shell.BASH, 'export PATH="/c/Program Files/Go/bin:$PATH"'),
    ],
)
def test_windows_shells_get_lines_of_windows(shell: Shell, line: str) -> None:
    assert line_for(shell, boring("windows").path(r"C:\Program Files\Go\bin")) == line


@pytest.mark.parametrize(
    ("system", "shell", "file"),
    [
        ("linux", "/bin/bash", "/home/gopher/.bashrc"),
        ("macos", "/bin/bash", "/Users/gopher/.bash_profile"),
        ("macos", "/bin/zsh", "/Users/gopher/.zshrc"),
        ("linux", "/bin/sh", "/home/gopher/.profile"),
        ("linux", "/usr/bin/fish", "/home/gopher/.config/fish/config.fish"),
        ("linux", "/usr/bin/nu", "/home/gopher/.config/nushell/config.nu"),
    ],
)
def test_the_file_for_good_is_the_one_that_terminals_read(system: str, shell: str, file: str) -> None:
    ask = Facts(with_shell(shell, system))
    assert str(lasting_file(ask, user_shell(ask))) == file


def test_zsh_may_keep_its_files_elsewhere() -> None:
    ask = Facts(with_shell("/bin/zsh").but(env={"ZDOTDIR": "/home/gopher/.zsh"}))
    assert prepend_for_good(ask, ask.host.path("/x")).endswith(">> ~/.zsh/.zshrc")


def test_a_line_with_backslashes_is_not_given_to_echo() -> None:
    ask = Facts(with_shell("/bin/zsh"))
    assert prepend_for_good(ask, ask.host.path("/a\\b")).startswith(r"printf '%s\n' ")


def test_cmd_asks_powershell_to_store_a_path() -> None:
    ask = Facts(boring("windows").but(ancestors=["cmd.exe"]))
    assert prepend_for_good(ask, ask.host.path(r"C:\Go\bin")).startswith(
        'powershell -NoProfile -Command "[Environment]::'
    )


def test_the_line_is_the_user_s_own_shell_s() -> None:
    ask = Facts(with_shell("/usr/bin/fish"))
    assert prepend_to_path(ask, ask.host.path("/usr/local/go/bin")) == "set -gx PATH /usr/local/go/bin $PATH"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/home/gopher/.zshrc", "~/.zshrc"),
        ("/etc/profile", "/etc/profile"),
        ("/home/gopher/a b", "'/home/gopher/a b'"),
        ("/home/gopher", "/home/gopher"),
    ],
)
def test_paths_are_written_as_people_type_them(path: str, typed: str) -> None:
    host = boring("linux")
    assert as_typed(Facts(host), host.path(path)) == typed


def test_a_home_that_is_the_root_folder_is_written_out() -> None:
    host = boring("linux").but(env={"HOME": "/"})
    assert as_typed(Facts(host), host.path("/.bashrc")) == "/.bashrc"


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("powershell.exe", """Set-X '$a' "b" """),
        ("cmd.exe", r'''powershell -NoProfile -Command "Set-X '$a' \"b\" "'''),
        ("bash.exe", r'''powershell -NoProfile -Command "Set-X '\$a' \"b\" "'''),
    ],
)
def test_other_shells_of_windows_hand_a_command_to_powershell(shell: str, line: str) -> None:
    host = boring("windows").but(ancestors=[shell])
    assert powershell(Facts(host), """Set-X '$a' "b" """) == line

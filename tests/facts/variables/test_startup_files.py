"""facts.startup_files: which start-up files there are, and which shells read them, directly or through others."""

import pytest

from goverify.facts import Facts
from goverify.facts.variables.shells import Shell
from goverify.facts.variables.startup_files import When, startup_files
from tests.hosts import boring, text

HOME = "/home/gopher"


def when(shell: Shell, file: str, files: dict[str, str]) -> When | None:
    host = boring("linux").but(files={f"{HOME}/.profile": None, f"{HOME}/.bashrc": None})
    host = host.but(files={name: text(content) for name, content in files.items()})
    found = {str(each.path): each for each in startup_files(Facts(host))}
    return found[file].read_by(shell) if file in found else None


@pytest.mark.parametrize(
    ("shell", "file", "expected"),
    [
        (Shell.BASH, f"{HOME}/.bashrc", When.INTERACTIVE),
        (Shell.BASH, f"{HOME}/.bash_profile", When.LOGIN),
        (Shell.BASH, f"{HOME}/.profile", When.LOGIN),
        (Shell.BASH, "/etc/profile.d/go.sh", When.LOGIN),
        (Shell.BASH, "/etc/profile.d/go.csh", None),
        (Shell.BASH, f"{HOME}/.zshrc", None),
        (Shell.BASH, "/etc/environment", When.SESSION),
        (Shell.ZSH, f"{HOME}/.zshenv", When.ALWAYS),
        (Shell.ZSH, f"{HOME}/.zprofile", When.LOGIN),
        (Shell.ZSH, f"{HOME}/.profile", None),
        (Shell.ZSH, "/etc/profile", None),
        (Shell.FISH, f"{HOME}/.config/fish/config.fish", When.ALWAYS),
        (Shell.FISH, f"{HOME}/.config/fish/conf.d/go.fish", When.ALWAYS),
        (Shell.FISH, f"{HOME}/.profile", None),
        (Shell.SH, f"{HOME}/.profile", When.LOGIN),
        (Shell.SH, f"{HOME}/.bash_profile", None),
    ],
)
def test_each_shell_reads_its_own_files(shell: Shell, file: str, expected: When | None) -> None:
    assert when(shell, file, {file: "\n"}) is expected


def test_bash_reads_the_first_of_its_login_files_alone() -> None:
    files = {f"{HOME}/.bash_profile": "\n", f"{HOME}/.profile": "\n"}
    assert when(Shell.BASH, f"{HOME}/.profile", files) is None
    assert when(Shell.SH, f"{HOME}/.profile", files) is When.LOGIN


@pytest.mark.parametrize(
    "line",
    [". ~/.profile", 'source "$HOME/.profile"', "[ -f ~/.profile ] && . ~/.profile", "emulate sh -c '. ~/.profile'"],
)
def test_a_file_that_another_reads_is_read_along(line: str) -> None:
    files = {f"{HOME}/.zprofile": f"{line}\n", f"{HOME}/.profile": "\n"}
    assert when(Shell.ZSH, f"{HOME}/.profile", files) is When.LOGIN


def test_files_of_any_name_are_followed_and_read() -> None:
    files = {f"{HOME}/.bashrc": "source ~/.exports\n", f"{HOME}/.exports": "X=1\n"}
    assert when(Shell.BASH, f"{HOME}/.exports", files) is When.INTERACTIVE


def test_files_that_read_each_other_come_to_an_end() -> None:
    files = {f"{HOME}/.bashrc": ". ~/.a\n", f"{HOME}/.a": ". ~/.bashrc\n"}
    assert when(Shell.BASH, f"{HOME}/.a", files) is When.INTERACTIVE


@pytest.mark.parametrize("line", ["# . ~/.profile", ". $UNKNOWN/.profile", "echo done. ~/.profile"])
def test_what_is_not_read_is_not_followed(line: str) -> None:
    files = {f"{HOME}/.zprofile": f"{line}\n", f"{HOME}/.profile": "\n"}
    assert when(Shell.ZSH, f"{HOME}/.profile", files) is None


def test_a_file_that_may_not_be_read_is_empty() -> None:
    host = boring("linux").but(files={f"{HOME}/.zshrc": text("X=1\n", mode=0o600)})
    [zshrc] = [file for file in startup_files(Facts(host)) if file.path.name == ".zshrc"]
    assert zshrc.text == ""


def test_without_a_home_the_system_s_files_remain() -> None:
    host = boring("linux").but(env={"HOME": None})
    assert {str(file.path.parent) for file in startup_files(Facts(host))} == {"/etc"}


def test_a_flood_of_files_is_cut_off() -> None:
    files = {f"{HOME}/.bashrc": "".join(f". ~/f{n}\n" for n in range(400))} | {f"{HOME}/f{n}": "\n" for n in range(400)}
    host = boring("linux").but(files={name: text(content) for name, content in files.items()})
    assert len(startup_files(Facts(host))) <= 200


def test_the_profiles_of_powershell_may_lie_in_onedrive() -> None:
    place = r"C:\Users\gopher\OneDrive\Documents\WindowsPowerShell\profile.ps1"
    host = boring("windows").but(env={"OneDrive": r"C:\Users\gopher\OneDrive"}, files={place: "$env:GOFLAGS = '-v'\n"})
    [file] = startup_files(Facts(host))
    assert (str(file.path), file.read_by(Shell.POWERSHELL)) == (place, When.ALWAYS)

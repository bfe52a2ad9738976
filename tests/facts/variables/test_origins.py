"""facts.variable_origins: the place that gives a variable its very value, and who gave it where no place does."""

import pytest

from goverify.facts import Facts
from goverify.facts.variables.origins import variable_origin
from goverify.host.replay.records import FileRecord
from tests.checks.env.stored import with_env
from tests.facts.variables.test_launch_agents import OWN, job
from tests.hosts import text

Files = dict[str, str | bytes | FileRecord]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("/etc/environment", "GOFLAGS=-v"),
        ("/etc/profile.d/go.sh", "export GOFLAGS=-v"),
        ("/etc/profile", "export GOFLAGS=-v"),
        ("/etc/security/pam_env.conf", "GOFLAGS DEFAULT=-v"),
        ("/home/gopher/.pam_environment", "GOFLAGS DEFAULT=-v"),
        ("/etc/environment.d/90-go.conf", "GOFLAGS=-v"),
        ("/usr/lib/environment.d/90-go.conf", "GOFLAGS=-v"),
        ("/home/gopher/.config/environment.d/go.conf", "GOFLAGS=-v"),
        ("/home/gopher/.bashrc", "export GOFLAGS=-v"),
        ("/home/gopher/.config/fish/config.fish", "set -gx GOFLAGS -v"),
        ("/home/gopher/.config/fish/fish_variables", "SETUVAR --export GOFLAGS:\\x2dv"),
    ],
)
def test_each_kind_of_file_is_named_with_its_line(place: str, line: str) -> None:
    host = with_env(GOFLAGS="-v").but(files={place: text(f"# mine\n{line}\n")})
    [found] = Facts(host)(variable_origin, "GOFLAGS").places
    assert (str(found.file), found.line) == (place, 2)


def test_a_line_that_gives_another_value_is_not_the_origin() -> None:
    files = {"/etc/environment": "GOFLAGS=-x\n", "/home/gopher/.bashrc": "export GOFLAGS=-v\n"}
    origin = Facts(with_env(GOFLAGS="-v").but(files=files))(variable_origin, "GOFLAGS")
    assert [str(place.file) for place in origin.places] == ["/home/gopher/.bashrc"]
    assert [str(place.file) for place in origin.others] == ["/etc/environment"]


def test_a_line_whose_value_only_a_shell_could_tell_may_be_the_origin() -> None:
    host = with_env(GOFLAGS="-v").but(files={"/home/gopher/.bashrc": "export GOFLAGS=$(cat flags)\n"})
    origin = Facts(host)(variable_origin, "GOFLAGS")
    assert (len(origin.places), origin.by) == (1, "")


def test_the_folder_of_direnv_is_looked_at_where_it_is_in_force() -> None:
    files = {"/home/gopher/app/.envrc": "export GOFLAGS=-v\n"}
    assert not Facts(with_env(GOFLAGS="-v").but(files=files))(variable_origin, "GOFLAGS").places
    host = with_env(GOFLAGS="-v", DIRENV_DIR="-/home/gopher/app").but(files=files)
    [place] = Facts(host)(variable_origin, "GOFLAGS").places
    assert place.where == "/home/gopher/app/.envrc, line 1"


def test_a_job_of_launchd_is_named() -> None:
    host = with_env("macos", GOFLAGS="-v").but(files={OWN: job("launchctl", "setenv", "GOFLAGS", "-v")})
    [place] = Facts(host)(variable_origin, "GOFLAGS").places
    assert (str(place.file), place.job) == (OWN, True)


def test_paths_of_windows_are_compared_without_case() -> None:
    registry = {r"HKCU\Environment": {"GOROOT": r"%SystemDrive%\GO"}}
    host = with_env("windows", GOROOT=r"c:\go").but(registry=registry)
    [place] = Facts(host)(variable_origin, "GOROOT").places
    assert (place.target, place.value) == ("User", r"C:\GO")


@pytest.mark.parametrize(
    ("env", "by"),
    [
        ({}, "this session, or the program that started it"),
        ({"GITHUB_ACTIONS": "true", "CI": "true"}, "the job of GitHub Actions"),
        ({"WSLENV": "USERPROFILE/p:GOFLAGS/u"}, "Windows, which hands it on through WSLENV"),
        ({"TERM_PROGRAM": "vscode"}, "this session, or the settings of VS Code or a fork of it"),
    ],
)
def test_where_no_file_gives_it_what_started_this_process_tells(env: dict[str, str], by: str) -> None:
    assert Facts(with_env(GOFLAGS="-v", **env))(variable_origin, "GOFLAGS").by == by


@pytest.mark.parametrize(
    ("content", "by"),
    [
        (b"PATH=/bin\0GOFLAGS=-v\0", "the image or the settings of this container (Docker)"),
        (b"PATH=/bin\0MYGOFLAGS=-v\0", "this session, or the program that started it"),
    ],
)
def test_in_a_container_its_first_process_tells(content: bytes, by: str) -> None:
    files: Files = {"/.dockerenv": text(""), "/proc/1/environ": content}
    assert Facts(with_env(GOFLAGS="-v").but(files=files))(variable_origin, "GOFLAGS").by == by


def test_a_service_has_it_from_its_unit() -> None:
    host = with_env(GOFLAGS="-v").but(ancestors=["systemd"])
    assert Facts(host)(variable_origin, "GOFLAGS").by == "its systemd unit"

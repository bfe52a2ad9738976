"""facts.named_programs: what the system or this user brought may be started, what a project or somebody else did may not."""

import pytest

from goverify.facts import Allowances, Facts
from goverify.facts.named_programs import named_file, why_not_started
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, go_binary, text

CHECKOUT = "/home/gopher/src/hello"


def host() -> RecordedHost:
    """Return a host whose current folder is a module, with a compiler of the system's."""
    there = {f"{CHECKOUT}/go.mod": text("module hello\n"), "/usr/bin/gcc": go_binary("go1.27.3")}
    return boring("linux").but(cwd=CHECKOUT, files=there)


def why(host: RecordedHost, path: str) -> str:
    """Return why a program there would not be started."""
    return Facts(host)(why_not_started, host.path(path))


def test_a_compiler_of_the_system_may_be_started() -> None:
    assert why(host(), "/usr/bin/gcc") == ""


def test_a_program_that_this_user_installed_may_be_started() -> None:
    assert (
        why(host().but(files={"/home/gopher/.local/bin/zig": go_binary("go1.27.3")}), "/home/gopher/.local/bin/zig")
        == ""
    )


@pytest.mark.parametrize("place", [CHECKOUT, f"{CHECKOUT}/tools"])
def test_a_program_of_the_project_may_not(place: str) -> None:
    assert f"belongs to the project in {CHECKOUT}" in why(
        host().but(files={f"{place}/cc": go_binary("go1.27.3")}), f"{place}/cc"
    )


def test_a_link_into_the_project_may_not_be_followed() -> None:
    here = host().but(files={f"{CHECKOUT}/cc": go_binary("go1.27.3")})
    here = here.but(files={"/usr/local/bin/cc": Entry(Kind.LINK, target=f"{CHECKOUT}/cc")})
    assert "belongs to the project" in why(here, "/usr/local/bin/cc")


def test_a_script_of_this_users_may_not_and_one_of_the_systems_may() -> None:
    script = text("#!/bin/sh\nexec gcc\n")
    here = host().but(files={"/home/gopher/bin/cc": script, "/usr/bin/cc": script})
    assert "it is a script" in why(here, "/home/gopher/bin/cc")
    assert why(here, "/usr/bin/cc") == ""


def test_a_program_that_everybody_may_change_may_not() -> None:
    here = host().but(files={"/opt/open/cc": go_binary("go1.27.3")})
    here = here.but(files={"/opt/open": Entry(Kind.FOLDER, mode=0o777)})
    assert "every user may write to /opt/open" in why(here, "/opt/open/cc")


def test_all_may_where_that_was_asked_for() -> None:
    here = host().but(files={f"{CHECKOUT}/cc": go_binary("go1.27.3")})
    assert Facts(here, Allowances(run_unknown=True))(why_not_started, here.path(f"{CHECKOUT}/cc")) == ""


def test_a_word_is_looked_up_as_a_shell_does() -> None:
    here = host().but(files={f"{CHECKOUT}/cc": go_binary("go1.27.3")})
    ask = Facts(here)
    assert ask(named_file, "gcc") == here.path("/usr/bin/gcc")
    assert ask(named_file, "./cc") == here.path(f"{CHECKOUT}/cc")
    assert ask(named_file, "nosuch") is None


def test_a_home_under_version_control_is_no_project() -> None:
    here = boring("linux").but(cwd="/home/gopher", files={"/home/gopher/.git": Entry(Kind.FOLDER)})
    here = here.but(files={"/home/gopher/bin/zig": go_binary("go1.27.3")})
    assert why(here, "/home/gopher/bin/zig") == ""

"""toolchain.unavailable: names that no release has are reported; releases that may come, or are not needed, are not."""

import pytest

from goverify.checks.toolchain.unavailable import unavailable
from tests.checks.path.looking import commands, findings, level
from tests.choosing import APP, MOD, in_project
from tests.hosts import BORING, boring, go_binary


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_ask_for_nothing(name: str) -> None:
    assert not findings(unavailable, boring(name))


def test_the_name_of_a_language_is_written_with_a_patch_number() -> None:
    [finding] = findings(unavailable, in_project("go 1.24\n\ntoolchain go1.27\n"))
    assert (finding.cause, level(finding), str(finding.subject)) == ("toolchain-unavailable", "high", MOD)
    assert commands(finding) == (f"GOTOOLCHAIN=local go mod edit -toolchain=go1.27.0 {MOD}",)


@pytest.mark.parametrize(
    ("line", "meant"), [("1.27.1", "go1.27.1"), ("go1.27.03", "go1.27.3"), ("v1.27.1", "go1.27.1")]
)
def test_what_is_no_name_is_replaced_without_go_which_refuses_the_file(line: str, meant: str) -> None:
    [finding] = findings(unavailable, in_project(f"go 1.24\n\ntoolchain {line}\n"))
    assert finding.cause == "toolchain-unavailable"
    assert commands(finding) == (f"sed -i '5s/.*/toolchain {meant}/' {MOD}",)


def test_what_cannot_be_guessed_is_left_to_the_reader() -> None:
    [finding] = findings(unavailable, in_project("go 1.24\n\ntoolchain local\n"))
    assert commands(finding) == ()


def test_the_line_of_a_workspace_is_edited_by_its_own_command() -> None:
    files = {f"{APP}/go.work": "go 1.24\n\ntoolchain go1.27\n\nuse .\n"}
    [finding] = findings(unavailable, in_project("go 1.24\n", files=files))
    assert commands(finding) == (f"GOTOOLCHAIN=local go work edit -toolchain=go1.27.0 {APP}/go.work",)


def test_a_go_line_without_patch_number_stops_the_first_releases_that_switch() -> None:
    [finding] = findings(unavailable, in_project("go 1.22\n", go="go1.21.5"))
    assert "look for go1.22, which is the name of a language" in finding.message
    assert commands(finding) == (f"GOTOOLCHAIN=local go mod edit -go=1.22.0 {MOD}",)


def test_a_patch_release_beyond_the_last_of_an_ended_line_is_reported() -> None:
    [finding] = findings(unavailable, in_project("go 1.21\n\ntoolchain go1.22.99\n", go="go1.21.13"))
    assert "never published" in finding.message


@pytest.mark.parametrize(
    "lines", ["go 1.27\n", "go 1.99.0\n", "go 1.27.99\n", "go 1.24\n\ntoolchain go1.25\n", "go 1.27rc9\n"]
)
def test_what_exists_may_come_or_is_not_needed_is_fine(lines: str) -> None:
    assert not findings(unavailable, in_project(lines))


def test_a_name_that_only_path_can_give_is_fine_where_it_is_there() -> None:
    host = in_project("go 1.24\n\ntoolchain go1.27-corp\n", files={"/usr/bin/go1.27-corp": go_binary("go1.27.3")})
    assert not findings(unavailable, host)

"""facts.installed_tools: programs are found where they are installed or usual, few are looked into, none is taken on trust."""

import pytest

from goverify.facts import Facts
from goverify.facts.installed_tools import LIMIT_FILES, USUAL, installed_tools
from goverify.host import Host
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from goverify.host.replay.records import file_record
from tests.checks.path.looking import Files
from tests.hosts import go_binary, link
from tests.installed import BIN, LINT, tool, with_tools


def names_of(host: Host) -> list[str]:
    return [found.name for found in Facts(host)(installed_tools)]


def test_a_fetched_program_tells_its_version() -> None:
    [found] = Facts(with_tools({f"{BIN}/golangci-lint": tool(LINT, "go1.26.6", "v2.15.0")}))(installed_tools)
    assert (found.package, found.version, str(found.release)) == (LINT, "v2.15.0", "go1.26.6")
    assert (found.fetched, found.on_path) == (True, True)


def test_a_program_of_a_checkout_has_no_version() -> None:
    [found] = Facts(with_tools({f"{BIN}/golangci-lint": tool(LINT, "go1.26.6")}))(installed_tools)
    assert (found.version, found.fetched) == ("", False)


def test_of_the_rest_of_path_only_usual_names_are_looked_at() -> None:
    files = {f"/usr/bin/{name}": go_binary("go1.26.6", path=f"x.example/{name}") for name in ("gopls", "kubectl")}
    assert names_of(with_tools(files)) == ["gopls"]


def test_a_link_leads_to_the_program() -> None:
    files: Files = {
        f"{BIN}/dlv": link("/opt/delve/bin/dlv"),
        "/opt/delve/bin/dlv": go_binary("go1.26.6", path="d.example/dlv"),
    }
    [found] = Facts(with_tools(files))(installed_tools)
    assert (str(found.found), str(found.file)) == (f"{BIN}/dlv", "/opt/delve/bin/dlv")


def test_bin_folders_off_path_are_looked_at_last() -> None:
    [found] = Facts(with_tools({f"{BIN}/mine": go_binary("go1.26.6", path="x.example/mine")}, path="/usr/bin"))(
        installed_tools
    )
    assert not found.on_path


@pytest.mark.parametrize("content", ["#!/bin/sh\n", "", "\x7fELF", "go1.26.6"])
def test_what_is_no_go_program_is_left_out(content: str) -> None:
    assert not names_of(with_tools({f"{BIN}/gopls": file_record(content, 0o755)}))


def test_what_nobody_may_execute_is_left_out() -> None:
    assert not names_of(with_tools({f"{BIN}/gopls": go_binary("go1.26.6", path="x.example/y", mode=0o644)}))


def test_a_crowded_folder_is_looked_at_in_part_and_usual_names_first() -> None:
    crowd = {f"{BIN}/a{number:03}": go_binary("go1.26.6", path="x.example/a") for number in range(LIMIT_FILES + 20)}
    found = names_of(with_tools({**crowd, f"{BIN}/staticcheck": go_binary("go1.26.6", path="x.example/s")}))
    assert found[0] == "staticcheck"
    assert len(found) == LIMIT_FILES


def test_the_usual_names_outlive_redaction() -> None:
    host = RecordingHost(with_tools({f"{BIN}/{name}": tool(LINT, "go1.26.6") for name in USUAL}))
    before = names_of(host)
    assert names_of(RecordedHost.load(host.recording())) == before == list(USUAL)

"""env.goenv-file: a go env file that go cannot read as it is meant is reported; comments and unknown names are not."""

import pytest

from goverify.checks.env.goenv_file import goenv_file
from goverify.host.replay.records import Fault, FileRecord
from tests.checks.env.stored import STORED, with_env, with_stored
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, folder, text

PLACE = STORED["linux"]


@pytest.mark.parametrize("name", BORING)
def test_no_file_is_no_fault(name: str) -> None:
    assert not findings(goenv_file, boring(name))


def test_a_file_that_this_user_may_not_read_is_given_back() -> None:
    record = text("GOPRIVATE=git.corp.example\n", mode=0o600)
    host = boring("linux").but(files={PLACE: FileRecord(record.entry, Fault("EACCES"))})
    [finding] = findings(goenv_file, host)
    assert (finding.cause, finding.subject, level(finding)) == ("goenv-unreadable", host.path(PLACE), "medium")
    assert commands(finding) == (f'sudo chown "$(id -un)" {PLACE}', f"chmod u+rw {PLACE}")


def test_a_folder_in_its_place_is_moved_away() -> None:
    host = boring("linux").but(files={PLACE: FileRecord(folder(), Fault("EISDIR"))})
    [finding] = findings(goenv_file, host)
    assert "it is a folder" in finding.message
    assert commands(finding) == (f"mv {PLACE} {PLACE}.old",)


def test_a_folder_for_settings_that_is_no_absolute_path_is_told() -> None:
    [finding] = findings(goenv_file, with_env(XDG_CONFIG_HOME="~/.config"))
    assert (finding.cause, finding.subject, level(finding)) == ("goenv-unreadable", "XDG_CONFIG_HOME", "medium")
    assert commands(finding) == ("unset XDG_CONFIG_HOME",)


@pytest.mark.parametrize("env", [{"GOENV": "off"}, {"GOENV": "/srv/env"}])
def test_such_a_folder_is_no_fault_where_go_does_not_look_there(env: dict[str, str]) -> None:
    assert not findings(goenv_file, with_env(XDG_CONFIG_HOME="~/.config", **env))


@pytest.mark.parametrize("name", BORING)
def test_carriage_returns_are_reported_with_the_settings_that_keep_them(name: str) -> None:
    [finding] = findings(goenv_file, with_stored("GOBIN=/opt/bin\r\nGOPROXY=direct\r\n", name))
    assert "carriage return (GOBIN)" in finding.message
    assert "GOBIN" in finding.concerns


def test_carriage_returns_that_go_cuts_off_are_no_fault() -> None:
    assert not findings(goenv_file, with_stored("GOPROXY=direct\r\nGOFLAGS=-trimpath\r\n"))


def test_a_byte_order_mark_loses_the_first_line() -> None:
    [finding] = findings(goenv_file, with_stored("\ufeffGOBIN=/opt/bin\nGOPROXY=direct\n"))
    assert "does not see its first line (GOBIN)" in finding.message
    assert commands(finding) == (f"tail -c +4 {PLACE} > {PLACE}.new && mv {PLACE}.new {PLACE}",)


def test_a_byte_order_mark_before_a_comment_loses_nothing() -> None:
    assert not findings(goenv_file, with_stored("\ufeff# mine\nGOPROXY=direct\n"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_characters_lose_every_line(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    [finding] = findings(goenv_file, with_stored(f"{mark}GOBIN=/opt/bin\r\nGOPROXY=direct\r\n".encode(encoding)))
    assert "UTF-16" in finding.message
    assert "(GOBIN, GOPROXY)" in finding.message


def test_quotes_belong_to_the_value() -> None:
    [finding] = findings(goenv_file, with_stored('GOBIN="/opt/bin"\n'))
    assert "in quotes" in finding.message
    assert "s/[\\\"']//g" in commands(finding)[0]


def test_quotes_around_a_flag_are_go_s_own_way() -> None:
    assert not findings(goenv_file, with_stored('GOFLAGS="-ldflags=-s -w"\nCGO_CFLAGS="-O2"\n'))


@pytest.mark.parametrize("line", ["GOFLAGS -mod=mod", "GOFLAGS: -trimpath", "setenv GOFLAGS -trimpath"])
def test_a_line_without_an_assignment_is_told(line: str) -> None:
    [finding] = findings(goenv_file, with_stored(f"GOBIN=/opt/bin\n{line}\n"))
    assert "without an = behind the name, which go passes over (GOFLAGS)" in finding.message
    assert finding.fix
    assert "write line 2 as NAME=value" in finding.fix.summary


@pytest.mark.parametrize("line", ["GOFLAGS", "# GOFLAGS -trimpath", "Settings of GOFLAGS here", "HELLO world"])
def test_other_words_are_no_fault(line: str) -> None:
    assert not findings(goenv_file, with_stored(f"{line}\n"))


@pytest.mark.parametrize("line", ["export GOBIN=/opt/bin", " GOBIN=/opt/bin", "set GOBIN=/opt/bin", "GOBIN = /opt/bin"])
def test_a_line_as_for_a_shell_is_passed_over(line: str) -> None:
    [finding] = findings(goenv_file, with_stored(f"{line}\n"))
    assert "passes over" in finding.message
    assert level(finding) == "medium"


def test_what_go_takes_from_the_environment_alone_is_untidy() -> None:
    [finding] = findings(goenv_file, with_stored("GODEBUG=gctrace=1\n"))
    assert level(finding) == "low"


def test_comments_blank_lines_and_unknown_names_are_no_fault() -> None:
    assert not findings(goenv_file, with_stored("# site\n\nGOTELEMETRY=off\nEDITOR = vi\nGOTOOLCHAIN=local\n"))


def test_a_file_of_zeros_is_no_fault_and_no_failure() -> None:
    assert not findings(goenv_file, with_stored(b"\0" * 4096))


def test_without_a_file_there_is_nothing_to_read() -> None:
    assert not findings(goenv_file, with_env(GOENV="off"))


def test_quotes_that_another_check_tells_by_name_are_told_once() -> None:
    assert not findings(goenv_file, with_stored('GOPATH="/home/gopher/go"\n'))

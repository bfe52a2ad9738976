"""env.overridden: a stored setting that the environment replaces is reported; an equal one is not."""

from goverify.checks.env.overridden import overridden
from tests.checks.env.stored import STORED, with_stored
from tests.checks.path.looking import commands, findings, level


def test_a_stored_setting_without_effect_is_reported_with_both_values() -> None:
    [finding] = findings(overridden, with_stored("GOPROXY=https://proxy.example\n", GOPROXY="direct"))
    assert (finding.cause, finding.subject, level(finding)) == ("goenv-overridden", "GOPROXY", "low")
    assert "https://proxy.example" in finding.message
    assert "direct" in finding.message
    assert commands(finding) == ("unset GOPROXY",)


def test_windows_names_it_in_its_own_shell() -> None:
    [finding] = findings(overridden, with_stored("GOPROXY=off\n", "windows", goproxy="direct"))
    assert STORED["windows"] in finding.message
    assert commands(finding)[0] == "Remove-Item Env:GOPROXY"


def test_equal_values_are_no_fault() -> None:
    assert not findings(overridden, with_stored("GOPROXY=direct\n", GOPROXY="direct"))


def test_an_empty_variable_replaces_nothing() -> None:
    assert not findings(overridden, with_stored("GOPROXY=direct\n", GOPROXY=""))


def test_the_later_of_two_lines_counts() -> None:
    assert not findings(overridden, with_stored("GOPROXY=off\nGOPROXY=direct\n", GOPROXY="direct"))


def test_what_go_does_not_read_there_is_no_matter() -> None:
    assert not findings(overridden, with_stored("EDITOR=vi\n", EDITOR="ed"))


def test_a_file_that_go_is_told_to_leave_alone_has_no_say() -> None:
    assert not findings(overridden, with_stored("GOPROXY=off\n", GOPROXY="direct", GOENV="off"))

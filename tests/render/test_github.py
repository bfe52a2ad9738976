"""Annotations: levels by severity, ten of each at most, at files of the project, escaped as the runner wants it."""

import pytest

from goverify.model import Severity
from goverify.render.github import MAX_ANNOTATIONS, outputs, render
from goverify.render.places import Surroundings
from goverify.report import Report
from tests.render.reports import HOSTILE, broken, healthy, hostile, several, undecided

HERE = Surroundings("/home/ada/src/app")


def annotations(of: Report) -> list[str]:
    """Return the commands of a report; its last line is for people."""
    return render(of, HERE).splitlines()[:-1]


def many(count: int, severity: Severity) -> Report:
    """Return a report with so many diagnoses of one severity."""
    first = broken().diagnosis[0]._replace(severity=severity)
    return broken()._replace(
        checks=healthy().checks, diagnosis=tuple(first._replace(title=f"fault {n}") for n in range(count))
    )


def test_levels_follow_severity() -> None:
    assert [line.split(" ")[0] for line in annotations(several())] == ["::error", "::error", "::notice"]


def test_what_is_only_worth_knowing_is_no_annotation() -> None:
    assert annotations(healthy()) == []


def test_a_fault_of_the_project_stands_at_its_line() -> None:
    assert annotations(several())[0].startswith("::error title=goverify%3A go-shadowed,file=go.mod,line=3::")


def test_a_fault_of_the_machine_stands_at_no_file() -> None:
    assert annotations(broken())[0].startswith("::error title=goverify%3A goroot-missing::GOROOT is /opt/go1.19")


def test_line_ends_and_percent_signs_are_escaped() -> None:
    of = broken()._replace(diagnosis=(broken().diagnosis[0]._replace(title="100%0A"),))
    assert annotations(of)[0].split("::")[2].startswith("100%250A%0A")


@pytest.mark.parametrize("severity", [Severity.CRITICAL, Severity.MEDIUM, Severity.LOW])
def test_the_tenth_says_how_many_more_there_are(severity: Severity) -> None:
    assert len(annotations(many(10, severity))) == MAX_ANNOTATIONS
    lines = annotations(many(31, severity))
    assert len(lines) == MAX_ANNOTATIONS
    assert "22 more of this level" in lines[-1]


def test_checks_that_could_not_find_out_are_one_warning() -> None:
    [line] = annotations(undecided())
    assert line.startswith(
        "::warning title=goverify%3A 6 of 20 checks could not find out::build.by-itself: did not end"
    )


def test_a_long_message_is_cut() -> None:
    of = broken()._replace(diagnosis=(broken().diagnosis[0]._replace(title="ö" * 5000),))
    assert len(annotations(of)[0].encode()) < 4096


def test_a_hostile_name_makes_no_command_of_its_own() -> None:
    of = hostile()._replace(diagnosis=(hostile().diagnosis[0]._replace(title=f"{HOSTILE}\n::add-mask::go"),))
    assert [
        line for line in render(of, HERE).splitlines() if "::add-mask" in line and not line.startswith("::error ")
    ] == []


def test_the_last_line_is_the_verdict() -> None:
    assert (
        render(broken(), HERE).splitlines()[-1]
        == f"goverify: broken, score {broken().score.total}, exit status 0: made up"
    )


def test_outputs_are_health_score_and_exit_code() -> None:
    assert outputs(undecided(), "x").splitlines()[::3] == ["health<<x", "score<<x", "exit-code<<x"]
    assert outputs(undecided(), "x").splitlines()[1] == "undecided"

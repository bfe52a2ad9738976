"""project.removed: a current folder that is gone is reported, with where to go instead; any other is not."""

from dataclasses import replace

import pytest

from goverify.checks.project.removed import removed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, folder


def left_behind(host: RecordedHost) -> RecordedHost:
    """Return the host with its current folder gone."""
    return type(host)(replace(host.recording, cwd=Fault("ENOENT")))


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_its_folder(name: str) -> None:
    assert not findings(removed, boring(name))


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_a_folder_that_was_removed_is_left(name: str) -> None:
    [finding] = findings(removed, left_behind(boring(name).but(env={"PWD": "/srv/gone"})))
    assert (finding.cause, str(finding.subject), level(finding)) == ("project-unreadable", "/srv/gone", "high")
    assert commands(finding) == ("cd",)


def test_a_folder_that_was_made_anew_is_entered_again() -> None:
    host = boring("linux").but(env={"PWD": "/srv/app"}, files={"/srv/app": folder()})
    [finding] = findings(removed, left_behind(host))
    assert commands(finding) == ('cd "$PWD"',)


def test_without_a_name_it_is_told_all_the_same() -> None:
    [finding] = findings(removed, left_behind(boring("linux").but(env={"PWD": None})))
    assert str(finding.subject) == "the current folder"

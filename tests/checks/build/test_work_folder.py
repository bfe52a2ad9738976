"""build.work-folder: a folder in which go cannot work is reported, whether a variable names it or the system does."""

import pytest

from goverify.checks.build.work_folder import work_folder
from goverify.facts import Blocked, Facts
from goverify.host import FileSystem
from goverify.host.recorded import RecordedHost
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, folder

SOUND = FileSystem("tmpfs", "/data", read_only=False, noexec=False, free_bytes=1 << 30, free_inodes=None)


def mounted(filesystem: FileSystem, at: str = "/data", **env: str) -> RecordedHost:
    """Return a host with a folder that everybody may write, on a file system of its own."""
    return boring("linux").but(env=env, files={at: folder(mode=0o1777)}, filesystems={at: filesystem})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one(name: str) -> None:
    assert findings(work_folder, boring(name)) == []


def test_a_folder_of_ones_own_is_fine() -> None:
    assert findings(work_folder, mounted(SOUND, TMPDIR="/data")) == []


@pytest.mark.parametrize("name", ["TMPDIR", "GOTMPDIR"])
def test_a_variable_that_names_nothing_is_reported_with_its_value(name: str) -> None:
    [finding] = findings(work_folder, boring("linux").but(env={name: "/gone"}))
    assert (finding.cause, finding.subject, level(finding)) == ("tmpdir-missing", name, "high")
    assert finding.message == f"{name}=/gone is not there"
    assert commands(finding) == (f"unset {name}",)


@pytest.mark.parametrize(
    ("change", "cause", "words"),
    [
        ({"noexec": True}, "tmpdir-noexec", "mounted noexec"),
        ({"read_only": True}, "tmpdir-missing", "mounted read-only"),
        ({"free_bytes": 4096}, "disk-full", "no room left"),
        ({"free_inodes": 3}, "disk-full", "no inodes left"),
    ],
    ids=["noexec", "read-only", "full", "no inodes"],
)
def test_a_file_system_that_will_not_do_is_reported(change: dict[str, int], cause: str, words: str) -> None:
    place = SOUND._replace(**change)  # type: ignore[arg-type] # one field each
    [finding] = findings(work_folder, mounted(place, TMPDIR="/data"))
    assert (finding.cause, finding.subject) == (cause, "TMPDIR")
    assert "TMPDIR=/data" in finding.message
    assert words in finding.message


def test_a_folder_that_this_user_may_not_write_is_reported() -> None:
    [finding] = findings(work_folder, boring("linux").but(env={"TMPDIR": "/opt"}))
    assert finding.message == "TMPDIR=/opt may not be written by this user"


def test_the_systems_own_folder_is_its_own_subject() -> None:
    [finding] = findings(work_folder, mounted(SOUND._replace(noexec=True, mount="/tmp"), at="/tmp"))
    assert (str(finding.subject), commands(finding)[0]) == ("/tmp", "mkdir -p ~/.cache/go-tmp")


def test_gotmpdir_mends_a_tmpdir_that_forbids_execution() -> None:
    assert findings(work_folder, mounted(SOUND._replace(noexec=True), TMPDIR="/data", GOTMPDIR="/tmp")) == []


def test_where_no_go_answers_there_is_nothing_to_work_in_it() -> None:
    lonely = mounted(SOUND._replace(noexec=True), TMPDIR="/data", PATH="/usr/bin")
    with pytest.raises(Blocked):
        list(work_folder(Facts(lonely)))

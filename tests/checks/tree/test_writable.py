"""tree.writable: what others may change is reported; one's own tree, and file systems without modes, are not."""

import pytest

from goverify.checks.tree.writable import writable
from goverify.facts import Unavailable
from goverify.host import FileSystem
from tests.golang import commands, findings, level, whole
from tests.hosts import folder

ROOT = "/usr/local/go"
ROOT_USER = {"uid": 0, "gid": 0}


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_boring_hosts_are_closed(name: str) -> None:
    assert not findings(writable, whole(name))


@pytest.mark.parametrize("part", ["", "/bin", "/src", "/pkg", "/pkg/tool"])
def test_a_folder_that_everybody_may_write_is_reported(part: str) -> None:
    host = whole().but(files={ROOT + part: folder(mode=0o777)})
    [finding] = findings(writable, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-writable", host.path(ROOT), "low")
    assert ROOT + part in finding.message
    assert commands(finding) == (f"sudo chmod -R go-w {ROOT}",)


def test_on_a_machine_for_one_job_it_is_a_mere_note() -> None:
    host = whole().but(env={"RUNNER_ENVIRONMENT": "github-hosted"}, files={ROOT: folder(mode=0o777)})
    [finding] = findings(writable, host)
    assert level(finding) == "info"


def test_ones_own_tree_is_fine() -> None:
    assert not findings(writable, whole().but(files={ROOT: folder(uid=1000)}))


def test_root_should_not_use_another_users_tree() -> None:
    [finding] = findings(writable, whole().but(files={ROOT: folder(uid=1001)}, identity=ROOT_USER))
    assert commands(finding) == (f"chown -R root {ROOT}",)


@pytest.mark.parametrize("env", [{"SUDO_UID": "1001"}])
def test_root_for_a_moment_may_use_the_callers_tree(env: dict[str, str]) -> None:
    assert not findings(writable, whole().but(env=env, files={ROOT: folder(uid=1001)}, identity=ROOT_USER))


def test_owners_without_a_number_in_this_container_are_nobody() -> None:
    assert not findings(writable, whole().but(files={ROOT: folder(uid=65534)}, identity=ROOT_USER))


@pytest.mark.parametrize(("kind", "read_only"), [("9p", False), ("squashfs", True)])
def test_file_systems_without_modes_or_writing_are_left_alone(kind: str, read_only: bool) -> None:
    mount = FileSystem(kind, ROOT, read_only, noexec=False, free_bytes=0, free_inodes=None)
    with pytest.raises(Unavailable):
        findings(writable, whole().but(files={ROOT: folder(mode=0o777)}, filesystems={ROOT: mount}))

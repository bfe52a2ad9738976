"""facts.writers: who else may change a file, by its own mode and owner or by a folder on the way."""

import pytest

from goverify.facts import Facts
from goverify.facts.writers import alone, other_writer
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, folder, go_binary, link, text

FILE = "/opt/a/go"


def reason(files: dict[str, FileChange], path: str = FILE, host: RecordedHost | None = None) -> str:
    changed = (host or boring("linux")).but(files=files)
    writer = other_writer(Facts(changed), changed.path(path))
    return writer.reason if writer else ""


def test_a_file_of_root_in_folders_of_root_is_safe() -> None:
    assert reason({FILE: go_binary("go1.27.3")}) == ""


def test_one_s_own_file_is_safe() -> None:
    assert reason({"/opt/a": folder(uid=1000), FILE: text("x", uid=1000)}) == ""


def test_a_file_that_everybody_may_write_is_not() -> None:
    assert reason({FILE: text("x", mode=0o666)}) == f"every user may write to {FILE} (mode 666)"


def test_another_s_file_is_not() -> None:
    assert reason({FILE: text("x", uid=1001)}) == f"{FILE} belongs to user 1001"


def test_a_folder_above_decides_too() -> None:
    assert reason({"/opt": folder(mode=0o777), FILE: text("x")}) == "every user may write to /opt (mode 777)"


def test_a_sticky_folder_protects_what_is_in_it_already() -> None:
    assert reason({"/opt": folder(mode=0o1777), "/opt/a": folder(), FILE: text("x")}) == ""


def test_a_sticky_folder_does_not_protect_another_s_file() -> None:
    assert reason({"/opt/a": folder(mode=0o1777), FILE: text("x", uid=1001)}) == f"{FILE} belongs to user 1001"


def test_a_sticky_folder_itself_takes_new_files_of_everybody() -> None:
    assert "mode 1777" in reason({"/opt/a": folder(mode=0o1777)}, "/opt/a")


def test_links_are_followed() -> None:
    assert "/srv/x" in reason({FILE: link("/srv/x/go"), "/srv/x": folder(mode=0o777), "/srv/x/go": text("x")})


def test_what_is_absent_is_nobody_s() -> None:
    assert reason({}, "/opt/none") == ""


def test_groups_do_not_count() -> None:
    assert reason({FILE: text("x", mode=0o664)}) == ""


def test_modes_of_a_drive_of_windows_do_not_count() -> None:
    linux = boring("linux")
    drive = (linux.filesystem(linux.path("/")))._replace(type="drvfs", mount="/mnt/c")
    assert reason({"/mnt/c/go": text("x", mode=0o777)}, "/mnt/c/go", linux.but(filesystems={"/mnt/c": drive})) == ""


def test_windows_has_no_modes() -> None:
    host = boring("windows")
    assert other_writer(Facts(host), host.path(r"C:\Program Files\Go\bin")) is None


@pytest.mark.parametrize(
    ("env", "files", "expected"),
    [
        ({}, {}, False),
        ({}, {"/.dockerenv": ""}, False),
        ({"HOSTNAME": "4f1c2d3e5a6b"}, {}, False),
        ({"HOSTNAME": "4f1c2d3e5a6b"}, {"/.dockerenv": ""}, True),
        ({"container": "podman"}, {"/run/.containerenv": ""}, True),
        ({"HOSTNAME": "build-server1"}, {"/.dockerenv": ""}, False),
        ({"RUNNER_ENVIRONMENT": "github-hosted"}, {}, True),
        ({"RUNNER_ENVIRONMENT": "self-hosted"}, {}, False),
    ],
)
def test_nobody_else_is_expected_in_a_container_or_on_a_hosted_runner(
    env: dict[str, str], files: dict[str, FileChange], *, expected: bool
) -> None:
    assert alone(Facts(boring("linux").but(env=env, files=files))) is expected

"""facts.temp_folder: where go works, and whether that folder is as good as any."""

import pytest

from goverify.facts import Facts
from goverify.facts.storage.temp_folder import TempFolder, temp_folder
from goverify.host import FileSystem
from goverify.host.recorded import RecordedHost
from tests.hosts import BORING, boring, folder, text

ROOM = FileSystem("ext4", "/data", read_only=False, noexec=False, free_bytes=1 << 33, free_inodes=100_000)


def found(host: RecordedHost) -> TempFolder:
    """Return the folder in which go works on a host."""
    return Facts(host)(temp_folder)


def mounted(filesystem: FileSystem, **env: str) -> RecordedHost:
    """Return a host whose TMPDIR is /data, a mount of its own."""
    return boring("linux").but(
        env={"TMPDIR": "/data", **env}, files={"/data": folder(mode=0o1777)}, filesystems={"/data": filesystem}
    )


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_sound_one(name: str) -> None:
    assert found(boring(name)).sound


def test_without_a_variable_it_is_the_systems_own() -> None:
    assert (str(found(boring("linux")).path), found(boring("linux")).setting) == ("/tmp", None)


def test_gotmpdir_wins_over_tmpdir() -> None:
    temp = found(mounted(ROOM, GOTMPDIR="/tmp"))
    assert temp.setting
    assert (str(temp.path), temp.setting.name) == ("/tmp", "GOTMPDIR")


def test_the_go_env_file_may_name_gotmpdir_but_not_tmpdir() -> None:
    host = boring("linux").but(files={"/home/gopher/.config/go/env": text("TMPDIR=/data\n")})
    assert str(found(host).path) == "/tmp"
    host = host.but(files={"/home/gopher/.config/go/env": text("GOTMPDIR=/var/tmp\n")})
    assert str(found(host).path) == "/var/tmp"


def test_a_relative_folder_is_one_of_the_current_folder() -> None:
    assert str(found(boring("linux").but(env={"TMPDIR": "scratch"})).path) == "/home/gopher/scratch"


def test_what_is_not_there_is_not_sound() -> None:
    temp = found(boring("linux").but(env={"TMPDIR": "/gone"}))
    assert (temp.filesystem, temp.sound) == (None, False)


def test_a_folder_that_this_user_may_not_write_is_not_sound() -> None:
    assert not found(boring("linux").but(env={"TMPDIR": "/opt"})).sound


@pytest.mark.parametrize(
    "change",
    [{"noexec": True}, {"read_only": True}, {"free_bytes": 1 << 20}, {"free_inodes": 5}],
    ids=lambda change: next(iter(change)),
)
def test_a_file_system_without_rights_or_room_is_not_sound(change: dict[str, int]) -> None:
    assert found(mounted(ROOM)).sound
    assert not found(mounted(ROOM._replace(**change))).sound  # type: ignore[arg-type] # one field each


def test_a_file_system_that_does_not_count_inodes_is_sound() -> None:
    assert found(mounted(ROOM._replace(free_inodes=None))).sound


def test_windows_asks_tmp_before_temp() -> None:
    temp = found(boring("windows").but(env={"TMP": "C:\\Users", "TEMP": "C:\\Windows"}))
    assert str(temp.path) == "C:\\Users"

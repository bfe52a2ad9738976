"""The file systems of this machine."""

import os
from pathlib import Path, PurePath

import pytest

from goverify.host.live import LiveHost
from tests.live.namespaces import asked_where_mounted
from tests.live.programs import linux


def test_the_file_system_of_a_folder_can_be_written(host: LiveHost, tmp_path: Path) -> None:
    found = host.filesystem(tmp_path)
    assert not found.read_only
    assert found.free_bytes > 0
    assert os.path.ismount(found.mount)
    assert found.type


def test_a_file_lies_where_its_folder_does(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert host.filesystem(tmp_path / "file").mount == host.filesystem(tmp_path).mount


def test_what_is_not_there_lies_nowhere(host: LiveHost, tmp_path: Path) -> None:
    for name in ("absent", "a\0b"):
        with pytest.raises(FileNotFoundError):
            host.filesystem(tmp_path / name)


@linux
def test_a_link_lies_where_it_leads(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/proc")
    assert host.filesystem(tmp_path / "link") == host.filesystem(PurePath("/proc"))
    assert host.filesystem(PurePath("/proc")).type == "proc"


@linux
def test_a_mount_is_told_with_its_name_and_options(tmp_path: Path) -> None:
    folder = tmp_path / "with \\ blanks\n"
    folder.mkdir()
    answer = asked_where_mounted("noexec,ro,size=8m", folder, f"host.filesystem(host.path({str(folder)!r}))")
    assert f"FileSystem(type='tmpfs', mount={str(folder)!r}, read_only=True, noexec=True, free_bytes=8388608" in answer


@linux
def test_without_proc_the_mount_is_found_by_climbing(tmp_path: Path) -> None:
    question = f"host.filesystem(host.path({str(tmp_path / 'below')!r}))"
    answer = asked_where_mounted("size=8m", tmp_path, question, "mount -t tmpfs none /proc; mkdir below")
    assert f"FileSystem(type='', mount={str(tmp_path)!r}, read_only=False, noexec=False, free_bytes=8388608" in answer

"""What stands under a name on this machine, its bytes, and what may be done with it."""

import errno
import os
import sys
from pathlib import Path, PurePath

import pytest

from goverify.host import Kind
from goverify.host.live import LiveHost
from tests.live.programs import linux, posix

GIB = 1 << 30
UNPRIVILEGED = sys.platform != "win32" and os.geteuid() != 0
unprivileged = pytest.mark.skipif(not UNPRIVILEGED, reason="root may do everything")


def test_a_file_has_its_size_and_identity(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"12345")
    os.link(tmp_path / "one", tmp_path / "two")
    one, two = host.entry(tmp_path / "one"), host.entry(tmp_path / "two")
    assert one
    assert two
    assert (one.kind, one.size, one.target) == (Kind.FILE, 5, None)
    assert one.file_id == two.file_id != ""


@posix
def test_a_file_has_its_owner_and_mode(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(0o4751)
    entry = host.entry(tmp_path / "file")
    assert entry
    assert (entry.mode, entry.uid, entry.gid) == (0o4751, os.geteuid(), (tmp_path / "file").stat().st_gid)


def test_a_folder_is_one(host: LiveHost, tmp_path: Path) -> None:
    entry = host.entry(tmp_path)
    assert entry
    assert entry.kind is Kind.FOLDER


@posix
@pytest.mark.parametrize("target", ["../go/bin/go", "absent", "/"])
def test_a_link_shows_what_is_written_in_it(host: LiveHost, tmp_path: Path, target: str) -> None:
    (tmp_path / "link").symlink_to(target)
    entry = host.entry(tmp_path / "link")
    assert entry
    assert (entry.kind, entry.target) == (Kind.LINK, target)


@posix
def test_pipes_sockets_and_devices_are_something_else(host: LiveHost, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", PurePath("/dev/null")):
        entry = host.entry(path)
        assert entry
        assert entry.kind is Kind.OTHER


@pytest.mark.parametrize("name", ["absent", "absent/below", "file/below", "a\0b", "x" * 5000])
def test_nothing_stands_under_a_name_that_no_file_has(host: LiveHost, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert host.entry(tmp_path / name) is None


@posix
def test_a_way_through_a_ring_of_links_cannot_be_looked_at(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(OSError, match="ring") as caught:
        host.entry(tmp_path / "ring" / "go")
    assert caught.value.errno == errno.ELOOP


@posix
@unprivileged
def test_a_folder_that_may_not_be_entered_hides_what_is_in_it(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    with pytest.raises(PermissionError):
        host.entry(tmp_path / "closed" / "go")


def test_names_are_sorted(host: LiveHost, tmp_path: Path) -> None:
    for name in ("b", "c", "a"):
        (tmp_path / name).touch()
    assert host.names(tmp_path) == ("a", "b", "c")


@linux
def test_odd_names_can_be_listed_and_opened(host: LiveHost, tmp_path: Path) -> None:
    odd = ["\udcff", "a\nb", " ", "-rf", "é"]
    for name in odd:
        (tmp_path / name).write_text(name, "utf-8", "surrogateescape")
    assert host.names(tmp_path) == tuple(sorted(odd))
    for name in odd:
        with host.open(host.path(str(tmp_path)) / name) as reader:
            assert reader.read(0, 99) == name.encode("utf-8", "surrogateescape")


def test_the_names_of_what_is_no_folder_cannot_be_had(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileNotFoundError):
        host.names(tmp_path / "absent")
    with pytest.raises(FileNotFoundError):
        host.names(tmp_path / "a\0b")
    with pytest.raises(NotADirectoryError):
        host.names(tmp_path / "file")


@posix
def test_only_what_is_marked_so_may_be_executed(host: LiveHost, tmp_path: Path) -> None:
    for name, mode in (("program", 0o755), ("text", 0o644)):
        (tmp_path / name).touch(mode=mode)
    assert host.access(tmp_path / "program", "x")
    assert not host.access(tmp_path / "text", "x")
    assert host.access(tmp_path, "x")


@unprivileged
def test_rights_follow_modes(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o444)
    assert host.access(tmp_path / "file", "r")
    assert not host.access(tmp_path / "file", "w")


def test_what_is_not_there_may_not_be_used(host: LiveHost, tmp_path: Path) -> None:
    assert not any(host.access(tmp_path / name, mode) for name in ("absent", "a\0b") for mode in "rwx")

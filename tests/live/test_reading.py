"""The bytes of files, in bounded reads; what is no regular file is not even opened."""

import errno
import os
import socket
import stat
import tempfile
import threading
from pathlib import Path, PurePath

import pytest

from goverify.host.live import LiveHost
from goverify.host.local.files import CHUNK_BYTES, LAST_OFFSET
from tests.live.programs import linux, posix

GIB = 1 << 30


def test_any_part_of_a_file_can_be_read(host: LiveHost, tmp_path: Path) -> None:
    data = bytes(range(256))
    (tmp_path / "file").write_bytes(data)
    with host.open(tmp_path / "file") as reader:
        assert reader.size == 256
        assert reader.read(0, 256) == reader.read(0, 9999) == data
        assert reader.read(100, 10) == data[100:110]
        assert reader.read(250, 10) == data[250:]
        assert reader.read(256, 1) == reader.read(9999, 1) == reader.read(0, 0) == b""
        assert reader.read(LAST_OFFSET, 1) == reader.read(1 << 80, 1) == b""


def test_line_ends_and_control_bytes_are_read_as_they_are(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\r\nb\x1ac\n")
    with host.open(tmp_path / "file") as reader:
        assert reader.read(0, 99) == b"a\r\nb\x1ac\n"


def test_a_read_may_be_longer_than_one_of_the_system(host: LiveHost, tmp_path: Path) -> None:
    data = os.urandom(CHUNK_BYTES + 5)
    (tmp_path / "file").write_bytes(data)
    with host.open(tmp_path / "file") as reader:
        assert reader.read(0, CHUNK_BYTES + 5) == reader.read(0, 1 << 70) == data
        assert reader.read(1, CHUNK_BYTES + 1) == data[1 : CHUNK_BYTES + 2]


@linux
def test_a_huge_file_with_holes_is_read_in_small_parts(host: LiveHost, tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1024 * GIB)
    with host.open(tmp_path / "sparse") as reader:
        assert reader.size == 1024 * GIB
        assert reader.read(1000 * GIB, 4) == bytes(4)
        assert reader.read(1024 * GIB - 2, 1 << 60) == bytes(2)


@linux
def test_files_that_the_kernel_makes_up_are_read_though_they_have_no_size(host: LiveHost) -> None:
    with host.open(host.path("/proc/self/status")) as reader:
        assert reader.size == 0
        whole = reader.read(0, 1 << 16)
        assert whole.startswith(b"Name:")
        assert whole.endswith(b"\n")
        assert reader.read(5, 3) == whole[5:8]


def test_threads_do_not_disturb_each_others_reads(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)) * 64)
    wrong: list[int] = []
    with host.open(tmp_path / "file") as reader:

        def read(start: int) -> None:
            wrong.extend(at for at in range(start, 16384, 8) if reader.read(at, 1)[0] != at % 256)

        threads = [threading.Thread(target=read, args=(start,)) for start in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


@posix
def test_a_link_is_followed(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"data")
    (tmp_path / "link").symlink_to("file")
    with host.open(tmp_path / "link") as reader:
        assert reader.read(0, 9) == b"data"


def test_a_folder_is_not_opened(host: LiveHost, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="a folder, not a regular file"):
        host.open(tmp_path)


@posix
def test_a_pipe_is_not_opened_and_not_waited_for(host: LiveHost, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a named pipe") as caught:
        host.open(tmp_path / "pipe")
    assert caught.value.errno == errno.EINVAL


@posix
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty"])
def test_a_device_is_not_opened(host: LiveHost, device: str) -> None:
    if not stat.S_ISCHR(os.stat(device).st_mode):
        pytest.skip(f"{device} is none here")
    with pytest.raises(OSError, match="a device, not a regular file"):
        host.open(host.path(device))


@posix
def test_a_socket_is_not_opened(host: LiveHost) -> None:
    # A socket's name is bounded more tightly than a path.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/socket")
        with pytest.raises(OSError, match="a socket"):
            host.open(host.path(f"{folder}/socket"))


def test_what_is_not_there_is_not_opened(host: LiveHost, tmp_path: Path) -> None:
    for name in ("absent", "a\0b"):
        with pytest.raises(FileNotFoundError):
            host.open(tmp_path / name)


@linux
def test_a_refused_file_leaves_no_descriptor_behind(host: LiveHost, tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for path in (tmp_path, tmp_path / "absent", PurePath("/dev/null")):
        with pytest.raises(OSError, match=r".*"):
            host.open(path)
    with host.open(PurePath(__file__)):
        pass
    assert len(os.listdir("/proc/self/fd")) == before

"""The hashes of all files of a folder of this machine."""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.host.live import LiveHost
from goverify.host.local.digests import LARGE_BYTES, MAX_FILE_BYTES
from tests.live.programs import linux, posix


def sha256(content: bytes) -> str:
    """Return a hash as the host tells it."""
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("size", [0, 1, LARGE_BYTES - 1, LARGE_BYTES, LARGE_BYTES + 1, 3 * LARGE_BYTES])
def test_a_file_of_any_size_is_hashed(host: LiveHost, tmp_path: Path, size: int) -> None:
    content = bytes(range(251)) * (size // 251 + 1)
    (tmp_path / "file").write_bytes(content[:size])
    assert host.digests(tmp_path).files == {"file": sha256(content[:size])}


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("size", [3, LARGE_BYTES + 1])
def test_packagers_older_hashes_are_made_too(host: LiveHost, tmp_path: Path, algorithm: str, size: int) -> None:
    (tmp_path / "file").write_bytes(bytes(size))
    expected = hashlib.new(algorithm, bytes(size), usedforsecurity=False).hexdigest()
    assert host.digests(tmp_path, (), algorithm).files == {"file": expected}


def test_names_are_relative_and_have_slashes(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("x", "a/y", "a/b/z"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert host.digests(tmp_path).files == {name: sha256(name.encode()) for name in ("x", "a/y", "a/b/z")}


def test_some_folders_are_left_out(host: LiveHost, tmp_path: Path) -> None:
    for name in ("a/doc/x", "doc/x", "src/doc/x"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert set(host.digests(tmp_path, ("doc", "a/doc")).files) == {"src/doc/x"}


def test_many_large_files_are_all_hashed(host: LiveHost, tmp_path: Path) -> None:
    contents = {f"{number}": bytes([number]) * (LARGE_BYTES + number) for number in range(150)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    assert host.digests(tmp_path).files == {name: sha256(content) for name, content in contents.items()}


@posix
def test_links_are_told_and_not_followed(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "to-file").symlink_to("file")
    (tmp_path / "to-folder").symlink_to("..")
    (tmp_path / "to-nothing").symlink_to("/nowhere")
    found = host.digests(tmp_path)
    assert set(found.files) == {"file"}
    assert found.links == {"to-file": "file", "to-folder": "..", "to-nothing": "/nowhere"}


@posix
def test_what_is_no_file_is_told_and_not_opened(host: LiveHost, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        found = host.digests(tmp_path)
    assert (found.files, found.others) == ({}, ("pipe", "socket"))


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told_with_the_reason(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0)
    (tmp_path / "folder").mkdir(mode=0)
    found = host.digests(tmp_path)
    (tmp_path / "folder").chmod(0o700)
    assert found.failures == {"file": "permission denied", "folder": "permission denied"}


@linux
def test_a_file_that_would_never_be_done_is_told(host: LiveHost, tmp_path: Path) -> None:
    with open(tmp_path / "sparse", "wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    found = host.digests(tmp_path)
    assert found.files == {}
    assert found.failures["sparse"].startswith("larger than")


@linux
def test_a_name_that_is_not_unicode_is_told(host: LiveHost, tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff", "wb"):
        pass
    assert list(host.digests(tmp_path).files) == ["\udcff"]


@posix
@pytest.mark.parametrize("more", [0, 1])
def test_more_than_any_tree_of_go_has_is_refused_whatever_it_is(tmp_path: Path, more: int) -> None:
    (tmp_path / "folder").mkdir()
    for number in range(9 + more):
        os.symlink("x", tmp_path / "folder" / str(number))
    script = (
        "from pathlib import PurePath\nfrom goverify.host.local import digests\ndigests.MAX_ENTRIES = 10\n"
        f"try:\n    print(len(digests.digests(PurePath({str(tmp_path)!r}), ()).links))\n"
        "except OSError as error:\n    print(error.strerror)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == ("holds more than any tree of Go" if more else "9"), done.stderr


def test_a_folder_that_is_not_there_is_an_error(host: LiveHost, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        host.digests(tmp_path / "absent")


@posix
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor has one file open at a time")
def test_too_many_open_files_are_no_fault_of_a_file(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / str(number)).write_bytes(bytes(LARGE_BYTES + 1))
    script = (
        "import os, resource\nfrom pathlib import PurePath\nfrom goverify.host.local import digests\n"
        "last = os.open('/', 0)\nresource.setrlimit(resource.RLIMIT_NOFILE, (last + 2, last + 2))\n"
        f"try:\n    found = digests.digests(PurePath({str(tmp_path)!r}), ())\n    print(found.failures)\n"
        "except OSError as error:\n    print(error.errno)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == str(errno.EMFILE), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit on memory does not count a thread's stack")
def test_where_no_thread_can_be_had_the_first_one_does_all(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / str(number)).write_bytes(bytes(LARGE_BYTES))
    code = (
        "import resource, sys\nfrom pathlib import PurePath\nfrom goverify.host.local import digests\n"
        "digests.CHUNK_BYTES = 1 << 16\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + (2 << 20), used + (2 << 20)))\n"
        "print(sorted(digests.digests(PurePath(sys.argv[1]), ()).files))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("['0', '1', '2', '3']\n", "")

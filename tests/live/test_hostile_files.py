"""Files of this machine that would hang, fill or fool a reader of executables: each is refused or answered at once."""

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goverify.binfmt import Binary, Format, identify
from goverify.host.live import LiveHost
from tests.binfmt.builders import elf, inline_block, macho, pe
from tests.live.programs import linux, posix

GIB = 1 << 30
MOST_MEMORY = 32 << 20
NOBODY = 65534
PROGRAM = elf(interpreter="/lib/ld.so", needed=("libc.so.6",), data=inline_block())


def identified(host: LiveHost, path: Path) -> Binary:
    """Return what the file is, read through the host."""
    with host.open(path) as reader:
        return identify(reader)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Have the system judge by the rights of nobody for a while, where it would let this user do everything."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@linux
@pytest.mark.parametrize("head", [PROGRAM, macho(data=inline_block()), pe(data=inline_block()), b""])
def test_a_file_of_4_gib_with_holes_costs_no_more_than_a_small_one(host: LiveHost, tmp_path: Path, head: bytes) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.write(head)
        file.truncate(4 * GIB)
    (tmp_path / "small").write_bytes(head)
    tracemalloc.start()
    try:
        start = time.process_time()
        sparse = identified(host, tmp_path / "sparse")
        assert time.process_time() - start < 1.0
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    assert sparse.go == identified(host, tmp_path / "small").go
    assert sparse.format is not Format.EMPTY


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/tty"])
def test_a_link_to_a_device_is_refused(host: LiveHost, tmp_path: Path, device: str) -> None:
    (tmp_path / "go").symlink_to(device)
    with pytest.raises(OSError, match=r"."):
        identified(host, tmp_path / "go")


@posix
def test_a_link_to_a_pipe_or_a_folder_is_refused(host: LiveHost, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for number, target in enumerate(("pipe", ".")):
        (tmp_path / f"go{number}").symlink_to(target)
        with pytest.raises(OSError, match=r"."):
            identified(host, tmp_path / f"go{number}")


@posix
def test_links_that_lead_in_a_circle_are_refused(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "go").symlink_to("other")
    (tmp_path / "other").symlink_to("go")
    with pytest.raises(OSError, match=r"."):
        identified(host, tmp_path / "go")


@posix
def test_a_file_that_may_not_be_read_is_refused(host: LiveHost) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        program = Path(folder, "go")
        program.write_bytes(PROGRAM)
        program.chmod(0o311)
        with as_nobody(), pytest.raises(PermissionError):
            identified(host, program)


@posix
def test_a_file_that_shrinks_while_it_is_read_is_answered(host: LiveHost, tmp_path: Path) -> None:
    program = tmp_path / "go"
    program.write_bytes(PROGRAM + bytes(1 << 20))
    with host.open(program) as reader:
        program.write_bytes(PROGRAM[:600])
        binary = identify(reader)
    assert (binary.format, binary.architectures) == (Format.ELF, ("amd64",))
    assert binary.problem is not None


@linux
@pytest.mark.parametrize("name", [b"go\nversion", b"go\xff\xfe", b"\x1b[31mgo", b" "])
def test_a_name_of_odd_bytes_is_opened_like_any_other(host: LiveHost, tmp_path: Path, name: bytes) -> None:
    program = tmp_path / os.fsdecode(name)
    program.write_bytes(PROGRAM)
    assert identified(host, program).go is not None

"""The child of the deep view: opens regular files alone, and keeps within its limits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.deep_child import FILE_LIMIT_BYTES, MEMORY_BYTES

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and limits of Unix")


def child(library: str, file: Path) -> subprocess.CompletedProcess[str]:
    """Run the child as the deep view does."""
    command = [sys.executable, "-P", "-m", "goverify.deep_child", library, str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@posix
@pytest.mark.parametrize("library", ["pyelftools", "macholib", "pefile"])
def test_a_pipe_is_refused_at_once(tmp_path: Path, library: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = child(library, tmp_path / "pipe")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a named pipe, not a regular file" in done.stderr


def test_a_vast_file_is_refused(tmp_path: Path) -> None:
    vast = tmp_path / "vast"
    with vast.open("wb") as stream:
        stream.write(b"MZ")
        stream.truncate(FILE_LIMIT_BYTES + 1)
    assert "larger than 256 MiB" in child("pefile", vast).stderr


def test_a_fat_file_of_many_parts_is_refused(tmp_path: Path) -> None:
    fat = tmp_path / "fat"
    fat.write_bytes(b"\xca\xfe\xba\xbe" + (200).to_bytes(4, "big") + bytes(8000))
    assert "more than 64 parts" in child("macholib", fat).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit is not sure to hold")
def test_memory_is_limited() -> None:
    text = f"from goverify.host.local.restraint import restrain\nrestrain({MEMORY_BYTES}, 5)\nbytearray({MEMORY_BYTES})"
    done = subprocess.run([sys.executable, "-P", "-c", text], capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr.strip().endswith("MemoryError")

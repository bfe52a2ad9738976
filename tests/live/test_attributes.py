"""The extended attributes of this machine's files, on Windows their alternate data streams."""

import errno
import os
import sys
from pathlib import Path

import pytest

from goverify.host import Reader
from goverify.host.live import LiveHost
from goverify.host.local import attributes
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.live.programs import linux, posix

NAME = "user.goverify.test" if sys.platform == "linux" else "goverify.test"
VALUE = b"one\0two\xff"
TOO_LARGE = b"x" * (attributes.LIMIT_BYTES + 1)


def put(path: Path, value: bytes) -> None:
    """Give a file an attribute; skip where its file system takes none."""
    if sys.platform == "win32":
        path.with_name(f"{path.name}:{NAME}").write_bytes(value)
    elif sys.platform == "linux":
        try:
            os.setxattr(path, NAME, value)
        except OSError as error:
            pytest.skip(f"no attributes on this file system: {error.strerror}")
    else:
        import subprocess

        subprocess.run(["/usr/bin/xattr", "-wx", NAME, value.hex(), str(path)], check=True, timeout=20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with the attribute."""
    path = tmp_path / "a"
    path.write_text("content")
    put(path, VALUE)
    return path


def test_an_attribute_has_the_bytes_that_were_put_there(host: LiveHost, file: Path) -> None:
    assert host.xattr(file, NAME) == VALUE


def test_what_has_none_has_none(host: LiveHost, file: Path) -> None:
    assert host.xattr(file, f"{NAME}.other") is None
    assert host.xattr(file.with_name("absent"), NAME) is None
    assert host.xattr(file / "below", NAME) is None
    assert host.xattr(file, "user.with\0nul") is None


@posix
def test_a_link_has_what_its_file_has(host: LiveHost, file: Path) -> None:
    file.with_name("link").symlink_to("a")
    assert host.xattr(file.with_name("link"), NAME) == VALUE


@posix
def test_links_that_lead_in_a_circle_are_a_failure(host: LiveHost, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError, match=r"(?i)symbolic links"):
        host.xattr(tmp_path / "loop", NAME)


@linux
def test_a_file_system_without_attributes_has_none(host: LiveHost) -> None:
    assert host.xattr(host.path("/proc/self/status"), NAME) is None


@linux
def test_the_librarys_way_which_macos_needs_gives_the_same(file: Path) -> None:
    # Linux's function has the first four of macOS's six arguments and takes no notice of more.
    assert attributes.by_library(file, NAME) == VALUE
    with pytest.raises(OSError) as found:  # noqa: PT011 - its number is what matters
        attributes.by_library(file, f"{NAME}.other")
    assert found.value.errno == errno.ENODATA
    with pytest.raises(ValueError, match="NUL"):
        attributes.by_library(file, "a\0b")


def test_a_stream_is_read_beside_a_name_of_one_letter(tmp_path: Path) -> None:
    # Elsewhere a colon is part of a name, so that the way Windows needs can be tried.
    (tmp_path / f"a:{NAME}").write_bytes(VALUE)
    assert attributes.stream(tmp_path / "a", NAME) == VALUE


def test_a_stream_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / f"a:{NAME}").write_bytes(TOO_LARGE)
    with pytest.raises(OSError) as found:  # noqa: PT011 - its number is what matters
        attributes.stream(tmp_path / "a", NAME)
    assert found.value.errno == errno.ERANGE


def test_a_recording_answers_as_the_machine_did(host: LiveHost, file: Path) -> None:
    recorder = RecordingHost(host)

    def size(reader: Reader) -> str:
        return str(reader.size)

    assert recorder.xattr(file, "com.apple.quarantine") is None
    assert recorder.judged(file, "size", size) == "7"
    replay = RecordedHost.load(recorder.recording())
    [record] = [each for each in replay.recording.files.values() if each.judged]
    assert (record.judged, record.attributes) == ({"size": "7"}, {"com.apple.quarantine": None})

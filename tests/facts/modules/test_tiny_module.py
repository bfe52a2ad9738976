"""The tiny module: the hashes that go is held against are those of its files, and its archive is the same every time."""

import hashlib
import io
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from goverify.facts.modules import tiny_module
from goverify.facts.modules.self_test import file_url
from goverify.facts.modules.tiny_module import FILES, FORGED, GOMOD, GOMOD_SUM, NAMED, SUM
from goverify.host import System
from goverify.sumdb.dirhash import h1


def digest(content: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(content.encode()).hexdigest()


def test_the_hashes_are_those_of_the_files() -> None:
    assert h1(f"{NAMED}/", {name: digest(content) for name, content in FILES.items()}) == SUM
    assert h1("", {"go.mod": digest(GOMOD)}) == GOMOD_SUM


def test_the_archive_holds_the_files_and_is_the_same_every_time() -> None:
    data = tiny_module.archive().encode("utf-8", "surrogateescape")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {name: opened.read(name).decode() for name in opened.namelist()} == {
            f"{NAMED}/{name}": content for name, content in FILES.items()
        }
    assert tiny_module.archive() == tiny_module.archive()


def test_the_changed_cache_differs_in_one_file_alone() -> None:
    cache = tiny_module.changed_cache()
    assert cache[f"{NAMED}/go.mod"] == GOMOD
    assert cache[f"{NAMED}/dep.go"] != FILES["dep.go"]


def test_a_forged_hash_looks_like_one_and_is_another() -> None:
    assert len(FORGED) == len(SUM)
    assert FORGED != SUM


@pytest.mark.parametrize(
    ("system", "folder", "url"),
    [
        (System.LINUX, PurePosixPath("/tmp/a b,c|d%"), "file:///tmp/a%20b%2Cc%7Cd%25"),
        (System.WINDOWS, PureWindowsPath(r"C:\Temp\ö"), "file:///C:/Temp/%C3%B6"),
    ],
)
def test_a_folder_is_one_entry_of_goproxy_whatever_its_name(system: System, folder: PurePosixPath, url: str) -> None:
    assert file_url(system, folder) == url

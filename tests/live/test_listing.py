"""What the listing of a folder tells, and where it ends."""

import os
from pathlib import Path

import pytest

from goverify.host.local.listing import listing
from tests.live.programs import posix


@posix
def test_entries_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    os.mkfifo(tmp_path / "pipe")
    found = listing(str(tmp_path), 10)
    told = [found.files, found.folders, list(found.links), found.others]
    assert told == [[str(tmp_path / name)] for name in ("file", "folder", "link", "pipe")]
    assert list(found.links.values()) == ["folder"]
    assert found.total == 4


@pytest.mark.parametrize("most", [0, 3])
def test_no_more_is_listed_than_was_asked_for(tmp_path: Path, most: int) -> None:
    for number in range(5):
        (tmp_path / str(number)).touch()
    assert listing(str(tmp_path), most).total == most

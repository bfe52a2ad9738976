"""What is removed of goverify's own cache, and what never is."""

import os
import time
from pathlib import Path

from goverify.host.local.cache import IN_USE_S, KEPT, trim
from tests.live.programs import posix


def aged(parent: Path, ages: dict[str, float], size_bytes: int = 0) -> None:
    """Make folders in `parent` that were last used so many seconds ago."""
    for name, age in ages.items():
        (parent / name / "00").mkdir(parents=True)
        (parent / name / "00" / "entry").write_bytes(b"x" * size_bytes)
        os.utime(parent / name, (time.time() - age, time.time() - age))


def names(parent: Path) -> list[str]:
    """Return what is left in `parent`."""
    return sorted(path.name for path in parent.iterdir())


def test_trimming_keeps_the_most_recent_few(tmp_path: Path) -> None:
    aged(tmp_path, {f"f{number}": IN_USE_S + 60 * number for number in range(1, KEPT + 3)})
    trim(tmp_path, 1 << 30)
    assert names(tmp_path) == [f"f{number}" for number in range(1, KEPT + 1)]


def test_trimming_keeps_as_much_as_fits(tmp_path: Path) -> None:
    aged(tmp_path, {"old": 3 * IN_USE_S, "recent": 2 * IN_USE_S}, size_bytes=1000)
    trim(tmp_path, 1500)
    assert names(tmp_path) == ["recent"]


def test_trimming_leaves_alone_what_may_be_in_use(tmp_path: Path) -> None:
    aged(tmp_path, {f"f{number}": 60 for number in range(KEPT + 3)}, size_bytes=1000)
    trim(tmp_path, 0)
    assert len(names(tmp_path)) == KEPT + 3


def test_trimming_removes_read_only_parts(tmp_path: Path) -> None:
    aged(tmp_path, {"old": 2 * IN_USE_S}, size_bytes=10)
    (tmp_path / "old" / "00" / "entry").chmod(0o444)
    (tmp_path / "old" / "00").chmod(0o555)
    trim(tmp_path, 0)
    assert not names(tmp_path)


@posix
def test_trimming_touches_neither_files_nor_links(tmp_path: Path) -> None:
    (tmp_path / "dear").mkdir()
    (tmp_path / "dear" / "file").write_text("x" * 1000)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "link").symlink_to(tmp_path / "dear")
    (tmp_path / "cache" / "file").touch()
    long_ago = time.time() - 2 * IN_USE_S
    for path in (tmp_path / "dear", tmp_path / "cache" / "file"):
        os.utime(path, (long_ago, long_ago))
    trim(tmp_path / "cache", 0)
    assert names(tmp_path / "cache") == ["file", "link"]
    assert (tmp_path / "dear" / "file").exists()

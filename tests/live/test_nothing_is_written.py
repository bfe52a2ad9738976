"""A run leaves everything as it was but for goverify's own folders: caches, settings, counts, checkout, temporary files."""

import json
from pathlib import Path

import pytest

from tests.live.furnished import Furnished, furnished
from tests.live.programs import posix

pytestmark = posix

COMMANDS = (("check", "--json"), ("which",), ("record",), ("authenticate",))


@pytest.fixture
def here(newer_go: Path, tmp_path: Path) -> Furnished:
    """Return a furnished home."""
    return furnished(tmp_path, newer_go / "bin/go")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_everything_is_as_it_was(words: tuple[str, ...], here: Furnished) -> None:
    before = here.taken()
    here.says(*words)
    assert here.taken() == before


def test_the_run_that_wrote_nothing_has_used_go_and_looked_at_these_folders(here: Furnished) -> None:
    report = json.loads(here.says("check", "--json"))
    outcomes = {item["id"]: item["outcome"] for item in report["checks"]}
    wanted = "build.by-itself build.commands build.under-settings storage.locks storage.room project.vcs-ownership"
    assert {name: outcomes[name] for name in wanted.split()} == dict.fromkeys(wanted.split(), "passed")


def test_a_change_would_be_seen(here: Furnished) -> None:
    before = here.taken()
    (here.home / ".cache/go-build/trim.txt").write_text("1600000001")
    (here.temp / "left").mkdir()
    changed = dict(here.taken().items() ^ before.items())
    assert set(changed) == {"home/.cache/go-build/trim.txt", "tmp/left"}

"""Goverify's own folders that outlive a run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goverify.host.live import LiveHost
from goverify.host.local.cache import IN_USE_S, KEPT
from tests.live.programs import posix

PROJECT = Path(__file__).parents[2]
ROOT = sys.platform != "win32" and os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
LONG_AGO = time.time() - 2 * IN_USE_S


def cached(env: dict[str, str], name: str = "build/one") -> str:
    """Return what a host with that environment answers."""
    text = f"from goverify.host.live import LiveHost\nprint(LiveHost().cache({name!r}))"
    done = subprocess.run(
        [sys.executable, "-c", text], env=env, cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False
    )
    assert not done.stderr
    return done.stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the empty home folder of this user."""
    path = tmp_path / "home"
    path.mkdir()
    return path


@posix
def test_a_folder_is_made_for_this_user_alone(home: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    assert folder.is_relative_to(home)
    assert folder.parts[-3:] == ("goverify", "build", "one")
    for path in (folder, *folder.parents[:3]):
        assert path.stat().st_mode & 0o777 == 0o700


@posix
def test_the_same_folder_is_found_again_with_what_is_in_it(home: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    (folder / "kept").touch()
    assert cached({"HOME": str(home)}) == str(folder)
    assert [path.name for path in folder.iterdir()] == ["kept"]


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a place of its own for caches")
def test_the_users_choice_of_a_place_holds(home: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(tmp_path / "other")}
    assert cached(env) == str(tmp_path / "other" / "goverify" / "build" / "one")
    assert not list(home.iterdir())


@posix
@pytest.mark.parametrize("place", ["/absent/home", "/dev/null", "/proc/self"])
def test_without_a_home_that_is_the_users_there_is_none(place: str) -> None:
    assert cached({"HOME": place}) == "None"


@posix
@only_root
def test_under_sudo_nothing_is_put_into_the_home_of_another_user(home: Path) -> None:
    os.chown(home, 12345, -1)
    assert cached({"HOME": str(home)}) == "None"
    assert not list(home.iterdir())


@posix
@only_root
def test_under_sudo_nothing_is_put_into_the_cache_of_another_user(home: Path) -> None:
    os.chown(home, 12345, -1)
    (home / ".cache").mkdir()
    os.chown(home / ".cache", 12345, -1)
    assert cached({"HOME": str(home.parent), "XDG_CACHE_HOME": str(home / ".cache")}) == "None"
    assert not list((home / ".cache").iterdir())


@posix
@only_root
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a place of its own for caches")
def test_a_folder_that_another_user_has_put_there_is_not_used(home: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    os.chown(folder, 12345, -1)
    assert cached({"HOME": str(home)}) == "None"


@posix
def test_a_link_in_the_place_of_the_folder_is_not_followed(home: Path, tmp_path: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert cached({"HOME": str(home)}) == "None"
    assert not list((tmp_path / "elsewhere").iterdir())


@posix
def test_a_home_where_everybody_may_rename_is_not_used(home: Path) -> None:
    home.chmod(0o777)
    assert cached({"HOME": str(home)}) == "None"


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a place of its own for caches")
def test_a_cache_folder_that_is_a_link_of_the_users_own_will_do(home: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (home / ".cache").symlink_to(tmp_path / "disk")
    assert cached({"HOME": str(home)}) == str(home / ".cache" / "goverify" / "build" / "one")
    assert (tmp_path / "disk" / "goverify" / "build" / "one").is_dir()


@posix
def test_a_file_in_the_place_of_the_folder_is_left_alone(home: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    folder.rmdir()
    folder.write_text("mine")
    assert cached({"HOME": str(home)}) == "None"
    assert folder.read_text() == "mine"


@posix
def test_rights_given_to_others_are_taken_back(home: Path) -> None:
    folder = Path(cached({"HOME": str(home)}))
    folder.chmod(0o777)
    assert cached({"HOME": str(home)}) == str(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32" or ROOT, reason="root may write everywhere")
def test_a_home_that_may_not_be_written_has_none(home: Path) -> None:
    home.chmod(0o555)
    assert cached({"HOME": str(home)}) == "None"


@posix
def test_a_new_name_pushes_out_the_one_unused_for_longest(home: Path) -> None:
    folders = [Path(cached({"HOME": str(home)}, f"build/{number}")) for number in range(KEPT)]
    os.utime(folders[1], (LONG_AGO, LONG_AGO))
    cached({"HOME": str(home)}, "build/new")
    assert [folder.exists() for folder in folders] == [True, False, True, True]


@pytest.mark.parametrize("name", ["", "..", "../x", "/x", "a/../../x"])
def test_names_that_lead_elsewhere_are_refused(host: LiveHost, name: str) -> None:
    with pytest.raises(ValueError, match="not a name inside a folder"):
        host.cache(name)

"""Homes, caches and folders that are missing, barred or not folders at all: goverify still reports, and changes nothing."""

import os
import sys
from pathlib import Path

import pytest

from tests.live.examinations import KEPT, environment, examined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="homes and modes of Unix")

QUICK = ("--only", "build.commands,build.agreement,build.work-folder")
"""Checks that compile nothing, for runs that have no cache to share."""


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return mode, size and time of change of everything below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return found


def test_a_check_leaves_the_home_and_the_project_as_they_were(newer_go: Path, tmp_path: Path) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    for folder in (home / ".config" / "go", home / "go" / "pkg", project):
        folder.mkdir(parents=True)
    (home / ".config" / "go" / "env").write_text("GOPROXY=https://proxy.example\nGOFLAGS=-mod=mod\n")
    (home / ".bashrc").write_text("export EDITOR=vi\n")
    (project / "go.mod").write_text("module example.test/project\n\ngo 1.21\n")
    (project / "main.go").write_text("package main\n\nfunc main() {}\n")
    before, beside = snapshot(tmp_path), set(os.listdir(KEPT)) if KEPT.exists() else set()
    seen = examined(environment(home, newer_go / "bin"), cwd=project)
    assert seen.check("build.by-itself")["outcome"] == "passed"
    assert seen.check("build.under-settings")["outcome"] == "passed"
    assert snapshot(tmp_path) == before
    assert set(os.listdir(KEPT)) - beside <= {"goverify"}, "go's own cache would stand beside goverify's"


def test_only_goverifys_own_cache_appears_in_a_home(newer_go: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, newer_go / "bin")
    del env["XDG_CACHE_HOME"]
    examined(env, *QUICK, cwd=tmp_path)
    new = {path.relative_to(home).parts for path in home.rglob("*") if not path.is_dir()}
    caches = ((".cache", "goverify"), ("Library", "Caches", "goverify"))
    assert all(any(parts[: len(own)] == own for own in caches) for parts in new)


def test_without_a_home_the_build_still_goes_well(newer_go: Path, tmp_path: Path) -> None:
    env = environment(tmp_path / "home", newer_go / "bin")
    del env["HOME"]
    seen = examined(env, "--only", "build", cwd=tmp_path)
    assert seen.check("build.by-itself")["outcome"] == "passed"
    assert seen.causes == []


@pytest.mark.parametrize("home", ["/dev/null", "/proc", "relative", "/not/there"])
def test_an_odd_home_does_not_keep_the_report(newer_go: Path, tmp_path: Path, home: str) -> None:
    env = environment(tmp_path / "home", newer_go / "bin") | {"HOME": home}
    seen = examined(env, "--only", "build", cwd=tmp_path)
    assert seen.check("build.by-itself")["outcome"] == "passed"


def test_a_home_that_cannot_be_written_does_not_keep_the_report(newer_go: Path, tmp_path: Path) -> None:
    env = environment(tmp_path / "home", newer_go / "bin")
    del env["XDG_CACHE_HOME"]
    (tmp_path / "home").chmod(0o500)
    seen = examined(env, *QUICK, cwd=tmp_path)
    assert set(seen.outcomes().values()) == {"passed"}


@pytest.mark.parametrize("place", ["relative/cache", "/dev/null", "/proc/cache", ""])
def test_an_odd_cache_folder_does_not_keep_the_report(newer_go: Path, tmp_path: Path, place: str) -> None:
    env = environment(tmp_path / "home", newer_go / "bin", XDG_CACHE_HOME=place)
    seen = examined(env, *QUICK, cwd=tmp_path)
    assert set(seen.outcomes().values()) == {"passed"}
    assert not (tmp_path / "relative").exists()


def test_a_folder_that_was_deleted_does_not_keep_the_report(newer_go: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    which = ("--only", f"{QUICK[1]},project.removed")
    seen = examined(environment(tmp_path / "home", newer_go / "bin"), *which, cwd=gone, before='rmdir "$PWD"')
    commands = seen.check("build.commands")
    assert (commands["outcome"], "the current folder is gone" in commands["reason"]) == ("unknown", True)
    assert seen.check("build.agreement")["outcome"] == "passed"
    [diagnosis] = seen.report["diagnosis"]
    assert (diagnosis["cause"], diagnosis["fix"]["commands"]) == ("project-unreadable", ["cd"])


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_may_not_be_entered_does_not_keep_the_report(newer_go: Path, tmp_path: Path) -> None:
    barred = tmp_path / "barred"
    barred.mkdir()
    env = environment(tmp_path / "home", newer_go / "bin")
    seen = examined(env, *QUICK, cwd=barred, before='chmod 0 "$PWD"')
    barred.chmod(0o700)
    assert seen.check("build.commands")["outcome"] == "unknown"
    assert seen.check("build.agreement")["outcome"] == "passed"

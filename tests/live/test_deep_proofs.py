"""The proofs of --deep on a real Go, sound and damaged: they build from nothing, so that they run with the field cases."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.examinations import Examined, environment, examined
from tests.trees import NEWER, OLDER, go_tree, linked_copy

pytestmark = [
    pytest.mark.field,
    pytest.mark.skipif(sys.platform == "win32", reason="links to the files of a whole tree"),
]

PROOFS = "build.cross-builds build.empty-cache build.repeatable build.unit-test build.vet toolchain.chain".split()
MAY_BE_SKIPPED = ["build.position-independent", "build.race-detector"]
"""Where the host has no loader or no C compiler."""


def proven(tree: Path, tmp_path: Path, *ids: str, before: str = "", **env: str) -> Examined:
    """Return what goverify says of a tree by these proofs."""
    only = ("--deep", "--only", ",".join(ids))
    return examined(
        environment(tmp_path / "home", tree / "bin", **env), *only, cwd=tmp_path, before=before, limit_s=600
    )


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_a_sound_go_proves_all(version: str, tmp_path: Path) -> None:
    seen = proven(go_tree(version), tmp_path, *PROOFS, *MAY_BE_SKIPPED)
    assert seen.causes == []
    assert {id_: seen.outcomes()[id_] for id_ in PROOFS} == dict.fromkeys(PROOFS, "passed")
    assert {seen.outcomes()[id_] for id_ in MAY_BE_SKIPPED} <= {"passed", "skipped"}


def test_headers_that_a_cache_hides_are_missed_from_an_empty_one(newer_go: Path, tmp_path: Path) -> None:
    tree = linked_copy(newer_go, tmp_path / "go")
    shutil.rmtree(tree / "pkg" / "include")
    seen = proven(tree, tmp_path, "build.by-itself", "build.empty-cache")
    assert seen.causes == ["tree-src-missing"]


def test_source_of_another_system_that_is_lost_is_missed_by_a_cross_build(newer_go: Path, tmp_path: Path) -> None:
    tree = linked_copy(newer_go, tmp_path / "go")
    (tree / "src" / "runtime" / "os_windows.go").unlink()
    seen = proven(tree, tmp_path, "build.by-itself", "build.cross-builds")
    assert seen.outcomes() == {"build.by-itself": "passed", "build.cross-builds": "failed"}
    assert "build for windows/" in json.dumps(seen.report["checks"])


def test_a_vet_of_another_release_is_told_by_its_answer(newer_go: Path, older_go: Path, tmp_path: Path) -> None:
    tree = linked_copy(newer_go, tmp_path / "go")
    [vet] = tree.glob("pkg/tool/*/vet")
    vet.unlink()
    shutil.copy(older_go / vet.relative_to(tree), vet)
    seen = proven(tree, tmp_path, "toolchain.chain", "tree.tools-mismatch")
    assert seen.causes == ["tree-tools-mismatch"]
    assert f"vet says go{OLDER}" in seen.first["title"]


def test_a_limited_address_space_leaves_the_race_detector_out(newer_go: Path, tmp_path: Path) -> None:
    seen = proven(newer_go, tmp_path, "build.race-detector", before="ulimit -v 8000000")
    assert seen.outcomes() == {"build.race-detector": "skipped"}


def test_a_recording_of_the_proofs_replays_them(newer_go: Path, tmp_path: Path) -> None:
    env, file = environment(tmp_path / "home", newer_go / "bin"), tmp_path / "host.json"
    command = (sys.executable, "-m", "goverify", "record", "--deep", "-o", str(file))
    subprocess.run(command, env=env, cwd=tmp_path, check=True, timeout=600)
    seen = examined(env, "--host", str(file), "--deep", "--only", ",".join(PROOFS), cwd=tmp_path)
    assert seen.outcomes() == dict.fromkeys(PROOFS, "passed")

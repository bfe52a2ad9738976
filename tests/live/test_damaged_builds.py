"""Builds with a real Go whose tree was damaged: the cause is read out of what the build says, and the tree is named."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.live.examinations import looked_at
from tests.trees import NEWER, OLDER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links to the files of a whole tree")


def damaged(tree: Path, tmp_path: Path) -> Path:
    """Return a copy of a tree whose go, tools and runtime can be changed; the rest are links to the original."""
    copy = tmp_path / "go"
    for folder in ("bin", "pkg/tool", "src"):
        (copy / folder).mkdir(parents=True)
    [platform] = (tree / "pkg" / "tool").iterdir()
    (copy / "pkg" / "tool" / platform.name).mkdir()
    linked = [tree / "VERSION", tree / "go.env", tree / "lib", tree / "pkg" / "include", *platform.iterdir()]
    linked += [item for item in (tree / "src").iterdir() if item.name not in {"runtime", "fmt"}]
    for item in linked:
        (copy / item.relative_to(tree)).symlink_to(item)
    shutil.copy(tree / "bin" / "go", copy / "bin" / "go")
    for name in ("src/runtime", "src/fmt"):
        shutil.copytree(tree / name, copy / name)
    return copy


def test_a_damaged_tree_that_is_whole_again_builds(newer_go: Path, tmp_path: Path) -> None:
    assert looked_at(damaged(newer_go, tmp_path), tmp_path).causes == []


def test_a_compiler_of_another_release_is_told(newer_go: Path, older_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    [compiler] = tree.glob("pkg/tool/*/compile")
    compiler.unlink()
    compiler.symlink_to(older_go / compiler.relative_to(tree))
    seen = looked_at(tree, tmp_path)
    assert seen.causes == ["tree-tools-mismatch"]
    assert f"is of go{OLDER}, and go is of go{NEWER}" in seen.first["title"]


def test_a_missing_compiler_is_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    [compiler] = tree.glob("pkg/tool/*/compile")
    compiler.unlink()
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-tools-missing"], str(tree))


def test_files_of_two_releases_in_one_folder_are_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    (tree / "src" / "runtime" / "left_over.go").write_text("package runtime\n\nfunc Gosched() {}\n")
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-mixed"], str(tree))


def test_a_package_that_is_gone_is_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    shutil.rmtree(tree / "src" / "fmt")
    seen = looked_at(tree, tmp_path)
    assert seen.causes == ["tree-src-missing"]
    assert "fmt" in seen.first["title"]


def test_goroot_of_another_release_is_to_be_unset_not_its_tree_removed(
    newer_go: Path, older_go: Path, tmp_path: Path
) -> None:
    seen = looked_at(newer_go, tmp_path, GOROOT=str(older_go))
    assert seen.causes == ["goroot-mismatch"]
    assert f"GOROOT={older_go} leads " in seen.first["title"]
    assert seen.first["fix"]["commands"] == ["unset GOROOT"]

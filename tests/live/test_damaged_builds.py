"""Builds with a real Go whose tree was damaged: the cause is read out of what the build says, and the tree is named."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.debs import DEBIAN, tree_of
from tests.live.examinations import looked_at
from tests.trees import NEWER, OLDER, go_tree

VERSIONS = (DEBIAN, "1.21.13", NEWER)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links to the files of a whole tree")
releases = pytest.mark.parametrize("version", VERSIONS)


def damaged(tree: Path, tmp_path: Path) -> Path:
    """Return a copy of a tree whose go, tools and runtime can be changed; the rest are links to the original."""
    copy = tmp_path / "go"
    for folder in ("bin", "pkg/tool", "src"):
        (copy / folder).mkdir(parents=True)
    [platform] = (tree / "pkg" / "tool").iterdir()
    (copy / "pkg" / "tool" / platform.name).mkdir()
    named = ("VERSION", "go.env", "lib", "pkg/include", f"pkg/{platform.name}")
    linked = [*(tree / name for name in named if (tree / name).exists()), *platform.iterdir()]
    linked += [item for item in (tree / "src").iterdir() if item.name not in {"runtime", "fmt"}]
    for item in linked:
        (copy / item.relative_to(tree)).symlink_to(item)
    shutil.copy(tree / "bin" / "go", copy / "bin" / "go")
    for name in ("src/runtime", "src/fmt"):
        shutil.copytree(tree / name, copy / name)
    return copy


@releases
def test_a_damaged_tree_that_is_whole_again_builds(version: str, tmp_path: Path) -> None:
    assert looked_at(damaged(tree_of(version), tmp_path), tmp_path).causes == []


@releases
@pytest.mark.parametrize("name", ["asm", "compile", "link"])
def test_a_tool_of_another_release_is_told(version: str, tmp_path: Path, name: str) -> None:
    tree = damaged(tree_of(version), tmp_path)
    [tool] = tree.glob(f"pkg/tool/*/{name}")
    tool.unlink()
    tool.symlink_to(go_tree(OLDER) / tool.relative_to(tree))
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-tools-mismatch"], str(tree))


@releases
@pytest.mark.parametrize("mode", [None, 0o644], ids=["gone", "not executable"])
def test_a_compiler_that_cannot_be_run_is_told(version: str, tmp_path: Path, mode: int | None) -> None:
    tree = damaged(tree_of(version), tmp_path)
    [compiler] = tree.glob("pkg/tool/*/compile")
    compiler.unlink()
    if mode:
        compiler.touch(mode)
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-tools-missing"], str(tree))


@releases
def test_files_of_two_releases_in_one_folder_are_told(version: str, tmp_path: Path) -> None:
    tree = damaged(tree_of(version), tmp_path)
    (tree / "src" / "runtime" / "left_over.go").write_text("package runtime\n\nfunc Gosched() {}\n")
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-mixed"], str(tree))


@releases
def test_a_package_that_is_gone_is_told(version: str, tmp_path: Path) -> None:
    tree = damaged(tree_of(version), tmp_path)
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

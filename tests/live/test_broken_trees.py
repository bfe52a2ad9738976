"""The ways in which a Go tree breaks, each made for real out of whole releases: what a whole check-up names first.

The rows are those of docs/coverage.toml, [broken-trees], by the same names. Trees are of links to the files of real
ones: what is changed here is taken away and put anew.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.debs import DEBIAN, tree_of
from tests.live.examinations import Examined, environment, examined
from tests.trees import NEWER, go_tree, linked_copy

OLD, MIDDLE = "1.21.13", "1.24.11"
TOOLS = "pkg/tool/linux_amd64"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="broken trees of linux/amd64"
)


def look(tmp_path: Path, *folders: Path, **env: str) -> Examined:
    """Return what a whole check-up says where these folders are on PATH."""
    return examined(environment(tmp_path / "home", *folders, **env), cwd=tmp_path)


def put(source: Path, target: Path) -> None:
    """Put a file into a place, where another one may stand."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copy2(source, target)


def lay_over(source: Path, tree: Path) -> None:
    """Lay a whole release over a tree, as unpacking its archive there does."""
    for folder, _, names in os.walk(source):
        place = tree / Path(folder).relative_to(source)
        place.mkdir(exist_ok=True)
        for name in names:
            (place / name).unlink(missing_ok=True)
            os.link(Path(folder, name), place / name)


def tool_of_another(name: str) -> Callable[[Path], None]:
    """Return what puts one program of an older release into a tree."""
    return lambda tree: put(go_tree(MIDDLE) / name, tree / name)


def gone(*names: str) -> Callable[[Path], None]:
    """Return what takes files and folders out of a tree."""

    def take(tree: Path) -> None:
        for name in names:
            place = tree / name
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink()

    return take


def no_longer_executable(tree: Path) -> None:
    """Take the right to run them from the tools; the originals share their modes with links, so they are copied."""
    for tool in (tree / TOOLS).iterdir():
        content = tool.read_bytes()
        tool.unlink()
        tool.write_bytes(content)


BROKEN = {
    "01-compiler": (NEWER, tool_of_another(f"{TOOLS}/compile"), "tree-tools-mismatch", MIDDLE),
    "02-linker": (NEWER, tool_of_another(f"{TOOLS}/link"), "tree-tools-mismatch", MIDDLE),
    "03-assembler": (NEWER, tool_of_another(f"{TOOLS}/asm"), "tree-tools-mismatch", MIDDLE),
    "04-older-go": (NEWER, tool_of_another("bin/go"), "tree-mixed", MIDDLE),
    "05-newer-go": (MIDDLE, lambda tree: put(go_tree(NEWER) / "bin/go", tree / "bin/go"), "tree-mixed", MIDDLE),
    "08-no-compiler": (NEWER, gone(f"{TOOLS}/compile"), "tree-tools-missing", "compile"),
    "09-not-executable": (NEWER, no_longer_executable, "tree-tools-missing", "execut"),
    "10-no-runtime": (NEWER, gone("src/runtime"), "tree-src-missing", "runtime"),
    "11-no-source": (NEWER, gone("src"), "tree-src-missing", "src"),
    "12-no-include": (NEWER, gone("pkg/include"), "tree-src-missing", "pkg/include"),
    "13-lone-go": (NEWER, gone("pkg/tool"), "tree-tools-missing", "pkg/tool"),
    "15-older-over-newer": (NEWER, lambda tree: lay_over(go_tree(OLD), tree), "tree-mixed", "releases"),
    "16-newer-over-older": (OLD, lambda tree: lay_over(go_tree(NEWER), tree), "tree-mixed", "releases"),
}


@pytest.mark.parametrize("row", BROKEN)
def test_a_broken_tree_is_named_first(tmp_path: Path, row: str) -> None:
    release, damage, cause, word = BROKEN[row]
    tree = linked_copy(go_tree(release), tmp_path / "go")
    damage(tree)
    seen = look(tmp_path, tree / "bin")
    assert (seen.report["health"], seen.first["cause"]) == ("broken", cause)
    told = seen.first["title"] + seen.first["detail"]
    assert str(tree) in told
    assert word in told
    assert str(tree) in "\n".join(seen.first["fix"]["commands"])


@pytest.mark.parametrize(("own", "other"), [(NEWER, MIDDLE), (MIDDLE, NEWER), (NEWER, DEBIAN), (NEWER, OLD)])
def test_goroot_of_another_release_is_named_first(tmp_path: Path, own: str, other: str) -> None:
    """06-goroot-of-another."""
    seen = look(tmp_path, tree_of(own) / "bin", GOROOT=str(tree_of(other)))
    assert (seen.report["health"], seen.first["cause"]) == ("broken", "goroot-mismatch")
    assert f"GOROOT names another Go, {tree_of(other)} (go" in seen.first["title"]
    assert seen.first["fix"]["commands"] == ["unset GOROOT"]


def test_goroot_of_another_processor_is_named_first(tmp_path: Path) -> None:
    """07-foreign-tree."""
    foreign = go_tree(NEWER, "linux-arm64")
    seen = look(tmp_path, go_tree(NEWER) / "bin", GOROOT=str(foreign))
    assert (seen.report["health"], seen.first["cause"]) == ("broken", "goroot-mismatch")
    assert "arm64" in seen.first["title"] + seen.first["detail"]
    assert seen.first["fix"]["commands"] == ["unset GOROOT"]


@pytest.mark.parametrize("place", ["go", "x/bin/go"])
def test_a_go_that_was_copied_alone_is_named_first(tmp_path: Path, place: str) -> None:
    """13-lone-go, in a folder of any name and in one called bin."""
    put(go_tree(NEWER) / "bin/go", tmp_path / place)
    seen = look(tmp_path, (tmp_path / place).parent)
    assert (seen.report["health"], seen.first["cause"]) == ("broken", "go-detached")
    assert str(tmp_path / place) in seen.first["title"]


@pytest.mark.parametrize("stored", [False, True], ids=["environment", "stored"])
def test_goroot_that_names_nothing_is_named_first(tmp_path: Path, stored: bool) -> None:
    """14-goroot-gone, in the environment and in the go env file."""
    file = tmp_path / "go.env"
    gone = tmp_path / "gone"
    file.write_text(f"GOROOT={gone}\n")
    env = {"GOENV": str(file)} if stored else {"GOROOT": str(gone)}
    seen = look(tmp_path, go_tree(NEWER) / "bin", **env)
    assert (seen.report["health"], seen.first["cause"]) == ("broken", "goroot-missing")
    assert str(gone) in seen.first["title"]


def test_a_tree_without_its_version_file_is_well(tmp_path: Path) -> None:
    """17-no-version-file."""
    tree = linked_copy(go_tree(NEWER), tmp_path / "go")
    (tree / "VERSION").unlink()
    seen = look(tmp_path, tree / "bin")
    assert (seen.report["health"], seen.causes) == ("ok", [])


@pytest.mark.parametrize("env", [{}, {"GOROOT": ""}, {"GOTOOLDIR": "/x"}], ids=["link", "GOROOT", "GOTOOLDIR"])
def test_what_harms_nothing_is_not_held_against_a_tree(tmp_path: Path, env: dict[str, str]) -> None:
    """18-harmless-links."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/go").symlink_to(go_tree(NEWER) / "bin/go")
    seen = look(tmp_path, tmp_path / "bin", **env)
    assert (seen.report["health"], seen.causes) == ("ok", [])


def test_goroot_with_a_slash_at_its_end_is_well(tmp_path: Path) -> None:
    """19-odd-goroot, with a slash."""
    seen = look(tmp_path, go_tree(NEWER) / "bin", GOROOT=f"{go_tree(NEWER)}/")
    assert (seen.report["health"], seen.causes) == ("ok", [])


def test_a_relative_goroot_is_named_first(tmp_path: Path) -> None:
    """19-odd-goroot, relative."""
    (tmp_path / "go").symlink_to(go_tree(NEWER))
    seen = look(tmp_path, tmp_path / "go/bin", GOROOT="go")
    assert seen.first["cause"] == "goroot-not-a-tree"
    assert "relative" in seen.first["title"] + seen.first["detail"]


def test_a_go_for_another_processor_is_named_first(tmp_path: Path) -> None:
    """20-foreign-go."""
    seen = look(tmp_path, go_tree(NEWER, "linux-arm64") / "bin")
    assert (seen.report["health"], seen.first["cause"]) == ("broken", "go-wrong-arch")
    assert "arm64" in seen.first["title"]


def test_the_go_of_gcc_is_named_first(tmp_path: Path) -> None:
    """21-gccgo, where this machine has it."""
    found = sorted(Path("/usr/bin").glob("go-[0-9]*"))
    if (
        not found
        or "unknown" not in subprocess.run([found[0], "version"], capture_output=True, text=True, check=False).stdout
    ):
        pytest.skip("this machine has no gccgo")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/go").symlink_to(found[0])
    seen = look(tmp_path, tmp_path / "bin", go_tree(NEWER) / "bin")
    assert seen.first["cause"] == "gccgo-first"
    assert str(tmp_path / "bin/go") in seen.first["title"]

"""Real trees against the records that come with goverify: genuine as they were released, and each alteration named."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.facts.authenticity.shipped_records import shipped_record
from goverify.facts.tree import tree_release
from goverify.host.live import LiveHost
from goverify.sumdb.toolchain import INERT, Outside
from tests.trees import linked_copy, some_go

posix = pytest.mark.skipif(sys.platform == "win32", reason="no record of the tree's platform is shipped")
pytestmark = posix


@pytest.fixture(scope="module")
def copied(newer_go: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of a whole tree of its own names; the files are the original's, so they are to be replaced, not written."""
    return linked_copy(newer_go, tmp_path_factory.mktemp("copied") / "go")


@pytest.fixture
def tree(copied: Path, newer_go: Path) -> Iterator[Path]:
    """Return the copy, which is whole again when the test is done."""
    before = {path.relative_to(newer_go) for path in newer_go.rglob("*")}
    yield copied
    for path in sorted(copied.rglob("*"), reverse=True):
        if path.relative_to(copied) not in before:
            path.unlink() if path.is_symlink() or path.is_file() else path.rmdir()
    for name in CHANGED:
        (copied / name).unlink(missing_ok=True)
        shutil.copy2(newer_go / name, copied / name)


CHANGED = ("src/fmt/print.go", "go.env", "bin/gofmt")
"""What the tests change."""


def judged(root: Path) -> Authenticity:
    """Return the verdict on a tree of this machine."""
    with LiveHost() as host:
        return Facts(host)(authenticity, host.path(str(root)))


def replaced(path: Path, content: bytes) -> None:
    """Put another file in the place of one."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def differing(root: Path) -> tuple[tuple[str, ...], ...]:
    """Return what is changed, missing and added in a modified tree."""
    found = judged(root)
    assert found.status is Status.MODIFIED
    assert found.files is not None
    return found.files[:3]


def test_trees_out_of_wheels_are_genuine(newer_go: Path, older_go: Path) -> None:
    for root in (newer_go, older_go):
        found = judged(root)
        if found.record is None:
            pytest.skip(found.reason)
        assert found.status is Status.GENUINE
        assert found.files is not None
        assert set(found.files.left_out) == INERT


def test_the_go_of_this_machine_is_genuine_where_its_record_is_shipped() -> None:
    root = Path(some_go()).resolve().parent.parent
    with LiveHost() as host:
        facts = Facts(host)
        release = facts(tree_release, host.path(str(root)))
        found = facts(authenticity, host.path(str(root)))
    if release is None or shipped_record(found.module) is None:
        pytest.skip(f"no record of {found.module or root} is shipped")
    assert found.status is Status.GENUINE


def test_one_other_bit_in_one_of_twelve_thousand_files_is_found(tree: Path) -> None:
    content = bytearray((tree / "src/fmt/print.go").read_bytes())
    content[-20] ^= 1
    replaced(tree / "src/fmt/print.go", bytes(content))
    assert differing(tree) == (("src/fmt/print.go",), (), ())


def test_an_added_and_a_removed_file_are_found(tree: Path) -> None:
    (tree / "src/fmt/print.go").unlink()
    (tree / "src/fmt/more.go").write_text("package fmt\n", encoding="utf-8")
    assert differing(tree) == ((), ("src/fmt/print.go",), ("src/fmt/more.go",))


def test_a_file_of_the_previous_release_is_recognised(tree: Path, older_go: Path) -> None:
    replaced(tree / "src/fmt/print.go", (older_go / "src/fmt/print.go").read_bytes())
    found = judged(tree)
    assert found.status is Status.MODIFIED
    assert any(module.startswith("go1.26.") for module in found.elsewhere["src/fmt/print.go"])


def test_a_program_of_another_release_is_an_altered_program(tree: Path, older_go: Path) -> None:
    replaced(tree / "bin/gofmt", (older_go / "bin/gofmt").read_bytes())
    found = judged(tree)
    assert found.files is not None
    assert found.files.tools == ("bin/gofmt",)


def test_a_link_in_the_place_of_a_file_is_judged_by_what_it_leads_to(tree: Path, newer_go: Path) -> None:
    (tree / "src/fmt/print.go").unlink()
    (tree / "src/fmt/print.go").symlink_to(newer_go / "src/fmt/print.go")
    assert judged(tree).status is Status.GENUINE
    (tree / "src/fmt/print.go").unlink()
    (tree / "src/fmt/print.go").symlink_to(newer_go / "src/fmt/scan.go")
    assert differing(tree) == (("src/fmt/print.go",), (), ())


def test_installed_programs_and_leftovers_are_told_apart(tree: Path) -> None:
    for name in ("bin/gopls", ".DS_Store", ".unpacked-success"):
        (tree / name).touch()
    found = judged(tree)
    assert (found.status, found.outside) == (
        Status.GENUINE,
        {"bin/gopls": Outside.PROGRAM, ".DS_Store": Outside.CACHE, ".unpacked-success": Outside.LOOSE},
    )


def test_settings_in_go_env_are_named_and_leave_the_tree_genuine(tree: Path) -> None:
    text = (tree / "go.env").read_bytes()
    replaced(tree / "go.env", text.replace(b"GOTOOLCHAIN=auto", b"GOTOOLCHAIN=local") + b"GOARM=7\n")
    found = judged(tree)
    assert (found.status, found.settings) == (Status.GENUINE, {"GOTOOLCHAIN": "local", "GOARM": "7"})
    replaced(tree / "go.env", text + b"GOFLAGS=-toolexec=/tmp/x\n")
    assert differing(tree) == (("go.env",), (), ())


def test_a_tree_as_go_unpacks_it_holds_each_go_mod_twice(tree: Path) -> None:
    for file in tree.joinpath("src").rglob("go.mod"):
        shutil.copy(file, file.with_name("_go.mod"))
    assert judged(tree).status is Status.GENUINE
    replaced(tree / "src/go.mod", b"module other\n")
    try:
        assert differing(tree) == (("src/go.mod",), (), ())
    finally:
        shutil.copy(tree / "src/_go.mod", tree / "src/go.mod")

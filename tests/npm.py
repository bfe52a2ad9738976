"""The mise that npm installs, for tests: its packages, downloaded once, kept in the user's cache folder."""

import os
import platform
import sys
import tarfile
from functools import cache
from pathlib import Path

import pytest

from tests.trees import NoTree, kept, said

MISE = "2026.9.15"
PACK = ("npm", "pack", "--silent", "--ignore-scripts", "--fetch-retries=0")
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
"""npm's names of processors, by the system's."""


def mise_program() -> Path:
    """Return mise in a node_modules folder as npm lays it out, made once; skip the test where npm cannot give it."""
    found = _found()
    if isinstance(found, NoTree):
        pytest.skip(f"needs mise from npm: {found}")
    return found / "node_modules/@jdxcode/mise/bin/mise"


@cache
def _found() -> Path | NoTree:
    """Return the kept folder, or why there is none: without a network each try takes a while."""
    try:
        return kept(f"mise-{MISE}", _made)
    except NoTree as why:
        return why


def _made(folder: Path) -> Path:
    machine = MACHINES.get(platform.machine().lower())
    if machine is None:
        raise NoTree(f"there is none for {platform.machine()}")
    scope = folder / "made/node_modules/@jdxcode"
    for name in ("mise", f"mise-{sys.platform}-{machine}"):
        packed = said(folder, *PACK, f"@jdxcode/{name}@{MISE}").split()[-1]
        with tarfile.open(folder / packed) as archive:
            archive.extractall(folder / "unpacked", filter="data")
        (scope / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "unpacked/package").rename(scope / name)
    # What the first package's script does when npm installs it: the program of the second gets a name in the first.
    (scope / "mise/bin").mkdir()
    os.link(scope / name / "bin/mise", scope / "mise/bin/mise")
    (scope.parent / ".bin").mkdir()
    (scope.parent / ".bin/mise").symlink_to("../@jdxcode/mise/bin/mise")
    return folder / "made"

"""What npm has for tests: mise, and a browser's driver with its judge; downloaded once, kept in the user's cache folder."""

import os
import platform
import sys
import tarfile
from pathlib import Path

from tests.trees import NoTree, kept_or_skipped, said

MISE = "2026.9.15"
BROWSING = ("playwright-core@1.65.1", "axe-core@4.14.1")
"""Packages that need no other: one drives a browser, the other finds what keeps people from using a page."""

PACK = ("npm", "pack", "--silent", "--ignore-scripts", "--fetch-retries=0")
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
"""npm's names of processors, by the system's."""


def mise_program() -> Path:
    """Return mise in a node_modules folder as npm lays it out, made once; skip the test where npm cannot give it."""
    return kept_or_skipped(f"mise-{MISE}", _made, "mise from npm") / "node_modules/@jdxcode/mise/bin/mise"


def browsing_modules() -> Path:
    """Return a node_modules folder with what tests of pages need; skip the test where npm cannot give it."""
    return kept_or_skipped("-".join(BROWSING), _unpacked, f"{' and '.join(BROWSING)} from npm") / "node_modules"


def _unpacked(folder: Path) -> Path:
    modules = folder / "made/node_modules"
    modules.mkdir(parents=True)
    for package in BROWSING:
        _unpack(folder, package).rename(modules / package.partition("@")[0])
    return folder / "made"


def _unpack(folder: Path, package: str) -> Path:
    """Return the folder of a package that was fetched and unpacked, to be taken away from there."""
    packed = said(folder, *PACK, package).split()[-1]
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    return folder / "unpacked/package"


def _made(folder: Path) -> Path:
    machine = MACHINES.get(platform.machine().lower())
    if machine is None:
        raise NoTree(f"there is none for {platform.machine()}")
    scope = folder / "made/node_modules/@jdxcode"
    for name in ("mise", f"mise-{sys.platform}-{machine}"):
        unpacked = _unpack(folder, f"@jdxcode/{name}@{MISE}")
        (scope / name).parent.mkdir(parents=True, exist_ok=True)
        unpacked.rename(scope / name)
    # What the first package's script does when npm installs it: the program of the second gets a name in the first.
    (scope / "mise/bin").mkdir()
    os.link(scope / name / "bin/mise", scope / "mise/bin/mise")
    (scope.parent / ".bin").mkdir()
    (scope.parent / ".bin/mise").symlink_to("../@jdxcode/mise/bin/mise")
    return folder / "made"

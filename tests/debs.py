"""Debian's and Ubuntu's Go for tests: the packages of this machine's own release, unpacked into a root with dpkg's records."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.trees import CACHE, NoTree, locked

LIMIT_S = 300


def debian_root() -> Path:
    """Return a root with golang-go and what it needs, made once; skip the test where apt cannot give them."""
    target = CACHE / "debian-root"
    try:
        with locked(target.with_suffix(".lock")):
            if not target.is_dir():
                with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                    made = _made(Path(folder))
                    made.rename(target)
    except NoTree as why:
        pytest.skip(f"needs the packages of golang-go: {why}")
    return target


def _made(folder: Path) -> Path:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise NoTree("there is no apt-get here")
    default = re.search(r"(?m)^Depends: .*?\bgolang-([\d.]+)-go\b", _said(folder, "apt-cache", "show", "golang-go"))
    if default is None:
        raise NoTree("apt's index does not have golang-go")
    names = (f"golang-{default[1]}-go", f"golang-{default[1]}-src", "golang-go")
    _said(folder, "apt-get", "download", *names)
    info = folder / "root/var/lib/dpkg/info"
    info.mkdir(parents=True)
    with (info.parent / "status").open("w", encoding="utf-8") as status:
        for name in names:
            status.write(_unpacked(folder, next(folder.glob(f"{name}_*.deb")), info) + "\n")
    return folder / "root"


def _unpacked(folder: Path, package: Path, info: Path) -> str:
    """Unpack a package as dpkg does, with what it notes of it; return its paragraph of the status."""
    control = folder / "control"
    _said(folder, "dpkg-deb", "-x", str(package), str(info.parents[3]))
    _said(folder, "dpkg-deb", "-e", str(package), str(control))
    described = (control / "control").read_text(encoding="utf-8")
    name = re.findall(r"(?m)^(?:Package|Architecture): (.*)", described)
    shared = "Multi-Arch: same" in described
    stem = f"{name[0]}:{name[1]}" if shared else name[0]
    (control / "md5sums").rename(info / f"{stem}.md5sums")
    listed = [
        line.split(" ./", 1)[-1].split(" -> ")[0] for line in _said(folder, "dpkg-deb", "-c", str(package)).splitlines()
    ]
    (info / f"{stem}.list").write_text("".join(f"/{line.rstrip('/')}\n" for line in listed), encoding="utf-8")
    shutil.rmtree(control)
    return described.replace("\n", "\nStatus: install ok installed\n", 1)


def _said(folder: Path, *command: str) -> str:
    """Return what a program says; NoTree where it fails."""
    try:
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=LIMIT_S)
    except subprocess.CalledProcessError as error:
        raise NoTree((error.stderr.strip().splitlines() or [f"{command[0]} failed"])[-1]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoTree(str(error)) from error
    return done.stdout

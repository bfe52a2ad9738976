"""Debian's and Ubuntu's Go for tests: the packages of this machine's own release, unpacked into a root with dpkg's records."""

import re
import shutil
from pathlib import Path

import pytest

from tests.trees import NoTree, go_tree, kept, said

DEBIAN = "Debian's"
"""1.19.8 in Debian 12, which has no wheel."""


def tree_of(version: str) -> Path:
    """Return the tree of a release, or of Debian's."""
    return next((debian_root() / "usr/lib").glob("go-*")) if version == DEBIAN else go_tree(version)


def debian_root() -> Path:
    """Return a root with golang-go and what it needs, made once; skip the test where apt cannot give them."""
    return _root("debian-root", "golang-go", r"golang-[\d.]+-go", ("{}-go", "{}-src"))


def gccgo_root() -> Path:
    """Return a root with gccgo-go and the compiler whose go command it stands for, made once; skip as above."""
    return _root("gccgo-root", "gccgo-go", r"gccgo-\d+", ("{}",))


def _root(name: str, package: str, needed: str, forms: tuple[str, ...]) -> Path:
    """Return a kept root with a package, and those that go by the name that it depends on."""
    try:
        return kept(name, lambda folder: _made(folder, package, needed, forms))
    except NoTree as why:
        pytest.skip(f"needs the packages of {package}: {why}")


def _made(folder: Path, package: str, needed: str, forms: tuple[str, ...]) -> Path:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise NoTree("there is no apt-get here")
    default = re.search(rf"(?m)^Depends: .*?\b({needed})\b", said(folder, "apt-cache", "show", package))
    if default is None:
        raise NoTree(f"apt's index does not have {package}")
    names = (*(form.format(default[1].removesuffix("-go")) for form in forms), package)
    said(folder, "apt-get", "download", *names)
    info = folder / "root/var/lib/dpkg/info"
    info.mkdir(parents=True)
    with (info.parent / "status").open("w", encoding="utf-8") as status:
        for name in names:
            status.write(_unpacked(folder, next(folder.glob(f"{name}_*.deb")), info) + "\n")
    return folder / "root"


def _unpacked(folder: Path, package: Path, info: Path) -> str:
    """Unpack a package as dpkg does, with what it notes of it; return its paragraph of the status."""
    control = folder / "control"
    said(folder, "dpkg-deb", "-x", str(package), str(info.parents[3]))
    said(folder, "dpkg-deb", "-e", str(package), str(control))
    described = (control / "control").read_text(encoding="utf-8")
    name = re.findall(r"(?m)^(?:Package|Architecture): (.*)", described)
    shared = "Multi-Arch: same" in described
    stem = f"{name[0]}:{name[1]}" if shared else name[0]
    (control / "md5sums").rename(info / f"{stem}.md5sums")
    listed = [
        line.split(" ./", 1)[-1].split(" -> ")[0] for line in said(folder, "dpkg-deb", "-c", str(package)).splitlines()
    ]
    (info / f"{stem}.list").write_text("".join(f"/{line.rstrip('/')}\n" for line in listed), encoding="utf-8")
    shutil.rmtree(control)
    return described.replace("\n", "\nStatus: install ok installed\n", 1)

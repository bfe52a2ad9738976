"""Packagings that vouch for a tree as a whole or not at all: Nix, snap and Flatpak, Homebrew, Scoop, Chocolatey.

Sources: nix-store(1), snap's and Flatpak's documents on read-only mounts, Homebrew's tab.rb, Scoop's install.json.
"""

import re
from collections.abc import Mapping
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages.values import Held, Package
from goverify.facts.second_readers import second_reader, told_by
from goverify.host import System
from goverify.host.paths import read_text

LIMIT_BYTES = 256 << 10
READ_ONLY_TYPES = frozenset({"squashfs", "erofs"})
"""File systems in which nothing can be changed once they are made; snapd checks what it mounts."""

_STORE = re.compile(r"(/nix/store/[0-9a-z]{32}-(go|[\w.+-]+?)-(\d[\w.]*))/.+")
_SNAP = re.compile(r"/snap/(go[\w-]*)/(\w+)(?:/.*)?")


def of_nix(ask: Facts, root: PurePath) -> Held | None:
    """Return what nix-store says of the path in the store that holds a tree; None for a tree elsewhere."""
    found = _STORE.fullmatch(root.as_posix())
    if found is None:
        return None
    held = Held("nix", (Package(found[2], found[3], ask.host.path(found[1]), {}),))
    program = second_reader(ask, "nix-store")
    if program is None:
        return held._replace(remark="only nix-store could tell, as a path's own hash is of what it was made from")
    answer = told_by(ask, program, ("--verify-path", found[1]))
    if answer.ok:
        return held
    if "was modified" in answer.stderr or "has been modified" in answer.stderr:
        return held._replace(changed=(found[1],))
    return held._replace(remark=f"{program} --verify-path gave no answer")


def of_mounts(ask: Facts, root: PurePath) -> Held | None:
    """Return what a snap's or Flatpak's file system comes to; None for a tree that is in neither."""
    path = root.as_posix()
    snap = _SNAP.fullmatch(path)
    if snap is None and not path.startswith("/usr/lib/sdk/golang"):
        return None
    try:
        mounted = ask.host.filesystem(root)
    except OSError:
        return None
    mount = ask.host.path(mounted.mount)
    name, version = (snap[1], f"revision {snap[2]}") if snap else ("org.freedesktop.Sdk.Extension.golang", "")
    held = Held("snap" if snap else "Flatpak", (Package(name, version, mount, {}),))
    sealed = mounted.read_only and (mounted.type in READ_ONLY_TYPES or not snap)
    return held if sealed else held._replace(remark=f"{mount} is no read-only image")


def of_receipts(ask: Facts, root: PurePath) -> Held | None:
    """Return what Homebrew, Scoop and Chocolatey noted of a tree: never its files; None where none of them noted it."""
    keg = root.parent if root.name == "libexec" else root
    if keg.parent.parent.name == "Cellar":
        told = _json(ask, keg / "INSTALL_RECEIPT.json")
        return _homebrew(keg, told) if told is not None else None
    if ask.host.platform.system is not System.WINDOWS:
        return None
    parts = [part.lower() for part in root.parts]
    if parts[-3:-1] == ["apps", "go"]:
        told = _json(ask, root / "install.json")
        bucket = f"bucket {told.get('bucket', '?')}" if told is not None else ""
        return _noted("Scoop", Package("go", bucket, root / "install.json", {})) if bucket else None
    data = ask.host.path(ask.host.env.get("PROGRAMDATA", r"C:\ProgramData"))
    record = data / "chocolatey" / "lib" / "golang" / "golang.nuspec"
    version = re.search(r"<version>([\w.-]{1,40})</version>", _text(ask, record))
    return _noted("Chocolatey", Package("golang", version[1], record, {})) if version else None


def _homebrew(keg: PurePath, told: Mapping[str, object]) -> Held:
    source = told.get("source")
    tap = source.get("tap", "") if isinstance(source, dict) else ""
    how = "a bottle" if told.get("poured_from_bottle") is True else "built from source"
    version = f"{keg.name}, {how}{f' of {tap}' if isinstance(tap, str) and tap else ''}"
    return _noted("Homebrew", Package(keg.parent.name, version, keg / "INSTALL_RECEIPT.json", {}))


def _noted(packager: str, package: Package) -> Held:
    return Held(packager, (package,), remark=f"{packager} keeps no record of files")


def _json(ask: Facts, path: PurePath) -> Mapping[str, object] | None:
    import json  # few need it

    text = _text(ask, path)
    try:
        found = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _text(ask: Facts, path: PurePath) -> str:
    try:
        return read_text(ask.host, path, LIMIT_BYTES) or ""
    except OSError:
        return ""

"""Which Go a goenv shim would run here.

Source: go-nv/goenv libexec/goenv-version-file, goenv-version-file-read, goenv-version-name, goenv-which (2.2).
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.values import SYSTEM, Choice, Source, go_of, handed_on, newest_of, versions_in
from goverify.facts.managers.version_files import Wanted, go_lines, upward, words
from goverify.host.paths import home, is_file, is_folder, read_text

_TOLD_ROOT = re.compile(r'(?m)^\s*export GOENV_ROOT="?([^"\n$`]+)"?\s*$')
SHIM_BYTES = 16 << 10


def data_folder(ask: Facts, shim: PurePath | None = None) -> PurePath | None:
    """Return goenv's folder: as its shim says, as the variable says, or ~/.goenv."""
    host, base = ask.host, home(ask.host)
    try:
        text = read_text(host, shim, SHIM_BYTES) if shim else ""
    except OSError:
        text = ""
    written = _TOLD_ROOT.search(text or "")
    told = written[1] if written else host.env.get("GOENV_ROOT", "")
    return host.path(told) if told else base / ".goenv" if base else None


def choice(ask: Facts, shim: PurePath | None) -> Choice | None:
    """Return what goenv would run for go in this folder; None where it has no folder here."""
    root = data_folder(ask, shim)
    if root is None:
        return None
    available = versions_in(ask.host, root / "versions")
    versions, source = wanted(ask, root)
    if source is None:
        why = "neither GOENV_VERSION nor a .go-version file nor the global file names a version"
        return handed_on(ask, "goenv", root / "shims", why)._replace(available=available)
    found = [_one(ask, root, version, source, available) for version in versions]
    # goenv gives up where one of several versions is not installed.
    best = next((each for each in found if not each.installed), None) or next(
        (each for each in found if each.runs), found[0]
    )
    return best._replace(available=available)


def wanted(ask: Facts, root: PurePath) -> tuple[tuple[str, ...], Source | None]:
    """Return the versions that are asked for in this folder, and by what; nothing where none are."""
    told = tuple(filter(None, ask.host.env.get("GOENV_VERSION", "").split(":")))
    if told:
        return told, Source("GOENV_VERSION")
    # The nearest file ends the search, whatever it says.
    nearest = (file for folder in upward(ask.host.cwd) for file in _files(ask, folder) if is_file(ask.host, file))
    found = _said(ask, next(nearest, root / "version"))
    return (found.versions, Source(found.place, found.file)) if found else ((), None)


def _files(ask: Facts, folder: PurePath) -> tuple[PurePath, ...]:
    reads_go_mod = ask.host.env.get("GOENV_GOMOD_VERSION_ENABLE") == "1"
    return (folder / ".go-version", *((folder / "go.mod",) if reads_go_mod else ()))


def _said(ask: Facts, file: PurePath) -> Wanted | None:
    if file.name != "go.mod":
        return words(ask.host, file)
    lines = go_lines(ask.host, file)
    return lines.get("toolchain") or lines.get("go")


def _one(ask: Facts, root: PurePath, version: str, source: Source, available: tuple[str, ...]) -> Choice:
    """Return what goenv does with one version that is asked for."""
    if version == SYSTEM:
        return handed_on(ask, "goenv", root / "shims", f"{source.text} says system", source)
    named = version if version in available else version.removeprefix("go-")
    # A minor release stands for its newest patch, and a whole number must be met.
    name = named if named in available else newest_of(available, named) if named.count(".") == 1 else None
    go = go_of(ask.host, root / "versions" / name) if name else None
    if name is None:
        why = f"{source.text} asks for {version}, which is not installed below {root / 'versions'}"
    else:
        why = f"{source.text} asks for {version}" + (
            "" if go else f", whose folder {root / 'versions' / name} holds no go"
        )
    return Choice("goenv", version, source, installed=go is not None, runs=go, why=why)


def present(ask: Facts) -> bool:
    """Return whether goenv has a Go, or at least a shim for it, on this host."""
    root = data_folder(ask)
    return root is not None and (is_file(ask.host, root / "shims" / "go") or is_folder(ask.host, root / "versions"))

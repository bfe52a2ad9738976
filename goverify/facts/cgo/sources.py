"""The Go files of the project at hand that hold C, as their first lines tell.

Sources: cmd/cgo (import "C", #cgo lines), go/build (build constraints, and names that end in a system or processor).
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.project.go_sources import START_BYTES, go_files, imports_of, names_in, package_folders
from goverify.facts.project.roots import project
from goverify.host import Reader

MOST_FILES, MOST_FOLDERS = 120, 40
"""Whether a module holds C shows in so many of its files, and looking takes milliseconds."""

QUESTION = "what it holds of cgo"

SYSTEMS = frozenset(
    "aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris windows".split()
)
PROCESSORS = frozenset(
    "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm".split()
)

CONSTRAINT = re.compile(r"^//(?:go:build| ?\+build)\b", re.MULTILINE)
PACKAGE = re.compile(r"^package\s", re.MULTILINE)
PKG_CONFIG = re.compile(r"^[ \t/*]*#cgo[^\n:]*\bpkg-config[ \t]*:", re.MULTILINE)
CPLUSPLUS = (".cc", ".cpp", ".cxx")


class WithC(NamedTuple):
    """A Go file with C in it, which every build of its package takes."""

    file: PurePath
    pkg_config: bool
    """It asks pkg-config for flags."""
    cplusplus: bool
    """There is C++ beside it."""
    here: bool
    """It belongs to the package in the folder under examination."""


def files_with_c(ask: Facts) -> tuple[WithC, ...]:
    """Return the files of the project's own packages that need cgo; those with build constraints may do without it."""
    found = ask(project)
    if found is None or found.root is None:
        return ()
    places = islice(dict.fromkeys((ask.host.cwd, found.root, *_below(ask, found.root))), MOST_FOLDERS)
    files = islice((file for place in places for file in go_files(ask, place)), MOST_FILES)
    switch = ask(cgo_switch)
    return tuple(
        WithC(file, "pkg-config" in held, _beside(ask, file.parent), file.parent == ask.host.cwd)
        for file in files
        if _for(file.stem, switch.os, switch.arch) and "C" in (held := _held(ask, file))
    )


def _below(ask: Facts, root: PurePath) -> Iterator[PurePath]:
    for place in package_folders(ask, root):
        yield place
        yield from package_folders(ask, place)


def _for(stem: str, os: str, arch: str) -> bool:
    """Return whether builds for a kind of machine take a file of that name."""
    words = stem.split("_")[1:]
    if "test" in words[-1:]:  # cgo is not for tests
        return False
    return not any((word in SYSTEMS and word != os) or (word in PROCESSORS and word != arch) for word in words[-2:])


def _held(ask: Facts, file: PurePath) -> tuple[str, ...]:
    try:
        return tuple(ask.host.judged(file, QUESTION, _told).split())
    except OSError:
        return ()


def _told(reader: Reader) -> str:
    text = reader.read(0, START_BYTES).decode("utf-8", "replace")
    clause = PACKAGE.search(text)
    if "C" not in imports_of(text) or CONSTRAINT.search(text[: clause.start()] if clause else text):
        return ""
    return "C pkg-config" if PKG_CONFIG.search(text) else "C"


def _beside(ask: Facts, folder: PurePath) -> bool:
    return any(name.endswith(CPLUSPLUS) for name in names_in(ask, folder))

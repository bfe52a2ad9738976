"""The parts that a C compiler works with, looked for where it does: a compiler proper, assembler, linker, headers, objects.

A part that is not found raises a suspicion and no more: only a build proves that it is lacking. Sources: gcc(1) (-B,
COMPILER_PATH), gcc internals (the driver's prefixes), multiarch and the Filesystem Hierarchy Standard for the folders.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.cgo.compiler import Compiler, compiler, goarch_of
from goverify.facts.path.entries import search_path
from goverify.facts.project.go_sources import names_in
from goverify.host import System
from goverify.host.paths import is_file

HOMES = ("lib/gcc", "libexec/gcc", "lib64/gcc")
"""Where gcc keeps its own programs, below the folder that it was installed to, by target and version."""

LIBRARIES = ("usr/lib", "usr/lib64", "lib", "lib64")
ORDINARY = frozenset({"gcc", "clang"})
MOST_HOMES, MOST_TARGETS = 30, 60


class Part(NamedTuple):
    """One part."""

    name: str
    what: str
    """What it is, as a sentence says it."""
    found: PurePath | None


def parts(ask: Facts) -> tuple[Part, ...]:
    """Return the parts of the C compiler of a Linux distribution; none for others, which know their own ways."""
    cc = ask(compiler, "CC")
    if cc.real is None or cc.kind not in ORDINARY or ask.host.platform.system is not System.LINUX:
        return ()
    prefix = cc.real.parent.parent
    if str(prefix) not in {"/usr", "/"} or (cc.triple and goarch_of(cc.triple) != ask.host.platform.arch):
        return ()
    homes = tuple(islice(_homes(ask, cc, prefix), MOST_HOMES))
    found = [Part("stdlib.h", "the headers of the C library", _first(ask, "stdlib.h", _headers(ask)))]
    found += [Part("crt1.o", "the objects that programs start with", _first(ask, "crt1.o", _libraries(ask)))]
    if cc.kind == "gcc":
        found.append(Part("cc1", "the compiler proper", _first(ask, "cc1", homes)))
        found.append(Part("libgcc.a", "the compiler's own library", _first(ask, "libgcc.a", homes)))
        found += [_program(ask, name, what, homes) for name, what in (("as", "the assembler"), ("ld", "the linker"))]
    elif cc.kind == "clang":
        found.append(_program(ask, "ld", "the linker", homes))
    return tuple(found)


def lacking(ask: Facts) -> tuple[Part, ...]:
    """Return the parts that were not found."""
    return tuple(part for part in ask(parts) if part.found is None)


def _homes(ask: Facts, cc: Compiler, prefix: PurePath) -> Iterator[PurePath]:
    """Yield the folders of gcc's own programs; those of the release that the driver's name ends in, where it does."""
    assert cc.real is not None
    _, _, wanted = cc.real.name.rpartition("-")
    wanted = wanted if wanted[:1].isdigit() else ""
    for home in HOMES:
        for target in names_in(ask, prefix / home)[:MOST_TARGETS]:
            for version in names_in(ask, prefix / home / target)[:MOST_HOMES]:
                if version[:1].isdigit() and version.partition(".")[0] == (wanted or version).partition(".")[0]:
                    yield prefix / home / target / version


def _program(ask: Facts, name: str, what: str, homes: tuple[PurePath, ...]) -> Part:
    root = ask.host.path("/")
    others = (entry.folder for entry in ask(search_path) if entry.folder)
    beside = (root / "usr" / home.parent.name / "bin" for home in homes)
    return Part(name, what, _first(ask, name, (*homes, root / "usr/bin", root / "bin", *beside, *others)))


def _headers(ask: Facts) -> tuple[PurePath, ...]:
    root = ask.host.path("/")
    plain = (root / "usr/include", root / "usr/local/include")
    return (*plain, *(plain[0] / name for name in names_in(ask, plain[0])[:MOST_TARGETS] if "linux" in name))


def _libraries(ask: Facts) -> tuple[PurePath, ...]:
    plain = tuple(ask.host.path("/") / folder for folder in LIBRARIES)
    return (*plain, *(base / name for base in plain for name in names_in(ask, base)[:2000] if "-linux-" in name))


def _first(ask: Facts, name: str, folders: tuple[PurePath, ...]) -> PurePath | None:
    return next((folder / name for folder in folders if is_file(ask.host, folder / name)), None)

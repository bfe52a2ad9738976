"""Recorded hosts for tests of cgo: a C compiler with its parts, a project with C in it, and how a program with C goes."""

from collections.abc import Mapping

from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.binfmt.elf_builder import elf
from tests.builds import GO, OK, failed, host
from tests.golang import Files, program
from tests.hosts import link, text

GCC = "/usr/bin/x86_64-linux-gnu-gcc-12"
ANSWER = Completed(0, stdout="42\n")

PARTS: Files = {
    "/usr/bin/gcc": link("gcc-12"),
    "/usr/bin/gcc-12": link("x86_64-linux-gnu-gcc-12"),
    GCC: program(elf()),
    "/usr/bin/as": program(elf()),
    "/usr/bin/ld": program(elf()),
    "/usr/bin/apt-get": program(elf()),
    "/usr/lib/gcc/x86_64-linux-gnu/12/cc1": program(elf()),
    "/usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a": text("\n"),
    "/usr/include/stdlib.h": text("//\n"),
    "/usr/lib/x86_64-linux-gnu/crt1.o": text("\n"),
}
"""A gcc as Debian lays it out."""

PROJECT: Files = {
    "/home/gopher/go.mod": text("module example.test/app\n\ngo 1.27\n"),
    "/home/gopher/main.go": text('package main\n\n// #include <stdlib.h>\nimport "C"\n\nfunc main() {}\n'),
}
"""A project of which the main package holds C."""


def build(name: str = "cgo") -> str:
    """Return the command line by which the program with C is built."""
    return f"{GO} build -buildvcs=false -o <scratch>/{name}/program ."


def fails(words: str, *, without_flags: bool = False, with_usual: bool = False) -> dict[str, Completed | None]:
    """Return the runs in which the program is not built; it is without flags, or with the usual compiler, where that is said."""
    told = failed(f"# runtime/cgo\n{words}\n")
    return {
        build(): told,
        build("cgo-without-flags"): OK if without_flags else told,
        build("cgo-usual-compiler"): OK if with_usual else told,
    }


def with_gcc(runs: Mapping[str, Completed | None] | None = None, /, **env: str) -> RecordedHost:
    """Return a Linux host with a whole gcc, on which a program with C goes well unless something else is said."""
    names = ("cgo", "cgo-without-flags", "cgo-usual-compiler")
    fine: dict[str, Completed | None] = {build(name): OK for name in names}
    fine |= {f"<scratch>/{name}/program": ANSWER for name in names}
    return host(fine | dict(runs or {}), **env).but(files=PARTS)


def without(*parts: str, runs: Mapping[str, Completed | None] | None = None, **env: str) -> RecordedHost:
    """Return such a host on which some files are not there."""
    return with_gcc(runs, **env).but(files=dict.fromkeys(parts))

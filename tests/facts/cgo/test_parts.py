"""The parts of a compiler: all are found where distributions put them, and one that is gone raises a suspicion."""

import pytest

from goverify.facts import Facts
from goverify.facts.cgo.parts import lacking, parts
from tests.binfmt.elf_builder import elf
from tests.cgoing import GCC, with_gcc, without
from tests.golang import Files, program
from tests.hosts import boring, text

HOME = "/usr/lib/gcc/x86_64-linux-gnu/12"


def test_a_whole_compiler_lacks_nothing() -> None:
    facts = Facts(with_gcc())
    assert (len(facts(parts)), facts(lacking)) == (6, ())


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        (f"{HOME}/cc1", "cc1"),
        (f"{HOME}/libgcc.a", "libgcc.a"),
        ("/usr/include/stdlib.h", "stdlib.h"),
        ("/usr/lib/x86_64-linux-gnu/crt1.o", "crt1.o"),
        ("/usr/bin/as", "as"),
        ("/usr/bin/ld", "ld"),
    ],
)
def test_a_part_that_is_gone_is_noticed(gone: str, name: str) -> None:
    assert [part.name for part in Facts(without(gone))(lacking)] == [name]


@pytest.mark.parametrize(
    "home", ["/usr/libexec/gcc/x86_64-redhat-linux/14", "/usr/lib64/gcc/x86_64-pc-linux-gnu/14.2.1"]
)
def test_other_distributions_keep_them_elsewhere(home: str) -> None:
    files: Files = {
        "/usr/bin/gcc": program(elf()),
        GCC: None,
        f"{HOME}/cc1": None,
        f"{home}/cc1": program(elf()),
        f"{HOME}/libgcc.a": None,
        f"{home}/libgcc.a": text("\n"),
        "/usr/lib/x86_64-linux-gnu/crt1.o": None,
        "/usr/lib64/crt1.o": text("\n"),
    }
    gone = dict.fromkeys(place for place, record in files.items() if record is None)
    there = {place: record for place, record in files.items() if record is not None}
    assert Facts(with_gcc().but(files=gone).but(files=there))(lacking) == ()


def test_compilers_from_elsewhere_know_their_own_ways() -> None:
    nix = {"/nix/store/x-gcc/bin/gcc": program(elf())}
    assert Facts(with_gcc(CC="/nix/store/x-gcc/bin/gcc").but(files=nix))(parts) == ()
    assert Facts(boring("macos"))(parts) == ()

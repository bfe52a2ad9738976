"""The compilers that go starts: taken apart as go does, followed through links and launchers, told apart by name."""

import pytest

from goverify.facts import Facts
from goverify.facts.cgo.compiler import Compiler, compiler, goarch_of, goos_of
from goverify.host.recorded import RecordedHost
from tests.binfmt.elf_builder import elf
from tests.cgoing import GCC, with_gcc
from tests.golang import Files, program
from tests.hosts import boring, link, script


def chosen(host: RecordedHost) -> Compiler:
    """Return the C compiler of a host."""
    return Facts(host)(compiler, "CC")


def test_the_usual_compiler_is_the_one_on_path_behind_its_links() -> None:
    cc = chosen(with_gcc())
    assert (str(cc.file), str(cc.real), cc.kind, cc.triple) == ("/usr/bin/gcc", GCC, "gcc", "x86_64-linux-gnu")
    assert cc.held is None


@pytest.mark.parametrize(
    ("name", "kind", "triple"),
    [
        ("clang-19", "clang", ""),
        ("aarch64-linux-gnu-gcc-12", "gcc", "aarch64-linux-gnu"),
        ("arm-none-eabi-gcc", "gcc", "arm-none-eabi"),
        ("x86_64-conda-linux-gnu-cc", "gcc", "x86_64-conda-linux-gnu"),
        ("x86_64-w64-mingw32-gcc.exe", "gcc", "x86_64-w64-mingw32"),
        ("zig", "zig", ""),
        ("tcc", "tcc", ""),
        ("mycc", "", ""),
    ],
)
def test_the_name_tells_the_kind_and_the_target(name: str, kind: str, triple: str) -> None:
    cc = chosen(with_gcc(CC=f"/opt/{name}").but(files={f"/opt/{name}": program(elf())}))
    assert (cc.kind, cc.triple) == (kind, triple)


@pytest.mark.parametrize("value", ["clang --target=aarch64-linux-gnu", "clang -target aarch64-linux-gnu"])
def test_a_flag_tells_the_target(value: str) -> None:
    cc = chosen(with_gcc(CC=value).but(files={"/usr/bin/clang": program(elf())}))
    assert (goos_of(cc.triple), goarch_of(cc.triple)) == ("linux", "arm64")


def test_a_launcher_leads_to_the_compiler_behind_it() -> None:
    files: Files = {"/usr/bin/ccache": program(elf()), "/usr/local/bin/gcc": link("/usr/bin/ccache")}
    for env in ({}, {"CC": "ccache gcc"}):
        assert str(chosen(with_gcc(**env).but(files=files)).real) == GCC


def test_a_quote_that_is_not_closed_names_nothing() -> None:
    assert chosen(with_gcc(CC="'gcc")).words is None


def test_a_script_is_known_as_one() -> None:
    assert chosen(with_gcc(CC="/opt/cc").but(files={"/opt/cc": script("#!/bin/sh\n")})).kind == "script"


def test_an_entry_of_path_that_names_the_current_folder_is_passed_over() -> None:
    host = boring("linux").but(
        env={"PATH": ".:/usr/local/go/bin", "CGO_ENABLED": "1"}, files={"/home/gopher/gcc": program(elf())}
    )
    assert chosen(host).file is None


@pytest.mark.parametrize(
    ("triple", "pair"),
    [
        ("x86_64-linux-musl", ("linux", "amd64")),
        ("i686-w64-mingw32", ("windows", "386")),
        ("arm64-apple-darwin23", ("darwin", "arm64")),
        ("riscv64-linux-gnu", ("linux", "riscv64")),
        ("musl", ("", "")),
    ],
)
def test_triples_in_go_s_words(triple: str, pair: tuple[str, str]) -> None:
    assert (goos_of(triple), goarch_of(triple)) == pair

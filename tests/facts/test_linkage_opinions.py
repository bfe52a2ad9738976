"""facts.linkage_opinions: what ldd and otool see of a program's libraries is compared with what its headers name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.binfmt import Binary
from goverify.facts import Facts
from goverify.facts.linkage_opinions import ldd_opinion, otool_opinion
from goverify.facts.second_opinions import Opinion
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.binfmt.builders import elf, identified, macho
from tests.debs import gccgo_root
from tests.golang import run
from tests.hosts import boring, script
from tests.trees import NEWER, go_tree

GO = "/opt/go/bin/go"
TOOL = script("#!/bin/sh\n")
LOADER = "/lib64/ld-linux-x86-64.so.2"
DYNAMIC = identified(elf(interpreter=LOADER, needed=("libresolv.so.2", "libc.so.6", "ld-linux-x86-64.so.2")))
LISTED = f"""\
\tlinux-vdso.so.1 (0x00007f03ba67d000)
\tlibresolv.so.2 => /lib/x86_64-linux-gnu/libresolv.so.2 (0x00007f03ba600000)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f03ba01e000)
\t{LOADER} (0x00007f03ba67f000)
"""
LIBRARY = "/usr/lib/libSystem.B.dylib"
FOR_MACOS = identified(macho(needed=(LIBRARY,)))
HEADER = """\
Mach header
      magic  cputype cpusubtype  caps    filetype ncmds sizeofcmds      flags
MH_MAGIC_64    ARM64        ALL  0x00     EXECUTE    18       1656   NOUNDEFS DYLDLINK TWOLEVEL PIE
"""
LINKED = f"{GO}:\n\t{LIBRARY} (compatibility version 0.0.0, current version 0.0.0)\n"
OTOOL = "/Library/Developer/CommandLineTools/usr/bin/otool"


def of_ldd(told: Completed, binary: Binary = DYNAMIC) -> Opinion | None:
    host = boring("linux").but(files={"/usr/bin/ldd": TOOL}, runs=[run("ldd", told, GO)])
    return ldd_opinion(Facts(host), host.path(GO), binary)


def with_otool(told: Completed) -> RecordedHost:
    """Return a macOS host with the developer tools, whose otool says this."""
    return boring("macos").but(files={OTOOL: TOOL}, runs=[run("otool", told, "-hv", "-L", GO)])


def of_otool(host: RecordedHost, binary: Binary = FOR_MACOS) -> Opinion | None:
    return otool_opinion(Facts(host), host.path(GO), binary)


def test_ldd_that_lists_them_agrees() -> None:
    words = "ld-linux-x86-64.so.2, libc.so.6, libresolv.so.2, linux-vdso.so.1"
    assert of_ldd(Completed(0, stdout=LISTED)) == Opinion("/usr/bin/ldd", accepted=True, words=words)


def test_a_library_that_is_named_and_not_there_is_listed_all_the_same() -> None:
    said = LISTED.replace("/lib/x86_64-linux-gnu/libresolv.so.2 (0x00007f03ba600000)", "not found")
    opinion = of_ldd(Completed(0, stdout=said))
    assert opinion is not None
    assert opinion.accepted


def test_ldd_that_does_not_list_one_contradicts() -> None:
    opinion = of_ldd(Completed(0, stdout=LISTED.replace("libresolv.so.2 =>", "libother.so.1 =>")))
    assert opinion is not None
    assert not opinion.accepted


def test_the_ldd_of_musl_is_understood() -> None:
    loader = "/lib/ld-musl-x86_64.so.1"
    binary = identified(elf(interpreter=loader, needed=("libc.musl-x86_64.so.1",)))
    said = f"\t{loader} (0x7f1234567000)\n\tlibc.musl-x86_64.so.1 => {loader} (0x7f1234567000)\n"
    opinion = of_ldd(Completed(0, stdout=said), binary)
    assert opinion is not None
    assert opinion.accepted


def test_ldd_is_not_asked_about_a_static_program() -> None:
    assert of_ldd(Completed(0, stdout=LISTED), identified(elf())) is None


@pytest.mark.parametrize(
    "told",
    [Completed(1, stderr="\tnot a dynamic executable\n"), Completed(signal="SIGKILL"), Completed(0, flooded=True)],
)
def test_ldd_that_cannot_tell_is_no_witness(told: Completed) -> None:
    assert of_ldd(told) is None


def test_otool_that_sees_the_same_agrees() -> None:
    expected = Opinion(f"{OTOOL} -hv -L", accepted=True, words=f"ARM64, {LIBRARY}")
    assert of_otool(with_otool(Completed(0, stdout=HEADER + LINKED))) == expected


@pytest.mark.parametrize(
    "said",
    [
        HEADER.replace("ARM64", "X86_64") + LINKED,
        HEADER + LINKED.replace("libSystem.B", "libOther"),
        HEADER + f"{GO}:\n",
        HEADER + LINKED + "\t/usr/lib/libMore.dylib (compatibility version 1.0.0, current version 1.0.0, weak)\n",
    ],
)
def test_otool_that_sees_something_else_contradicts(said: str) -> None:
    opinion = of_otool(with_otool(Completed(0, stdout=said)))
    assert opinion is not None
    assert not opinion.accepted


@pytest.mark.parametrize("told", [Completed(1, stderr="error"), Completed(signal="SIGABRT"), Completed(0, stdout="?")])
def test_otool_that_cannot_tell_is_no_witness(told: Completed) -> None:
    assert of_otool(with_otool(told)) is None


def test_the_otool_that_opens_an_installer_is_not_started() -> None:
    assert of_otool(boring("macos").but(files={"/usr/bin/otool": TOOL})) is None


@pytest.mark.parametrize("program", ["go", "gofmt"])
def test_the_real_words_of_otool_about_a_release_agree(program: str) -> None:
    otool = shutil.which("llvm-otool") or shutil.which("llvm-otool-14")
    if otool is None:
        pytest.skip("needs LLVM's otool")
    file = go_tree(NEWER, "darwin-arm64") / "bin" / program
    said = subprocess.run([otool, "-hv", "-L", str(file)], check=True, capture_output=True, text=True, timeout=60)
    opinion = of_otool(with_otool(Completed(0, stdout=said.stdout)), identified(file.read_bytes()))
    assert opinion is not None
    assert opinion.accepted, opinion.words


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("ldd"), reason="needs Linux's ldd")
def test_the_real_words_of_ldd_about_gccgos_go_agree() -> None:
    file = Path(gccgo_root(), "usr/bin/go").resolve()
    said = subprocess.run(
        [shutil.which("ldd") or "", str(file)], check=False, capture_output=True, text=True, timeout=60
    )
    if said.returncode:
        pytest.skip(f"ldd cannot look into it here: {said.stderr.strip()}")
    binary = identified(file.read_bytes())
    assert binary.compiler == "gccgo"
    opinion = of_ldd(Completed(0, stdout=said.stdout), binary)
    assert opinion is not None
    assert opinion.accepted, opinion.words

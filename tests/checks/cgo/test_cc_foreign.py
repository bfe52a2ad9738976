"""cgo.cc-foreign: a compiler for another machine is reported; one that fits, or works, is not."""

import pytest

from goverify.checks.cgo.cc_foreign import cc_foreign
from goverify.facts import Facts, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.binfmt.elf_builder import elf
from tests.cgoing import fails, with_gcc
from tests.golang import commands, findings, level, program
from tests.hosts import BORING, boring, listed, script

CROSS = {"/usr/bin/aarch64-linux-gnu-gcc": program(elf())}
NO_SUCH = "gcc_arm64.S: Assembler messages:\ngcc_arm64.S:27: Error: no such instruction: `stp x29,x30,[sp]'"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_cgo_off(name: str) -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(cc_foreign(Facts(boring(name))))


def test_the_compiler_of_this_machine_is_fine() -> None:
    for env in ({}, {"CGO_ENABLED": "1"}, {"CC": "gcc"}):
        assert findings(cc_foreign, with_gcc(**env)) == []


def test_the_native_compiler_cannot_build_for_another_processor() -> None:
    [finding] = findings(cc_foreign, with_gcc(CGO_ENABLED="1", GOARCH="arm64"))
    assert (finding.cause, level(finding)) == ("cc-foreign", "medium")
    assert "linux/arm64" in finding.message
    assert commands(finding) == ("export CGO_ENABLED=0",)
    assert finding.fix
    assert "aarch64-linux-gnu-gcc" in finding.fix.summary
    assert "GOARCH" in finding.concerns


def test_a_cross_compiler_for_it_is_fine() -> None:
    host = with_gcc(CGO_ENABLED="1", GOARCH="arm64", CC="aarch64-linux-gnu-gcc").but(files=CROSS)
    assert findings(cc_foreign, host) == []


def test_clang_is_aimed_by_a_flag() -> None:
    clang = {"/usr/bin/clang": program(elf())}
    host = with_gcc(CGO_ENABLED="1", GOARCH="arm64", CC="clang --target=aarch64-linux-gnu").but(files=clang)
    assert findings(cc_foreign, host) == []


def test_one_compiler_makes_code_of_both_widths() -> None:
    assert findings(cc_foreign, with_gcc(CGO_ENABLED="1", GOARCH="386")) == []


def test_a_cross_compiler_left_over_is_reported_under_its_variable() -> None:
    host = with_gcc(fails(NO_SUCH, with_usual=True), CC="aarch64-linux-gnu-gcc").but(files=CROSS)
    [finding] = findings(cc_foreign, host)
    assert (finding.subject, commands(finding)) == ("CC", ("unset CC",))
    assert "linux/arm64" in finding.message


def test_a_name_of_another_machine_is_no_fault_where_all_goes_well() -> None:
    assert findings(cc_foreign, with_gcc(CC="aarch64-linux-gnu-gcc").but(files=CROSS)) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (NO_SUCH, "no such instruction"),
        ("cc1.exe: sorry, unimplemented: 64-bit mode not compiled in", "64-bit mode"),
        ("clang: error: unsupported option '-mthreads' for target 'x86_64-pc-windows-msvc'", "-mthreads"),
    ],
)
def test_what_a_compiler_for_another_machine_says_is_read(words: str, told: str) -> None:
    [finding] = findings(cc_foreign, with_gcc(fails(words), CGO_ENABLED="1"))
    assert (str(finding.subject), told in finding.message) == ("/usr/bin/gcc", True)


def test_a_program_for_a_c_library_that_is_not_here_is_reported() -> None:
    loader = "/lib/ld-musl-x86_64.so.1"
    files = {"/usr/bin/musl-gcc": program(elf()), "<scratch>/cgo/program": program(elf(interpreter=loader))}
    runs = {"<scratch>/cgo/program": Completed(error="ENOENT")}
    [finding] = findings(cc_foreign, with_gcc(runs, CC="musl-gcc").but(files=files))
    assert loader in finding.message
    assert commands(finding) == ("unset CC",)


@pytest.mark.parametrize("folder", [r"C:\cygwin64\bin", r"C:\msys64\usr\bin"])
def test_compilers_of_other_worlds_on_windows_are_reported(folder: str) -> None:
    [finding] = findings(cc_foreign, on_windows(rf"{folder}\gcc.exe"))
    assert finding.cause == "cc-foreign"


def test_mingw_is_fine_on_windows() -> None:
    assert findings(cc_foreign, on_windows(r"C:\msys64\ucrt64\bin\gcc.exe")) == []


@pytest.mark.parametrize(
    ("target", "fits"), [("mingw32", False), ("i686-w64-mingw32", False), ("x86_64-w64-mingw32", True)]
)
def test_a_gcc_whose_targets_have_32_bits_alone_is_reported(target: str, fits: bool) -> None:
    host = on_windows(r"C:\MinGW\bin\gcc.exe").but(files={rf"C:\MinGW\lib\gcc\{target}": listed("6.3.0")})
    assert (findings(cc_foreign, host) == []) is fits


def test_cl_is_no_compiler_for_go() -> None:
    [finding] = findings(cc_foreign, on_windows(r"C:\VC\bin\cl.exe"))
    assert "MSVC" in finding.message


def on_windows(file: str) -> RecordedHost:
    """Return a Windows host with that compiler in CC, which builds nothing."""
    go = r"C:\Program Files\Go\bin\go.exe"
    names = ("cgo", "cgo-without-flags", "cgo-usual-compiler")
    runs = {
        (go, "build", "-buildvcs=false", "-o", rf"<scratch>\{name}\program.exe", "."): Completed(1) for name in names
    }
    return boring("windows").but(env={"CGO_ENABLED": "1", "CC": file}, files={file: script("MZ")}, runs=runs)


def test_a_compiler_before_apples_that_lacks_the_sdk_is_reported() -> None:
    go = "/usr/local/go/bin/go"
    runs = {
        f"{go} build -buildvcs=false -o <scratch>/{name}/program .": Completed(
            1, stderr="_cgo_export.c:3:10: fatal error: 'stdlib.h' file not found\n"
        )
        for name in ("cgo", "cgo-without-flags", "cgo-usual-compiler")
    }
    tools = "/Library/Developer/CommandLineTools"
    files = {
        "/usr/local/bin/clang": script("x"),
        "/usr/bin/clang": script("x"),
        f"{tools}/usr/bin/clang": script("x"),
        f"{tools}/SDKs/MacOSX.sdk/SDKSettings.json": script("{}"),
    }
    host = boring("macos").but(env={"CGO_ENABLED": "1"}, files=files, runs=runs)
    [finding] = findings(cc_foreign, host)
    assert "not Apple's" in finding.message
    assert commands(finding) == ("export CC=/usr/bin/clang",)

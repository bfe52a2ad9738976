"""cgo.cc-invalid: a compiler that is named in vain or does not run is reported; one that is there is not."""

import pytest

from goverify.checks.cgo.cc_invalid import cc_invalid
from goverify.facts import Facts, Unavailable
from goverify.facts.cgo.compiler import compiler
from goverify.facts.cgo.trial import cgo_trial
from tests.binfmt.elf_builder import elf
from tests.cgoing import GCC, PROJECT, fails, with_gcc, without
from tests.golang import Files, commands, findings, level, program
from tests.hosts import BORING, boring, link, script, text

ENV_FILE = "/home/gopher/.config/go/env"
AARCH64 = 183


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_cgo_off(name: str) -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(cc_invalid(Facts(boring(name))))


@pytest.mark.parametrize("value", ["/opt/llvm/bin/clang", "musl-gcc", "ccache gcc"])
def test_a_compiler_that_is_named_in_vain_is_reported(value: str) -> None:
    [finding] = findings(cc_invalid, with_gcc(CC=value))
    assert (finding.cause, finding.subject, level(finding)) == ("cc-invalid", "CC", "high")
    assert f"CC={value}" in finding.message
    assert commands(finding) == ("unset CC",)


def test_one_in_the_go_env_file_is_named_with_the_file() -> None:
    host = with_gcc().but(files={ENV_FILE: text("CGO_ENABLED=1\nCC=musl-gcc\n")})
    [finding] = findings(cc_invalid, host)
    assert ENV_FILE in finding.message
    assert finding.fix
    assert "musl-tools" in finding.fix.summary


@pytest.mark.parametrize("value", ["gcc", "/usr/bin/gcc -O2", "'/usr/bin/gcc'", "ccache gcc"])
def test_a_compiler_that_is_there_is_fine(value: str) -> None:
    host = with_gcc(CC=value).but(files={"/usr/bin/ccache": program(elf())})
    assert findings(cc_invalid, host) == []


def test_a_launcher_that_goes_by_the_compilers_name_is_fine() -> None:
    files: Files = {"/usr/bin/ccache": program(elf()), "/usr/local/bin/gcc": link("../../bin/ccache")}
    assert findings(cc_invalid, with_gcc().but(files=files)) == []


def test_a_launcher_without_a_compiler_is_reported() -> None:
    host = with_gcc(CC="ccache gcc-9").but(files={"/usr/bin/ccache": program(elf())})
    [finding] = findings(cc_invalid, host)
    assert "launcher" in finding.message


def test_where_cgo_is_off_a_leftover_name_does_no_harm() -> None:
    with pytest.raises(Unavailable):
        list(cc_invalid(Facts(with_gcc(CC="/gone/cc", CGO_ENABLED="0"))))


def test_a_compiler_for_another_processor_is_reported() -> None:
    host = with_gcc(CC="/opt/cc").but(files={"/opt/cc": program(elf(machine=AARCH64))})
    [finding] = findings(cc_invalid, host)
    assert "arm64 processors" in finding.message


def test_the_usual_compiler_for_another_processor_is_reported_too() -> None:
    [finding] = findings(cc_invalid, with_gcc().but(files={GCC: program(elf(machine=AARCH64))}))
    assert (finding.cause, str(finding.subject)) == ("cc-invalid", "/usr/bin/gcc")


@pytest.mark.parametrize("words", ['#!/bin/bash\nexec /opt/cross/bin/gcc "$@"\n', '#!/opt/gone/sh\ngcc "$@"\n'])
def test_a_script_that_starts_what_is_gone_is_reported(words: str) -> None:
    shell = {"/usr/bin/bash": script("x"), "/opt/cc": script(words)}
    [finding] = findings(cc_invalid, with_gcc(CC="/opt/cc").but(files=shell))
    assert "/opt/" in finding.message
    assert "which needs" in finding.message


def test_a_script_of_the_users_own_is_not_run() -> None:
    own = {"/home/gopher/cc": script('#!/bin/bash\nexec gcc "$@"\n'), "/usr/bin/bash": script("x")}
    host = with_gcc(fails("odd"), CC="/home/gopher/cc").but(files=own)
    assert findings(cc_invalid, host) == []
    with pytest.raises(Unavailable, match="was not run"):
        Facts(host)(cgo_trial)


def test_cplusplus_is_a_trifle_where_there_is_none() -> None:
    [finding] = findings(cc_invalid, with_gcc(CXX="clang++-19"))
    assert (finding.subject, level(finding)) == ("CXX", "low")


def test_cplusplus_matters_where_the_project_has_some() -> None:
    files = PROJECT | {"/home/gopher/x.cc": text("int x;\n")}
    [finding] = findings(cc_invalid, with_gcc(CXX="clang++-19").but(files=files))
    assert level(finding) == "high"


def test_a_driver_without_its_compiler_is_reported() -> None:
    runs = fails("gcc: fatal error: cannot execute 'cc1': execvp: No such file or directory\ncompilation terminated.")
    [finding] = findings(cc_invalid, without("/usr/lib/gcc/x86_64-linux-gnu/12/cc1", runs=runs))
    assert (finding.cause, "cc1" in finding.message) == ("cc-invalid", True)
    assert commands(finding) == ("sudo apt-get install -y --reinstall gcc-12 cpp-12",)


def test_what_makes_no_objects_is_reported_under_its_variable() -> None:
    runs = fails("cgo: cannot parse $WORK/b001/_cgo_.o as ELF, Mach-O, PE or XCOFF", with_usual=True)
    host = with_gcc(runs, CC="/usr/bin/true").but(files={"/usr/bin/true": program(elf())})
    [finding] = findings(cc_invalid, host)
    assert (finding.subject, "CC=/usr/bin/true" in finding.message) == ("CC", True)


@pytest.mark.parametrize("value", [r"C:\mingw64\bin\gcc", r"C:\mingw64\bin\gcc.exe", "gcc", "gcc.exe"])
def test_windows_finds_a_compiler_with_its_ending(value: str) -> None:
    env = {"CGO_ENABLED": "1", "CC": value, "Path": r"C:\Program Files\Go\bin;C:\mingw64\bin"}
    host = boring("windows").but(env=env, files={r"C:\mingw64\bin\gcc.exe": script("MZ")})
    assert Facts(host)(compiler, "CC").file == host.path(r"C:\mingw64\bin\gcc.exe")


def test_a_path_with_a_blank_needs_quotes_on_windows() -> None:
    host = boring("windows").but(env={"CGO_ENABLED": "1", "CC": r"C:\Program Files\LLVM\bin\clang.exe"})
    [finding] = findings(cc_invalid, host)
    assert "needs quotes" in finding.message


def test_a_path_with_a_blank_is_shown_with_its_quotes() -> None:
    [finding] = findings(cc_invalid, with_gcc(CC="/opt/my tools/gcc"))
    assert finding.fix
    assert "CC=\"'/opt/my tools/gcc'\"" in finding.fix.summary


def test_a_broken_wrapper_makes_way_for_the_compiler_that_it_hides() -> None:
    wrapper = {"/usr/local/bin/gcc": script("#!/opt/gone/perl\n")}
    host = with_gcc(PATH="/usr/local/go/bin:/usr/local/bin:/usr/bin").but(files=wrapper)
    [finding] = findings(cc_invalid, host)
    assert "/usr/local/bin/gcc" in finding.message
    assert commands(finding) == ("export CC=/usr/bin/gcc",)


def test_where_the_usual_compiler_works_the_setting_goes_and_nothing_is_installed() -> None:
    runs = fails("ccache: error: Failed to create directory /root/.ccache/tmp: Permission denied", with_usual=True)
    host = with_gcc(runs, CC="ccache gcc").but(files={"/usr/bin/ccache": program(elf()), **PROJECT})
    [finding] = findings(cc_invalid, host)
    assert "Failed to create directory /root/.ccache" in finding.message
    assert commands(finding) == ("unset CC",)


@pytest.mark.parametrize("variable", ["CC", "CXX", "FC"])
@pytest.mark.parametrize("value", ["./tools/cc", "tools/cc -O2", "~/bin/gcc", "'gcc"])
@pytest.mark.parametrize("switch", ["0", "1"])
def test_what_go_refuses_before_any_build_is_critical(variable: str, value: str, switch: str) -> None:
    there = {"/home/gopher/tools/cc": program(elf())}
    host = with_gcc(CGO_ENABLED=switch, **{variable: value}).but(files=there, cwd="/home/gopher")
    [finding] = findings(cc_invalid, host)
    assert (finding.cause, finding.subject, level(finding)) == ("cc-invalid", variable, "critical")
    assert "every build fails" in finding.message
    assert commands(finding) == (f"unset {variable}",)


def test_a_launcher_without_any_words_behind_it_is_no_compiler() -> None:
    host = with_gcc(CC="ccache").but(files={"/usr/bin/ccache": program(elf())})
    [finding] = findings(cc_invalid, host)
    assert "names the launcher ccache, and the compiler behind it is not found" in finding.message

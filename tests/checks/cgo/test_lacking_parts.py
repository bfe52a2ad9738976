"""cgo.headers, cgo.start-files, cgo.linker: each reports its own part where a build shows that it is lacking, and no other."""

import pytest

from goverify.checks.cgo.headers import headers
from goverify.checks.cgo.linker import linker
from goverify.checks.cgo.start_files import start_files
from goverify.facts import Facts, Unavailable
from tests.cgoing import PROJECT, fails, with_gcc, without
from tests.golang import CheckFunction, commands, findings, level
from tests.hosts import BORING, boring

CHECKS: tuple[CheckFunction, ...] = (headers, start_files, linker)
HEADER = "/usr/include/stdlib.h"

CASES = [
    (headers, "_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory", "stdlib.h"),
    (headers, "_cgo_export.c:3:10: fatal error: 'stdlib.h' file not found", "stdlib.h"),
    (headers, "/usr/include/features.h:461:12: fatal error: sys/cdefs.h: No such file or directory", "sys/cdefs.h"),
    (start_files, "/usr/bin/ld: cannot find Scrt1.o: No such file or directory", "Scrt1.o"),
    (start_files, "/usr/bin/ld: cannot find -lpthread: No such file or directory", "-lpthread"),
    (start_files, "ld.lld: error: cannot open crt1.o: No such file or directory", "crt1.o"),
    (start_files, "ld.lld: error: unable to find library -lc", "-lc"),
    (linker, "collect2: fatal error: cannot find 'ld'", "ld"),
    (linker, "gcc: fatal error: cannot execute 'as': execvp: No such file or directory", "as"),
    (linker, "gcc: error trying to exec 'as': execvp: No such file or directory", "as"),
    (linker, "clang: error: invalid linker name in argument '-fuse-ld=mold'", "mold"),
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_cgo_off(check: CheckFunction, name: str) -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(check(Facts(boring(name))))


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_is_built_where_all_parts_are_there_and_nothing_needs_c(check: CheckFunction) -> None:
    with pytest.raises(Unavailable, match="nothing here needs cgo"):
        list(check(Facts(with_gcc())))


@pytest.mark.parametrize("check", CHECKS)
def test_where_a_program_with_c_is_built_all_is_well(check: CheckFunction) -> None:
    for host in (with_gcc().but(files=PROJECT), without(HEADER), with_gcc(CGO_ENABLED="1")):
        assert findings(check, host) == []


@pytest.mark.parametrize(("guilty", "words", "what"), CASES)
def test_each_part_is_named_by_the_check_for_it(guilty: CheckFunction, words: str, what: str) -> None:
    for check in CHECKS:
        found = findings(check, without(HEADER, runs=fails(words)))
        assert [what in finding.message for finding in found] == ([True] if check is guilty else [])


def test_the_packages_are_those_of_the_part() -> None:
    texts = {headers: CASES[0][1], start_files: CASES[3][1], linker: CASES[7][1]}
    packages = {
        check: commands(findings(check, without(HEADER, runs=fails(words)))[0]) for check, words in texts.items()
    }
    library = ("sudo apt-get install -y --reinstall libc6-dev linux-libc-dev",)
    assert packages == {
        headers: library,
        start_files: library,
        linker: ("sudo apt-get install -y --reinstall binutils",),
    }


@pytest.mark.parametrize("words", ["cannot find crtbeginS.o: No such file or directory", "cannot find -lgcc"])
def test_what_gcc_brings_itself_comes_with_another_package(words: str) -> None:
    host = without("/usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a", runs=fails(f"/usr/bin/ld: {words}"))
    [finding] = findings(start_files, host)
    assert commands(finding) == ("sudo apt-get install -y --reinstall libgcc-12-dev",)


def test_a_part_is_lacking_for_programs_without_c_of_their_own_too() -> None:
    [finding] = findings(headers, without(HEADER, runs=fails(CASES[0][1])))
    assert level(finding) == "high"
    assert "package net" in finding.detail


def test_where_another_compiler_was_chosen_and_lacks_them_that_choice_is_undone() -> None:
    runs = fails(CASES[0][1], with_usual=True)
    [finding] = findings(headers, with_gcc(runs, CC="/usr/bin/x86_64-linux-gnu-gcc-12"))
    assert (finding.subject, commands(finding)) == ("CC", ("unset CC",))


def test_a_header_of_somebody_elses_flags_is_not_the_c_librarys() -> None:
    runs = fails(CASES[0][1], without_flags=True)
    assert findings(headers, with_gcc(runs, CGO_CFLAGS="-nostdinc")) == []

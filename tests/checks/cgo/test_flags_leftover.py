"""cgo.flags-leftover: flags that break builds are reported under their variable; flags that do not are no fault."""

import pytest

from goverify.checks.cgo.flags_leftover import flags_leftover
from goverify.facts import Facts, Unavailable
from tests.cgoing import fails, with_gcc
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, folder, text

MARCH = "cc1: error: bad value ('armv8-a+crc') for '-march=' switch"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_cgo_off(name: str) -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(flags_leftover(Facts(boring(name))))


def test_where_no_flags_are_set_there_is_nothing_to_judge() -> None:
    for env in ({}, {"CGO_CFLAGS": "-O2 -g"}):
        with pytest.raises(Unavailable, match="no flags"):
            list(flags_leftover(Facts(with_gcc(**env))))


def test_flags_of_another_processor_are_reported() -> None:
    host = with_gcc(fails(MARCH, without_flags=True), CGO_CFLAGS="-O2 -march=armv8-a+crc")
    [finding] = findings(flags_leftover, host)
    assert (finding.cause, finding.subject, level(finding)) == ("cgo-flags-leftover", "CGO_CFLAGS", "high")
    assert "armv8-a" in finding.message
    assert commands(finding) == ("unset CGO_CFLAGS",)


def test_of_several_settings_the_one_in_the_failure_is_blamed() -> None:
    words = "/usr/bin/ld: cannot find -lclntsh: No such file or directory"
    env = {"CGO_CFLAGS": "-O1", "CGO_LDFLAGS": "-L/opt/oracle/lib -lclntsh"}
    host = with_gcc(fails(words, without_flags=True), **env).but(files={"/opt/oracle/lib": folder()})
    [finding] = findings(flags_leftover, host)
    assert finding.subject == "CGO_LDFLAGS"


def test_flags_in_the_go_env_file_are_named_with_it() -> None:
    stored = {"/home/gopher/.config/go/env": text("CGO_CFLAGS=-march=armv8-a+crc\n")}
    [finding] = findings(flags_leftover, with_gcc(fails(MARCH, without_flags=True)).but(files=stored))
    assert "/home/gopher/.config/go/env" in finding.message


def test_flags_that_break_nothing_are_fine() -> None:
    assert findings(flags_leftover, with_gcc(CGO_CFLAGS="-O3 -Wall", CGO_LDFLAGS="-lm")) == []


def test_flags_are_not_blamed_where_builds_fail_without_them_too() -> None:
    assert findings(flags_leftover, with_gcc(fails("fatal error: cannot execute 'cc1'"), CGO_CFLAGS="-O3")) == []


@pytest.mark.parametrize("value", ["-I/usr/local/opt/openssl/include", "-isystem /opt/gone", "-O2 -I/opt/gone"])
def test_a_folder_that_is_gone_is_untidy(value: str) -> None:
    [finding] = findings(flags_leftover, with_gcc(CGO_CFLAGS=value))
    assert (finding.subject, level(finding)) == ("CGO_CFLAGS", "low")


def test_a_folder_that_is_there_is_fine() -> None:
    host = with_gcc(CGO_CFLAGS="-I/opt/here -Iinclude -I ${SRCDIR}").but(files={"/opt/here": folder()})
    assert findings(flags_leftover, host) == []


def test_a_pattern_that_go_cannot_read_is_reported() -> None:
    words = "go: parsing $CGO_CFLAGS_ALLOW: error parsing regexp: missing argument to repetition operator: `*`"
    host = with_gcc(fails(words, without_flags=True), CGO_ENABLED="1", CGO_CFLAGS_ALLOW="*-f")
    [finding] = findings(flags_leftover, host)
    assert finding.subject == "CGO_CFLAGS_ALLOW"


def test_an_open_quote_is_reported() -> None:
    host = with_gcc(fails("panic: could not parse environment variable"), CGO_CFLAGS="-O2 '-DX=1")
    [finding] = findings(flags_leftover, host)
    assert "quote" in finding.message


def test_what_compilers_read_by_themselves_is_blamed_too() -> None:
    runs = fails("gcc: fatal error: cannot execute 'cc1'", without_flags=True)
    [finding] = findings(flags_leftover, with_gcc(runs, CGO_ENABLED="1", GCC_EXEC_PREFIX="/opt/x/lib/gcc/"))
    assert (finding.subject, commands(finding)) == ("GCC_EXEC_PREFIX", ("unset GCC_EXEC_PREFIX",))


def test_where_cgo_is_off_flags_do_no_harm() -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(flags_leftover(Facts(with_gcc(CGO_ENABLED="0", CGO_CFLAGS="-march=armv8-a"))))

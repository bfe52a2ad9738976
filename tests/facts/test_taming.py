"""facts.taming: the user's settings stay as they are, but for what starts programs or belongs to one project."""

from pathlib import PurePath

import pytest

from goverify.facts import Facts
from goverify.facts.taming import split_flags, tamed, without_dropped
from goverify.host.paths import read_text
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, text

ENV_FILE = "/home/gopher/.config/go/env"
CHECKOUT = "/home/gopher/src/hello"


def stored(lines: str, **env: str) -> RecordedHost:
    """Return a host with these lines in its go env file."""
    return boring("linux").but(files={ENV_FILE: text(lines)}, env=env)


def file_for(host: RecordedHost) -> str:
    """Return the text of the go env file that go is given."""
    ask = Facts(host)
    return read_text(host, host.path(ask(tamed)["GOENV"])) or ""


@pytest.mark.parametrize(
    ("flags", "fields"),
    [
        ("", []),
        ("  -a\t-b\n-c\r", ["-a", "-b", "-c"]),
        ("'-ldflags=-w -s' -v", ["-ldflags=-w -s", "-v"]),
        ("\"-ldflags=-X main.a='b'\"", ["-ldflags=-X main.a='b'"]),
        ("-ldflags='-w -s'", ["-ldflags='-w", "-s'"]),
        ("-x='a -y", ["-x='a", "-y"]),
        ("'-a'-b", ["-a", "-b"]),
        (r"-a\ b", ["-a\\", "b"]),
        ("'-a b", None),
        ('-a "', None),
    ],
)
def test_flags_are_taken_apart_as_go_does_it(flags: str, fields: list[str] | None) -> None:
    assert split_flags(flags) == fields


@pytest.mark.parametrize(
    "flags",
    [
        "-toolexec=/evil",
        "--toolexec=/evil",
        "'-toolexec=/evil arg'",
        '"--toolexec=/evil arg"',
        "-ldflags='a -toolexec=/evil",
        "-x='a\" -toolexec=/evil",
        "-tags=a\v-toolexec=/evil",
        "-toolexec",
        "-toolexec=",
    ],
)
def test_no_spelling_of_toolexec_is_kept(flags: str) -> None:
    assert "toolexec" not in without_dropped(flags)


def test_a_flag_that_cannot_be_split_is_left_for_go_to_refuse() -> None:
    assert without_dropped("'-toolexec=/evil") == "'-toolexec=/evil"


def test_other_flags_are_kept_as_they_were_meant() -> None:
    flags = """-mod=mod '-ldflags=-w -s' "-gcflags=it's" -tags=a,b"""
    kept = without_dropped(
        f"{flags} -modfile=x.mod -overlay=o.json -pgo=p -C=/x -work -n -a -x -json -exec=e -vettool=v"
    )
    assert split_flags(kept) == split_flags(flags)


def test_a_bogus_flag_stays_for_go_to_complain_about() -> None:
    assert without_dropped("-bogus mod=mod") == "-bogus mod=mod"


def test_nothing_but_the_cache_program_is_changed_where_nothing_is_set() -> None:
    assert Facts(boring("linux"))(tamed) == {"GOCACHEPROG": ""}


def test_flags_of_the_environment_are_tamed() -> None:
    changes = Facts(boring("linux").but(env={"GOFLAGS": "-v -toolexec=/evil"}))(tamed)
    assert changes["GOFLAGS"] == "-v"


def test_go_is_given_a_copy_of_the_go_env_file_without_programs() -> None:
    host = stored("GOFLAGS=-v -toolexec=/evil\nGOCACHEPROG=/evil\nGOPROXY=https://proxy.example\r\nnot a setting\n")
    assert file_for(host) == "GOPROXY=https://proxy.example\r\n"
    assert Facts(host)(tamed)["GOFLAGS"] == "-v"


def test_the_file_is_replaced_even_where_it_looks_harmless() -> None:
    host = stored("GOTMPDIR=/var/tmp\n")
    assert PurePath(Facts(host)(tamed)["GOENV"]).is_relative_to("<scratch>")
    assert file_for(host) == "GOTMPDIR=/var/tmp\n"


def test_flags_of_the_environment_hide_those_of_the_file() -> None:
    host = stored("GOFLAGS=-toolexec=/evil\n", GOFLAGS="-mod=mod")
    assert Facts(host)(tamed)["GOFLAGS"] == "-mod=mod"
    assert "toolexec" not in file_for(host)


def test_an_empty_variable_does_not_let_the_files_flags_through() -> None:
    host = stored("GOFLAGS=-toolexec=/evil\n", GOFLAGS="")
    assert Facts(host)(tamed)["GOFLAGS"] == ""
    assert "toolexec" not in file_for(host)


def test_a_file_that_is_turned_off_is_not_brought_back() -> None:
    assert "GOENV" not in Facts(stored("GOPROXY=direct\n", GOENV="off"))(tamed)


@pytest.mark.parametrize(
    "flags",
    [
        "'-ldflags=-linkmode=external -extld=/evil'",
        "'-ldflags=all=-extld /evil'",
        "-gcflags=-cpuprofile=/home/gopher/.profile",
        "-ldflags=-tmpdir=/home/gopher",
        "-pkgdir=/home/gopher",
        "-debug-trace=/home/gopher/.profile",
    ],
)
def test_flags_of_tools_that_start_or_write_something_are_not_kept(flags: str) -> None:
    assert without_dropped(f"{flags} -v") == "-v"


def test_flags_of_the_linker_that_do_neither_are_kept() -> None:
    flags = "'-ldflags=-s -w -X main.version=1 -linkmode=external -extldflags=-static -B gobuildid'"
    assert split_flags(without_dropped(flags)) == split_flags(flags)


def with_compiler(path: str, value: str) -> RecordedHost:
    """Return a host in whose current folder a project stands, where CC names a program that is there."""
    there = {f"{CHECKOUT}/go.mod": text("module hello\n"), path: text("#!/bin/sh\n")}
    return boring("linux").but(cwd=CHECKOUT, files=there, env={"CC": value})


@pytest.mark.parametrize("value", ["./cc", f"{CHECKOUT}/cc", f"ccache {CHECKOUT}/cc", f"'{CHECKOUT}/cc' -m64"])
def test_a_compiler_of_the_project_is_not_used(value: str) -> None:
    assert Facts(with_compiler(f"{CHECKOUT}/cc", value))(tamed)["CC"] == ""


def test_a_compiler_of_the_system_stays() -> None:
    assert "CC" not in Facts(with_compiler("/usr/bin/gcc-14", "gcc-14"))(tamed)


def test_a_stored_compiler_that_is_a_script_is_not_used() -> None:
    host = stored("CC=/home/gopher/cc\nGOPROXY=direct\n").but(files={"/home/gopher/cc": text("#!/bin/sh\n")})
    assert Facts(host)(tamed)["CC"] == ""
    assert file_for(host) == "GOPROXY=direct\n"


def test_folders_of_path_that_others_fill_are_not_searched() -> None:
    host = boring("linux")
    changes = Facts(host.but(env={"PATH": f".:{host.env['PATH']}:"}))(tamed)
    assert changes["PATH"] == host.env["PATH"]

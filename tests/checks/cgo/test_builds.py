"""cgo.builds: a program with C that fails is reported, under its deeper cause where there is one; one that runs is not."""

import pytest

from goverify.catalog import load, select
from goverify.checks.cgo.builds import builds
from goverify.diagnosis import diagnose
from goverify.facts import Allowances, Blocked, Facts, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.model import Evidence
from goverify.runner import run_check
from tests.binfmt.elf_builder import elf
from tests.cgoing import PROJECT, fails, with_gcc, without
from tests.golang import Files, findings, level, program
from tests.hosts import BORING, boring, folder, text


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_cgo_off(name: str) -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(builds(Facts(boring(name))))


def test_nothing_is_built_where_nothing_needs_it() -> None:
    with pytest.raises(Unavailable, match="--deep"):
        list(builds(Facts(with_gcc())))


def test_more_proof_is_given_on_demand() -> None:
    seen = list(builds(Facts(with_gcc(), Allowances(deep=True))))
    assert [isinstance(item, Evidence) for item in seen] == [True, True]


def test_what_the_program_was_linked_against_is_told() -> None:
    files = {"<scratch>/cgo/program": program(elf(interpreter="/lib64/ld-linux-x86-64.so.2"))}
    *_, told = builds(Facts(with_gcc(CGO_ENABLED="1").but(files=files)))
    assert isinstance(told, Evidence)
    assert "glibc" in told.observed


def test_a_failure_without_telling_words_is_reported() -> None:
    [finding] = findings(builds, with_gcc(fails("odd"), CGO_ENABLED="1"))
    assert (finding.cause, str(finding.subject), level(finding)) == ("cgo-build-fails", "/usr/bin/gcc", "high")
    assert "odd" in finding.message


def test_a_program_that_says_something_else_is_reported() -> None:
    [finding] = findings(builds, with_gcc({"<scratch>/cgo/program": Completed(0, stdout="43\n")}, CGO_ENABLED="1"))
    assert "prints '43'" in finding.message


def test_the_deeper_cause_stands_above() -> None:
    words = "_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory"
    [first, *others] = causes_of(without("/usr/include/stdlib.h", runs=fails(words)))
    assert (first, others) == ("libc-headers-missing", [])


def test_flags_to_blame_stand_above() -> None:
    host = with_gcc(fails("bad value ('x') for '-march='", without_flags=True), CGO_CFLAGS="-march=x")
    assert causes_of(host) == ["cgo-flags-leftover"]


def causes_of(host: RecordedHost) -> list[str]:
    """Return the causes that all checks of cgo come to on a host."""
    facts = Facts(host)
    return [each.cause for each in diagnose([run_check(load(id_), facts) for id_ in select(("cgo",))])]


def test_cgo_turned_off_under_code_that_needs_it_is_reported() -> None:
    [finding] = findings(builds, with_gcc(CGO_ENABLED="0").but(files=PROJECT))
    assert (finding.subject, level(finding)) == ("CGO_ENABLED", "high")
    assert "CGO_ENABLED=0" in finding.message


def test_cgo_turned_off_where_a_module_wants_it_weighs_less() -> None:
    line = "module example.test/app\n\ngo 1.27\n\nrequire github.com/mattn/go-sqlite3 v1.14.24\n"
    [finding] = findings(builds, with_gcc(CGO_ENABLED="0").but(files={"/home/gopher/go.mod": text(line)}))
    assert level(finding) == "medium"


def test_pkg_config_is_missed_where_the_project_asks_for_it() -> None:
    code = text('package main\n\n// #cgo pkg-config: zlib\nimport "C"\n')
    [finding] = findings(builds, with_gcc().but(files=PROJECT | {"/home/gopher/main.go": code}))
    assert (finding.subject, "pkg-config" in finding.message) == ("pkg-config", True)
    installed = with_gcc().but(files=PROJECT | {"/home/gopher/main.go": code, "/usr/bin/pkg-config": program(elf())})
    assert findings(builds, installed) == []


@pytest.mark.parametrize(
    "env",
    [
        {"CGO_CFLAGS": "-fplugin=/tmp/x.so"},
        {"CGO_LDFLAGS": "-B/tmp/x"},
        {"CC": "gcc -wrapper /tmp/x"},
        {"CGO_ENABLED": "1", "COMPILER_PATH": "/tmp/x"},
        {"CC": "./gcc"},
    ],
)
def test_what_settings_make_a_compiler_load_is_not_run(env: dict[str, str]) -> None:
    strange: Files = {"/tmp/x": folder(mode=0o777), "/home/gopher/gcc": program(elf())}
    with pytest.raises(Blocked):
        list(builds(Facts(with_gcc(fails("was run"), **env).but(files=strange))))
    allowed = Facts(with_gcc(fails("was run"), **env).but(files=strange), Allowances(run_unknown=True))
    assert any(not isinstance(item, Evidence) for item in builds(allowed))

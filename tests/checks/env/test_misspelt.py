"""env.misspelt: names next to a setting of Go are reported; those of other programs and set beside it are not."""

import pytest

from goverify.checks.env.misspelt import misspelt
from tests.checks.env.stored import STORED, with_env, with_source, with_stored
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(misspelt, boring(name))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("GOPORXY", "GOPROXY"),
        ("GO_PROXY", "GOPROXY"),
        ("GOPATHS", "GOPATH"),
        ("GO111MODULES", "GO111MODULE"),
        ("GO11MODULE", "GO111MODULE"),
        ("GOFLAG", "GOFLAGS"),
        ("CGOENABLED", "CGO_ENABLED"),
        ("CGO_ENABLE", "CGO_ENABLED"),
        ("GOMAXPROC", "GOMAXPROCS"),
        ("G0PROXY", "GOPROXY"),
        ("GOTOOLCAHIN", "GOTOOLCHAIN"),
        ("GONOSUMCHECK", "GONOSUMDB"),
        ("goproxy", "GOPROXY"),
        ("GoFlags", "GOFLAGS"),
    ],
)
def test_a_slip_is_reported_with_what_was_meant(name: str, meant: str) -> None:
    [finding] = findings(misspelt, with_env(**{name: "x"}))
    assert (finding.cause, finding.subject, level(finding)) == ("env-misspelt", name, "low")
    assert finding.fix
    assert f"Set {meant}=x" in finding.fix.summary
    assert commands(finding) == (f"unset {name}",)


@pytest.mark.parametrize(
    "name",
    """
    GOOGLE_APPLICATION_CREDENTIALS GOLANGCI_LINT_CACHE GOLANG_VERSION GOENV_ROOT GOENV_VERSION GO_ENV GO_VERSION GOROOT_1_27
    GOROOT_1_27_X64 GOPATH2 GOMAXPROCS GOMEMLIMIT GOGC GOTRACEBACK GODEBUG GORACE GOCOVERDIR GOHOME GO_GCFLAGS GOPASS GOTO
    GOVERSION GOROOT_BOOTSTRAP GO_TEST GOPATH_OLD GOKART CGO_CFLAGS_EXTRA
    """.split(),
)
def test_names_of_other_programs_are_no_fault(name: str) -> None:
    assert not findings(misspelt, with_env(**{name: "x"}))


def test_small_letters_are_the_same_to_windows() -> None:
    assert not findings(misspelt, with_env("windows", goproxy="x"))


@pytest.mark.parametrize("name", ["cc", "go", "goto", "home"])
def test_other_names_in_small_letters_are_no_fault(name: str) -> None:
    assert not findings(misspelt, with_env(**{name: "x"}))


def test_a_name_that_the_release_knows_is_no_fault() -> None:
    assert not findings(misspelt, with_source(GOPROXYS="x"))


def test_the_right_name_beside_it_settles_the_matter() -> None:
    assert not findings(misspelt, with_env(GO_PROXY="x", GOPROXY="x"))


def test_a_name_with_no_value_is_no_fault() -> None:
    assert not findings(misspelt, with_env(GOPORXY=""))


def test_a_misspelt_line_of_the_go_env_file_is_removed_there() -> None:
    [finding] = findings(misspelt, with_stored("GOPORXY=direct\n"))
    assert commands(finding) == (f"sed -i '/^GOPORXY=/d' {STORED['linux']}",)

"""env.value: values that go refuses or passes over are reported; those that it takes are not."""

import pytest

from goverify.checks.env.value import value
from goverify.model import Finding
from tests.checks.env.stored import with_env, with_source, with_stored
from tests.checks.path.looking import findings, level
from tests.hosts import BORING, boring, go_binary

GOOD = (
    ("GO111MODULE", "on"),
    ("GOAMD64", "v2"),
    ("GOARM", "7,hardfloat"),
    ("GOARM64", "v8.2,crypto"),
    ("GOTOOLCHAIN", "local"),
    ("GOTOOLCHAIN", "go1.27.3+path"),
    ("GOTOOLCHAIN", "go1.28rc1"),
    ("GOFIPS140", "v1.0.0"),
    ("CGO_ENABLED", "0"),
    ("GOMEMLIMIT", "4GiB"),
    ("GOMEMLIMIT", "off"),
    ("GOVCS", "public:git,*:all"),
    ("GOAUTH", "netrc;git /home/gopher"),
    ("GOPRIVATE", "git.corp.example,*.corp.example"),
    ("GOBIN", "/home/gopher/bin"),
    ("GOWORK", "off"),
    ("GOMODCACHE", "/var/cache/go"),
    ("GOOS", "linux"),
    ("GOARCH", "386"),
)

BAD = (
    ("GO111MODULE", "yes", "high", ""),
    ("GOAMD64", "v9", "low", ""),
    ("GOARM64", "v8", "high", "GOARM64=v8.0."),
    ("GOMIPS", "soft", "high", ""),
    ("GOTOOLCHAIN", "1.27.3", "high", "GOTOOLCHAIN=go1.27.3."),
    ("GOTOOLCHAIN", "Local", "high", "GOTOOLCHAIN=local."),
    ("GOFIPS140", "on", "high", ""),
    ("CGO_ENABLED", "yes", "low", ""),
    ("CGO_ENABLED", '"0"', "low", "CGO_ENABLED=0."),
    ("GOMEMLIMIT", "4GB", "high", "GOMEMLIMIT=4GiB."),
    ("GOMEMLIMIT", "4g", "high", "GOMEMLIMIT=4GiB."),
    ("GOVCS", "git", "high", ""),
    ("GOAUTH", "off;netrc", "high", ""),
    ("GOPRIVATE", "https://git.corp.example", "medium", ""),
    ("GONOSUMDB", "a.example b.example", "medium", ""),
    ("GOBIN", "bin", "medium", ""),
    ("GOWORK", "go.work", "high", ""),
    ("GOMODCACHE", "~/mod", "medium", ""),
    ("GOOS", "Linux", "high", "GOOS=linux."),
    ("GOOS", "macos", "high", "GOOS=darwin."),
    ("GOARCH", "x86_64", "high", "GOARCH=amd64."),
    ("GOARCH", "z80", "high", ""),
)


def found(name: str, text: str) -> list[Finding]:
    """Return what is found where a variable has that value."""
    return findings(value, with_source(**{name: text}))


@pytest.mark.parametrize("name", BORING)
def test_nothing_set_is_no_fault(name: str) -> None:
    assert not findings(value, boring(name))


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_what_go_takes_is_no_fault(name: str, text: str) -> None:
    assert not found(name, text)


@pytest.mark.parametrize(("name", "text", "severity", "advice"), BAD)
def test_what_go_does_not_take_is_reported(name: str, text: str, severity: str, advice: str) -> None:
    [finding] = found(name, text)
    assert (finding.cause, finding.subject, level(finding)) == ("env-value-invalid", name, severity)
    assert finding.fix
    assert finding.fix.commands == (f"unset {name}",)
    assert advice in finding.fix.summary


def test_a_carriage_return_is_named_as_such() -> None:
    [finding] = found("GOTOOLCHAIN", "local\r")
    assert "carriage return" in finding.message


@pytest.mark.parametrize(
    ("name", "text"), [("GOTOOLCHAIN", "x"), ("GOFIPS140", "x"), ("GOARM64", "v8"), ("GOAUTH", ";")]
)
def test_what_an_old_release_does_not_look_at_is_no_fault(name: str, text: str) -> None:
    host = with_env(**{name: text}).but(files={"/usr/local/go/bin/go": go_binary("go1.19.8")})
    assert not findings(value, host)


def test_an_old_release_minds_a_level_that_a_new_one_passes_over() -> None:
    host = with_env(GOAMD64="v9").but(files={"/usr/local/go/bin/go": go_binary("go1.21.13")})
    [finding] = findings(value, host)
    assert level(finding) == "high"


def test_what_the_go_env_file_cannot_give_is_not_judged_there() -> None:
    assert not findings(value, with_stored("GOMEMLIMIT=4GB\n"))


def test_without_the_release_s_list_no_system_is_unknown() -> None:
    assert not findings(value, with_env(GOOS="Linux"))


@pytest.mark.parametrize("text", [r"C:\bin", r"D:\go\bin"])
def test_windows_paths_are_absolute_there(text: str) -> None:
    assert not findings(value, with_env("windows", GOBIN=text))

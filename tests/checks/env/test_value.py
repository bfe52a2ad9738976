"""env.value: values that go refuses or passes over are reported; those that it takes are not."""

import pytest

from goverify.checks.env.value import value
from goverify.model import Finding
from tests.checks.env.stored import SOURCE, Files, with_env, with_source, with_stored
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
    ("GOTOOLCHAIN", "go1.27.3-corp+auto"),
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
    ("GO386", "387"),
    ("GOGC", "off"),
    ("GOGC", "-1"),
    ("GOMAXPROCS", "2"),
    ("GOTRACEBACK", "crash"),
    ("GOMEMLIMIT", "16MiB"),
    ("GODEBUG", "gctrace=1,tls10server=0,cgocheck=1,,unheard=2"),
    ("GOPACKAGESDRIVER", "off"),
    ("GOPACKAGESDRIVER", "/usr/local/go/bin/go"),
)

BAD = (
    ("GO111MODULE", "yes", "critical", ""),
    ("GOAMD64", "v9", "low", ""),
    ("GOARM64", "v8", "high", "GOARM64=v8.0."),
    ("GOMIPS", "soft", "high", ""),
    ("GOGC", "50%", "low", ""),
    ("GOMAXPROCS", "0", "low", ""),
    ("GOMAXPROCS", "auto", "low", ""),
    ("GOTRACEBACK", "full", "low", ""),
    ("GOMEMLIMIT", "1MiB", "medium", ""),
    ("GOMEMLIMIT", "512", "medium", ""),
    ("GODEBUG", "http2debug=1,asynctimerchan=2", "high", ""),
    ("GODEBUG", "cgocheck=2", "high", ""),
    ("GODEBUG", "gctrace", "low", ""),
    ("GOPACKAGESDRIVER", "/opt/driver", "medium", ""),
    ("GOTELEMETRY", "off", "info", ""),
    ("GOTOOLCHAIN", "1.27.3", "critical", "GOTOOLCHAIN=go1.27.3."),
    ("GOTOOLCHAIN", "Local", "critical", "GOTOOLCHAIN=local."),
    ("GOTOOLCHAIN", "gccgo-go1.28", "critical", ""),
    ("GOFIPS140", "on", "high", ""),
    ("CGO_ENABLED", "yes", "low", ""),
    ("CGO_ENABLED", '"0"', "low", "CGO_ENABLED=0."),
    ("GOMEMLIMIT", "4GB", "critical", "GOMEMLIMIT=4GiB."),
    ("GOMEMLIMIT", "4g", "critical", "GOMEMLIMIT=4GiB."),
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


@pytest.mark.parametrize(
    ("release", "name", "text", "count"),
    [
        ("go1.21.13", "GOARM", "7,softfloat", 1),
        ("go1.22.0", "GOARM", "7,softfloat", 0),
        ("go1.24.11", "GORISCV64", "rva23u64", 1),
        ("go1.25.0", "GORISCV64", "rva23u64", 0),
        ("go1.26.6", "GODEBUG", "tls10server=1", 0),
        ("go1.20.14", "GODEBUG", "cgocheck=2", 0),
        ("go1.22.0", "GOTELEMETRY", "off", 0),
    ],
)
def test_each_release_takes_its_own_values(release: str, name: str, text: str, count: int) -> None:
    host = with_env(**{name: text}).but(files={"/usr/local/go/bin/go": go_binary(release)})
    assert len(findings(value, host)) == count


def test_what_a_release_removed_is_read_from_its_own_table() -> None:
    table = '\t{Name: "newswitch", Removed: 28, Old: zero},\n\t{Name: "other", Removed: 28, Old: func(s string) bool { return s == "a" }},\n'
    host = with_env(GODEBUG="newswitch=0").but(files={f"{SOURCE}/internal/godebugs/table.go": table})
    [finding] = findings(value, host)
    assert "newswitch=0" in finding.message
    assert findings(value, host.but(env={"GODEBUG": "other=a"}))
    assert not findings(value, host.but(env={"GODEBUG": "newswitch=1,other=b"}))


@pytest.mark.parametrize(("arch", "count"), [("386", 1), ("amd64", 0)])
def test_go386_is_judged_where_builds_are_for_that_processor(arch: str, count: int) -> None:
    assert len(findings(value, with_source(GO386="387", GOARCH=arch))) == count


@pytest.mark.parametrize(("text", "count"), [("v1.0.0", 0), ("inprocess", 0), ("v1.26.0", 1), ("certified", 1)])
def test_a_cryptographic_module_must_be_in_the_tree(text: str, count: int) -> None:
    modules: Files = {f"/usr/local/go/lib/fips140/{name}": "" for name in ("v1.0.0.zip", "inprocess.txt")}
    found = findings(value, with_env(GOFIPS140=text).but(files=modules))
    assert [level(finding) for finding in found] == ["high"] * count


def test_a_gobin_that_is_a_file_is_reported_and_one_that_is_yet_to_be_made_is_not() -> None:
    host = with_env(GOBIN="/home/gopher/bin")
    assert not findings(value, host)
    [finding] = findings(value, host.but(files={"/home/gopher/bin": "#!/bin/sh\n"}))
    assert (finding.cause, finding.subject, level(finding)) == ("env-value-invalid", "GOBIN", "medium")
    assert "GOBIN=/home/gopher/bin in the environment is a file" in finding.message

"""facts.launch_agents: variables that launchd's jobs set, from XML and binary lists; what is no such list gives none."""

import plistlib

import pytest

from goverify.facts import Facts
from goverify.facts.variables.launch_agents import launched_variables
from tests.hosts import boring

OWN = "/Users/gopher/Library/LaunchAgents/env.plist"


def job(*words: str, binary: bool = False) -> bytes:
    """Return the property list of a job that runs these words."""
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps({"Label": "env", "ProgramArguments": list(words), "RunAtLoad": True}, fmt=form)


def found(data: bytes, place: str = OWN) -> list[tuple[str, str, str]]:
    """Return the names, values and files that a list gives."""
    host = boring("macos").but(files={place: data})
    return [(job.name, job.value, str(job.file)) for job in Facts(host)(launched_variables)]


@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("place", [OWN, "/Library/LaunchAgents/env.plist", "/Library/LaunchDaemons/env.plist"])
def test_a_job_that_sets_a_variable_is_found(place: str, binary: bool) -> None:
    data = job("/bin/launchctl", "setenv", "GOPATH", "/opt/go work", binary=binary)
    assert found(data, place) == [("GOPATH", "/opt/go work", place)]


def test_a_shell_line_may_set_several() -> None:
    data = job("sh", "-c", "launchctl setenv GOROOT /usr/local/go; launchctl setenv GOFLAGS '-v -x'")
    assert [(name, value) for name, value, _ in found(data)] == [("GOROOT", "/usr/local/go"), ("GOFLAGS", "-v -x")]


@pytest.mark.parametrize(
    "data",
    [
        job("/usr/bin/true", "GOPATH"),
        job("launchctl", "setenv", "API_TOKEN", "x"),
        b"",
        b"setenv",
        b"bplist00setenv" + b"\xff" * 60,
        b"<plist><dict><key>ProgramArguments</key><string>setenv</string></dict></plist>",
        b"<!DOCTYPE x [<!ENTITY a 'setenv'>]><plist><string>&a;</string></plist>",
        b"<plist>" + b"<array>" * 5000 + b"setenv",
        job("launchctl", "setenv", "GOPATH"),
        job("launchctl", "setenv", "GOPATH", "x" * (64 << 10)),
    ],
)
def test_what_sets_none_gives_none(data: bytes) -> None:
    assert not found(data)


def test_deep_nesting_ends_nothing() -> None:
    deep = "setenv"
    nested: object = deep
    for _ in range(800):
        nested = [nested]
    assert not found(plistlib.dumps({"ProgramArguments": ["sh"], "x": nested}, fmt=plistlib.FMT_BINARY))


def test_other_systems_have_no_jobs() -> None:
    assert not Facts(boring("linux"))(launched_variables)

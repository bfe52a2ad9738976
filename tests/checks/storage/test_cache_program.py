"""storage.cache-program: a GOCACHEPROG that leads nowhere or is no cache is reported; one that greets as a cache is not."""

import pytest

from goverify.checks.storage.cache_program import cache_program
from goverify.facts import Facts, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.binfmt.elf_builder import elf
from tests.checks.storage.caching import of_release
from tests.golang import commands, findings, level, program
from tests.hosts import BORING, boring, script


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_none(name: str) -> None:
    with pytest.raises(Unavailable):
        list(cache_program(Facts(boring(name))))


@pytest.mark.parametrize("value", ["/opt/cacher -v", "cacher", "./cacher", "'open"])
def test_what_leads_nowhere_is_reported(value: str) -> None:
    [finding] = findings(cache_program, boring("linux").but(env={"GOCACHEPROG": value}))
    assert (finding.cause, finding.subject, level(finding)) == ("cacheprog-invalid", "GOCACHEPROG", "critical")
    assert commands(finding) == ("unset GOCACHEPROG",)


@pytest.mark.parametrize("value", ["/usr/local/bin/cacher -v", "cacher", "'/usr/local/bin/cacher'"])
def test_a_program_that_is_there_is_fine(value: str) -> None:
    host = boring("linux").but(env={"GOCACHEPROG": value}, files={"/usr/local/bin/cacher": program(elf())})
    assert findings(cache_program, host) == []


def test_windows_adds_the_ending() -> None:
    host = boring("windows").but(env={"GOCACHEPROG": r"C:\tools\cacher"}, files={r"C:\tools\cacher.exe": script("MZ")})
    assert findings(cache_program, host) == []


def test_a_file_that_cannot_be_started_is_no_program() -> None:
    host = boring("linux").but(
        env={"GOCACHEPROG": "/opt/cacher"}, files={"/opt/cacher": script("#!/bin/sh\n", mode=0o644)}
    )
    assert len(findings(cache_program, host)) == 1


def test_older_releases_pass_over_it() -> None:
    with pytest.raises(Unavailable):
        list(cache_program(Facts(of_release("go1.22.10", GOCACHEPROG="/gone"))))


GREETING = Completed(0, stdout='{"ID":0,"KnownCommands":["get","put","close"]}\n')
DUMB = [
    (Completed(3), "ends before it says"),
    (Completed(0, stdout="usage: cacher\n"), "does not say which commands"),
    (Completed(0, stdout='{"ID":0}\n'), "does not say which commands"),
    (Completed(0, stdout="[" * 50_000), "does not say which commands"),
    (Completed(-9, timed_out=True, duration_s=5.0), "says nothing within 5 s"),
]


def cacher(run: Completed) -> RecordedHost:
    """Return a host on which GOCACHEPROG names a program of the system's that does that when it is started."""
    place = "/usr/local/bin/cacher"
    host = boring("linux").but(env={"GOCACHEPROG": f"{place} -v"}, files={place: program(elf())})
    return host.but(runs={f"{place} -v": run})


def test_a_program_that_greets_as_a_cache_does_is_fine() -> None:
    assert findings(cache_program, cacher(GREETING)) == []


@pytest.mark.parametrize(("run", "words"), DUMB)
def test_a_program_that_is_no_cache_is_reported(run: Completed, words: str) -> None:
    [finding] = findings(cache_program, cacher(run))
    assert (finding.cause, finding.subject) == ("cacheprog-invalid", "GOCACHEPROG")
    assert words in finding.message


@pytest.mark.parametrize("first", ["#!/opt/gone/python\n", "#!/usr/bin/env gone-node\n"])
def test_a_script_without_its_interpreter_is_reported(first: str) -> None:
    files = {"/usr/local/bin/cacher": script(first), "/usr/bin/env": program(elf())}
    [finding] = findings(cache_program, boring("linux").but(env={"GOCACHEPROG": "cacher"}, files=files))
    assert "which is not there" in finding.message

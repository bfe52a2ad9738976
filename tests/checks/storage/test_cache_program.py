"""storage.cache-program: a GOCACHEPROG that leads nowhere is reported; one that is there is not started."""

import pytest

from goverify.checks.storage.cache_program import cache_program
from goverify.facts import Facts, Unavailable
from tests.checks.storage.caching import of_release
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, script


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_none(name: str) -> None:
    with pytest.raises(Unavailable):
        list(cache_program(Facts(boring(name))))


@pytest.mark.parametrize("value", ["/opt/cacher -v", "cacher", "./cacher", "'open"])
def test_what_leads_nowhere_is_reported(value: str) -> None:
    [finding] = findings(cache_program, boring("linux").but(env={"GOCACHEPROG": value}))
    assert (finding.cause, finding.subject, level(finding)) == ("cacheprog-invalid", "GOCACHEPROG", "high")
    assert commands(finding) == ("unset GOCACHEPROG",)


@pytest.mark.parametrize("value", ["/usr/local/bin/cacher -v", "cacher", "'/usr/local/bin/cacher'"])
def test_a_program_that_is_there_is_fine(value: str) -> None:
    host = boring("linux").but(env={"GOCACHEPROG": value}, files={"/usr/local/bin/cacher": script("#!/bin/sh\n")})
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

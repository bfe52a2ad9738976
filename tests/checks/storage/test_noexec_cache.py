"""storage.noexec-cache: a cache from which nothing can be started is reported where programs are."""

import pytest

from goverify.checks.storage.noexec_cache import noexec_cache
from goverify.facts import Facts, Unavailable
from tests.checks.storage.caching import DISK, mounted, of_release
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, folder


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_can_start_programs_there(name: str) -> None:
    assert findings(noexec_cache, boring(name)) == []


def test_a_noexec_mount_is_reported_also_where_the_cache_is_yet_to_be_made() -> None:
    [finding] = findings(noexec_cache, mounted(DISK._replace(noexec=True), GOCACHE="/data/go-build"))
    assert (finding.cause, finding.subject, level(finding)) == ("cache-noexec", "GOCACHE", "medium")
    assert "/data, which is mounted noexec" in finding.message
    assert commands(finding) == ("unset GOCACHE",)


def test_a_noexec_mount_of_something_else_is_none_of_its_business() -> None:
    assert findings(noexec_cache, mounted(DISK._replace(noexec=True))) == []


def test_older_releases_start_nothing_there() -> None:
    host = of_release("go1.23.9", GOCACHE="/data").but(
        files={"/data": folder()}, filesystems={"/data": DISK._replace(noexec=True)}
    )
    with pytest.raises(Unavailable, match=r"go1\.23\.9"):
        list(noexec_cache(Facts(host)))

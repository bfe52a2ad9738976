"""storage.locks: a system or mount that refuses locks is reported; a network file system that grants them is not."""

import pytest

from goverify.checks.storage.locks import locks
from goverify.host import Trial
from goverify.host.recorded import RecordedHost
from tests.checks.host.probing import probe_tells
from tests.checks.storage.caching import CACHE, DISK, GOPHER, cache_of, folder_of, mounted
from tests.golang import findings, level
from tests.hosts import BORING, boring, text

ROW = "36 25 0:41 / /data rw,relatime - {type} server:/data rw,vers=3{option}\n"


def on(type_: str, option: str = "") -> RecordedHost:
    row = ROW.format(type=type_, option=option)
    files = {"/proc/self/mountinfo": text(row)}
    return mounted(DISK._replace(type=type_), GOMODCACHE="/data/mod").but(files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_grant_locks(name: str) -> None:
    assert findings(locks, boring(name)) == []


def test_a_lock_that_a_go_program_is_refused_is_reported() -> None:
    [finding] = findings(locks, probe_tells({"lock": {"err": "lock a free file: no locks available"}}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("fs-no-locks", "/usr/local/go/bin/go", "high")
    assert "no locks available" in finding.message


@pytest.mark.parametrize(
    ("type_", "option", "grade"),
    [("lustre", ",noflock", "high"), ("nfs", ",nolock", "low"), ("nfs4", ",nolock", "low")],
)
def test_a_mount_without_proper_locks_is_reported(type_: str, option: str, grade: str) -> None:
    [finding] = findings(locks, on(type_, option))
    assert (finding.cause, finding.subject, level(finding)) == ("fs-no-locks", "GOMODCACHE", grade)


@pytest.mark.parametrize(("type_", "option"), [("nfs", ""), ("nfs4", ",local_lock=none"), ("lustre", ",flock")])
def test_a_network_file_system_that_grants_locks_is_fine(type_: str, option: str) -> None:
    assert findings(locks, on(type_, option)) == []


@pytest.mark.parametrize(
    ("variable", "error", "grade"),
    [("GOMODCACHE", "ENOLCK", "high"), ("GOCACHE", "EOPNOTSUPP", "high"), ("GOCACHE", "ENOLCK", "low")],
)
def test_a_cache_in_which_no_file_can_be_locked_is_reported(variable: str, error: str, grade: str) -> None:
    host = mounted(DISK._replace(type="nfs"), files={"/data/own": folder_of(GOPHER)}, **{variable: "/data/own"})
    [finding] = findings(locks, host.but(trials={"/data/own": Trial("lock", error)}))
    assert (finding.cause, finding.subject, level(finding)) == ("fs-no-locks", variable, grade)
    assert "/data, a nfs that grants no file locks" in finding.message


def test_a_system_without_locks_is_one_finding() -> None:
    host = probe_tells({"lock": {"err": "lock a free file: no locks available"}})
    host = host.but(files=cache_of(GOPHER), trials={CACHE: Trial("lock", "ENOLCK")})
    assert len(findings(locks, host)) == 1

"""host.system-calls: a refused call is told with the filter and its container; a filter that refuses go nothing is not."""

import pytest

from goverify.checks.host.system_calls import system_calls
from goverify.facts import Facts
from goverify.host import Completed, FileSystem
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from goverify.model import Evidence
from tests.builds import GO, PROBE_BUILD, PROBE_RUN, failed, host
from tests.golang import findings, level
from tests.hosts import boring, text

NO_THREAD = "runtime: failed to create new OS thread (have 2 already; errno=1)\nfatal error: newosproc\n"
FILTERED = {"/proc/self/status": text("NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t2\n")}
DOCKER = {"/.dockerenv": text("")}


def refused(run: str = PROBE_BUILD, said: str = NO_THREAD) -> RecordedHost:
    """Return a host with a filter, on which a run fails with these words."""
    return host({run: failed(said, 2)}).but(files=FILTERED)


def test_boring_hosts_have_no_filter() -> None:
    assert findings(system_calls, boring("linux")) == []


def test_a_filter_that_refuses_go_nothing_is_only_told() -> None:
    [told] = system_calls(Facts(host().but(files=FILTERED)))
    assert isinstance(told, Evidence)
    assert told.observed == "Seccomp 2: a filter (2 of them), and no new privileges; go was not refused any"


def test_a_refused_call_is_reported_with_the_filter() -> None:
    [finding] = findings(system_calls, refused())
    assert (finding.cause, finding.subject, level(finding)) == ("syscall-blocked", "system calls", "high")
    assert "it may start no thread" in finding.message
    assert [row.place for row in finding.evidence] == ["the probe", "/proc/self/status"]
    assert str(finding.concerns[0]) == GO
    assert finding.fix
    assert "seccomp=unconfined" in finding.fix.summary


def test_a_program_that_was_built_and_then_dies_of_a_call_is_reported() -> None:
    [finding] = findings(system_calls, host({PROBE_RUN: Completed(signal="SIGSYS")}))
    assert "ends programs for a system call" in finding.message


@pytest.mark.parametrize(
    ("env", "files", "words"),
    [
        ({"container": "docker"}, DOCKER, "Update Docker to 20.10.10 or later"),
        ({"container": "podman"}, {"/run/.containerenv": text("")}, "podman run --security-opt"),
        ({"SNAP_NAME": "go"}, {"/proc/self/attr/current": text("snap.go.go (enforce)\n")}, "outside a snap"),
        ({}, DOCKER, "Docker (20.10.10 or later), Podman or containerd"),
    ],
    ids=["Docker", "Podman", "a snap", "a lone sign"],
)
def test_the_fix_fits_what_confines(env: dict[str, str], files: dict[str, FileRecord], words: str) -> None:
    [finding] = findings(system_calls, refused().but(env=env, files=files))
    assert finding.fix
    assert words in finding.fix.summary


@pytest.mark.parametrize(("error", "words"), [("EPERM", "no program can be started (EPERM)"), ("ENOEXEC", "")])
def test_a_program_that_may_not_be_started_is_reported(error: str, words: str) -> None:
    found = findings(system_calls, host({PROBE_BUILD: Completed(error=error)}))
    assert [words in finding.message for finding in found] == [True] * bool(words)


@pytest.mark.parametrize(("type_", "cause"), [("ext4", ["syscall-blocked"]), ("lustre", [])])
def test_a_lock_that_is_unknown_on_a_local_disk_was_refused(type_: str, cause: list[str]) -> None:
    disk = {"<scratch>": FileSystem(type_, "/tmp", read_only=False, noexec=False, free_bytes=1 << 36, free_inodes=9999)}
    locked = refused(said="go: RLock /tmp/probe/go.mod: function not implemented\n").but(filesystems=disk)
    assert [finding.cause for finding in findings(system_calls, locked)] == cause


@pytest.mark.parametrize(
    "said",
    [
        "runtime: failed to create new OS thread (have 4 already; errno=11)\nfatal error: newosproc\n",
        "runtime: epollcreate failed with 24\nfatal error: runtime: netpollinit failed\n",
        "open /srv/app/go.mod: operation not permitted\n",
        'compile: version "go1.26.6" does not match go tool version "go1.27.3"\n',
    ],
    ids=["a limit of threads", "a limit of files", "a file's rights", "a mixed tree"],
)
def test_other_failures_under_a_filter_are_not_put_down_to_it(said: str) -> None:
    assert findings(system_calls, refused(said=said)) == []

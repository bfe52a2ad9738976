"""host.open-files, host.processes, host.file-size, host.processor-time: limits too low for builds are reported; the usual ones are not."""

import pytest

from goverify.checks.host.file_size import file_size
from goverify.checks.host.open_files import open_files
from goverify.checks.host.processes import processes
from goverify.checks.host.processor_time import processor_time
from goverify.host.recorded import RecordedHost
from tests.golang import CheckFunction, commands, findings, level
from tests.hosts import boring, text

POSIX = ("linux", "macos")
TIME = "Limit      Soft Limit  Hard Limit  Units\nMax cpu time            {soft}    {hard}    seconds     \n"
LIMITS = "Limit      Soft Limit  Hard Limit  Units\nMax open files            {soft}    {hard}    files     \n"
GROUP = "/sys/fs/cgroup/user.slice/user-1000.slice"


def limited(**limits: int) -> RecordedHost:
    return boring("linux").but(limits=limits, files={"/proc/self/limits": None})


def files_limited(soft: int, hard: str) -> RecordedHost:
    return limited(open_files=soft).but(files={"/proc/self/limits": text(LIMITS.format(soft=soft, hard=hard))})


def time_limited(soft: str, hard: str) -> RecordedHost:
    return boring("linux").but(files={"/proc/self/limits": text(TIME.format(soft=soft, hard=hard))})


@pytest.mark.parametrize("check", [open_files, processes, file_size])
@pytest.mark.parametrize("name", POSIX)
def test_boring_hosts_have_enough(check: CheckFunction, name: str) -> None:
    assert findings(check, boring(name)) == []


@pytest.mark.parametrize(
    ("check", "limits", "cause", "subject", "command"),
    [
        (open_files, {"open_files": 16}, "limit-files", "RLIMIT_NOFILE", "ulimit -n 1024"),
        (processes, {"processes": 10}, "limit-processes", "RLIMIT_NPROC", "ulimit -u 4096"),
        (file_size, {"file_size_bytes": 1 << 20}, "limit-file-size", "RLIMIT_FSIZE", "ulimit -f unlimited"),
    ],
)
def test_what_ends_a_small_build_is_reported(
    check: CheckFunction, limits: dict[str, int], cause: str, subject: str, command: str
) -> None:
    [finding] = findings(check, limited(**limits))
    assert (finding.cause, finding.subject, finding.severity) == (cause, subject, None)
    assert finding.message.endswith("is too low for a build")
    assert commands(finding) == (command,)


@pytest.mark.parametrize(
    ("check", "limits"),
    [(open_files, {"open_files": 100}), (processes, {"processes": 100}), (file_size, {"file_size_bytes": 100 << 20})],
)
def test_what_may_end_a_large_build_is_told(check: CheckFunction, limits: dict[str, int]) -> None:
    [finding] = findings(check, limited(**limits))
    assert (level(finding), finding.message.endswith("is too low for large builds")) == ("low", True)


@pytest.mark.parametrize("hard", ["4096", "unlimited"])
def test_a_soft_limit_that_go_raises_by_itself_is_fine(hard: str) -> None:
    assert findings(open_files, files_limited(16, hard)) == []


def test_a_hard_limit_is_one() -> None:
    assert len(findings(open_files, files_limited(16, "16"))) == 1


def test_modest_limits_are_fine() -> None:
    host = files_limited(256, "256").but(limits={"processes": 1000})
    assert findings(open_files, host) + findings(processes, host) == []


def test_the_limit_of_processes_does_not_bind_root() -> None:
    host = limited(processes=10).but(identity={"uid": 0, "gid": 0, "name": "root"})
    assert findings(processes, host) == []


@pytest.mark.parametrize(
    ("membership", "file"),
    [
        ("0::/user.slice/user-1000.slice/session-2.scope\n", f"{GROUP}/pids.max"),
        ("8:pids:/user.slice/user-1000.slice\n", "/sys/fs/cgroup/pids/user.slice/user-1000.slice/pids.max"),
        ("8:pids:/docker/4f1c2d3e\n", "/sys/fs/cgroup/pids/pids.max"),
    ],
    ids=["version 2, of a parent", "version 1", "version 1 in a container"],
)
def test_the_limit_of_a_cgroup_binds_everybody(membership: str, file: str) -> None:
    host = boring("linux").but(
        files={"/proc/self/cgroup": text(membership), file: text("20\n")}, identity={"uid": 0, "gid": 0, "name": "root"}
    )
    [finding] = findings(processes, host)
    assert (finding.evidence[0].place, commands(finding)) == (file, ())


def test_a_cgroup_without_a_limit_binds_nobody() -> None:
    host = boring("linux").but(files={f"{GROUP}/pids.max": text("max\n")})
    assert findings(processes, host) == []


@pytest.mark.parametrize(("seconds", "grade", "what"), [("1", "medium", "a build"), ("30", "low", "large builds")])
def test_little_processor_time_is_reported(seconds: str, grade: str, what: str) -> None:
    [finding] = findings(processor_time, time_limited(seconds, seconds))
    assert (finding.cause, finding.subject, level(finding)) == ("limit-cpu-time", "RLIMIT_CPU", grade)
    assert finding.message.endswith(f"is too low for {what}")
    assert commands(finding) == ("ulimit -t unlimited",)


@pytest.mark.parametrize(("soft", "hard"), [("1", "unlimited"), ("1", "3600"), ("600", "600")])
def test_a_soft_limit_of_time_and_a_high_one_do_no_harm(soft: str, hard: str) -> None:
    assert findings(processor_time, time_limited(soft, hard)) == []


def test_boring_hosts_limit_no_processor_time() -> None:
    assert findings(processor_time, boring("linux")) == []

"""host.memory: too little memory or address space is reported, whoever limits it; a small machine is not."""

import pytest

from goverify.checks.host.memory import memory
from goverify.host.recorded import RecordedHost
from tests.golang import commands, findings, level
from tests.hosts import boring, text

GROUP = "/sys/fs/cgroup/user.slice/user-1000.slice/memory.max"


def granted(limit: str) -> RecordedHost:
    return boring("linux").but(files={GROUP: text(f"{limit}\n")})


def free(kilobytes: int, *, of: int, swap: int = 0) -> RecordedHost:
    rows = f"MemTotal: {of} kB\nMemFree: 1 kB\nMemAvailable:  {kilobytes} kB\nSwapFree:  {swap} kB\n"
    return boring("linux").but(files={"/proc/meminfo": text(rows)})


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_boring_hosts_have_enough(name: str) -> None:
    assert findings(memory, boring(name)) == []


@pytest.mark.parametrize(("mebibytes", "grade"), [(300, "high"), (800, "medium")])
def test_a_limit_of_the_address_space_is_reported(mebibytes: int, grade: str) -> None:
    [finding] = findings(memory, boring("linux").but(limits={"address_space_bytes": mebibytes << 20}))
    assert (finding.cause, finding.subject, level(finding)) == ("memory-low", "memory", grade)
    assert commands(finding) == ("ulimit -v unlimited",)


def test_two_gibibytes_of_address_space_are_enough() -> None:
    assert findings(memory, boring("linux").but(limits={"address_space_bytes": 2 << 30})) == []


def test_a_tight_cgroup_is_reported_with_its_file() -> None:
    [finding] = findings(memory, granted(str(128 << 20)))
    assert finding.message == "a build gets too little memory here: 128 MiB are all that the cgroup grants"
    assert finding.evidence[0].place == GROUP


@pytest.mark.parametrize("limit", ["max", str(512 << 20), "9223372036854771712"])
def test_a_cgroup_with_enough_or_no_limit_is_fine(limit: str) -> None:
    assert findings(memory, granted(limit)) == []


@pytest.mark.parametrize(("total", "grade"), [(128_000, "medium"), (8_000_000, "low")])
def test_little_free_memory_is_graver_on_a_machine_that_has_no_more(total: int, grade: str) -> None:
    [finding] = findings(memory, free(100_000, of=total))
    assert level(finding) == grade


def test_swap_counts() -> None:
    assert findings(memory, free(100_000, of=128_000, swap=1_000_000)) == []


@pytest.mark.parametrize(("said", "reported"), [(str(100 << 20), True), (str(300 << 20), False), ("unlimited", False)])
def test_a_limit_of_a_programs_own_data_is_reported_where_compilers_need_more(said: str, reported: bool) -> None:
    row = f"Limit      Soft Limit  Hard Limit  Units\nMax data size            {said}    unlimited    bytes     \n"
    found = findings(memory, boring("linux").but(files={"/proc/self/limits": text(row)}))
    assert [(finding.cause, commands(finding)) for finding in found] == [
        ("memory-low", ("ulimit -d unlimited",))
    ] * reported

"""facts.processors: what affinity and cgroups leave of the machine's processors; what is no number is no answer."""

import pytest

from goverify.facts import Facts
from goverify.facts.processors import allowed_processors, cpu_quota
from tests.hosts import boring, text

OWN = "/sys/fs/cgroup/user.slice/user-1000.slice/cpu.max"
PARENT = "/sys/fs/cgroup/user.slice/cpu.max"


@pytest.mark.parametrize(
    ("listed", "count"),
    [("0-7", 8), ("3", 1), ("0-1,4,6-7", 5), ("", None), ("7-0", None), ("all", None), ("0-99999", 1 << 16)],
)
def test_processors_are_counted_by_the_list_of_the_kernel(listed: str, count: int | None) -> None:
    host = boring("linux").but(files={"/proc/self/status": text(f"Cpus_allowed_list:\t{listed}\n")})
    assert Facts(host)(allowed_processors) == count


@pytest.mark.parametrize("name", ["macos", "windows"])
def test_other_systems_tell_of_neither(name: str) -> None:
    ask = Facts(boring(name))
    assert (ask(allowed_processors), ask(cpu_quota)) == (None, None)


@pytest.mark.parametrize(
    ("own", "parent", "quota"),
    [
        ("max 100000", "150000 100000", 1.5),
        ("50000 100000", "150000 100000", 0.5),
        ("max 100000", "max 100000", None),
        ("150000 0", "0 100000", None),
        ("150000", "nonsense 100000", None),
    ],
)
def test_the_tightest_quota_above_counts(own: str, parent: str, quota: float | None) -> None:
    host = boring("linux").but(files={OWN: text(f"{own}\n"), PARENT: text(f"{parent}\n")})
    assert Facts(host)(cpu_quota) == quota

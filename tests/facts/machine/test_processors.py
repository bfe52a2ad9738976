"""facts.processors: what affinity and cgroups leave of the machine's processors; what is no number is no answer."""

import pytest

from goverify.facts import Facts
from goverify.facts.machine.processors import allowed_processors, cpu_quota, own_quota
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


@pytest.mark.parametrize(("own", "quota"), [("max 100000", None), ("400000 100000", 4)])
def test_gos_own_rule_goes_by_the_own_cgroup_alone(own: str, quota: float | None) -> None:
    leaf = "/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/cpu.max"
    host = boring("linux").but(files={leaf: text(f"{own}\n"), PARENT: text("150000 100000\n")})
    assert (Facts(host)(own_quota), Facts(host)(cpu_quota)) == (quota, 1.5)


def test_in_a_container_the_own_cgroup_is_the_nearest_that_is_mounted() -> None:
    host = boring("linux").but(files={"/sys/fs/cgroup/cpu.max": text("200000 100000\n")})
    assert Facts(host)(own_quota) == 2

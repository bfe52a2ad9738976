"""The embedded probe finds the limits that bind a process, on hosts whose cgroups are laid out in one way or another."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.live.probe_program import Probe, built

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cgroups are Linux's")


@pytest.fixture
def probe(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Probe:
    """Return the built program with an empty folder to write in."""
    return built(tmp_path_factory).writing_in(tmp_path / "scratch")


def lay_out(root: Path, files: dict[str, str]) -> Path:
    """Write a host's files below root."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def limits(probe: Probe, root: Path) -> dict[str, Any]:
    """Return what the program says of the host that is laid out below root."""
    step = probe.run(None, "-root", str(root))["steps"]["cgroup"]
    assert step["ok"], step
    data: dict[str, Any] = step["data"]
    return data


def test_a_parent_binds_tighter_than_the_own_cgroup_of_version_2(probe: Probe, tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "0::/outer/inner\n",
        "proc/self/mountinfo": "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n",
        "sys/fs/cgroup/outer/cpu.max": "150000 100000\n",
        "sys/fs/cgroup/outer/memory.max": "1073741824\n",
        "sys/fs/cgroup/outer/inner/cpu.max": "400000 100000\n",
        "sys/fs/cgroup/outer/inner/memory.max": "max\n",
        "sys/fs/cgroup/elsewhere/cpu.max": "1000 100000\n",
    }
    assert limits(probe, lay_out(tmp_path, files)) == {"version": "v2", "cpu_quota": 1.5, "mem_limit": 1 << 30}


def test_version_1_controllers_win_over_the_empty_version_2_of_a_hybrid_host(probe: Probe, tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "5:memory:/job\n4:cpu,cpuacct:/job\n1:name=systemd:/\n0::/\n",
        "proc/self/mountinfo": "40 31 0:37 / /cg/systemd rw - cgroup systemd rw,name=systemd\n"
        "41 31 0:29 / /cg/cpu\\040time rw - cgroup  rw,cpu,cpuacct\n"
        "42 31 0:32 / /cg/memory rw - cgroup cgroup rw,memory\n"
        "43 31 0:38 / /cg/unified rw - cgroup2 cgroup2 rw\n",
        "cg/cpu time/job/cpu.cfs_quota_us": "50000\n",
        "cg/cpu time/job/cpu.cfs_period_us": "100000\n",
        "cg/cpu time/cpu.cfs_quota_us": "-1\n",
        "cg/cpu time/cpu.cfs_period_us": "100000\n",
        "cg/memory/job/memory.limit_in_bytes": "314572800\n",
        "cg/memory/memory.limit_in_bytes": "9223372036854771712\n",
    }
    assert limits(probe, lay_out(tmp_path, files)) == {"version": "v1", "cpu_quota": 0.5, "mem_limit": 300 << 20}


def test_a_container_sees_its_own_cgroup_at_the_mount_point(probe: Probe, tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "4:cpu:/docker/abc\n3:memory:/docker/abc\n",
        "proc/self/mountinfo": "40 31 0:29 / /host/cpu ro - cgroup cgroup rw,freezer\n"
        "41 31 0:29 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n"
        "42 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n",
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000\n",
        "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    }
    assert limits(probe, lay_out(tmp_path, files)) == {"version": "v1", "cpu_quota": 2, "mem_limit": None}


def test_a_cgroup_outside_the_namespace_is_not_looked_for_above_the_mount(probe: Probe, tmp_path: Path) -> None:
    files = {
        "proc/self/cgroup": "0::/../../other\n",
        "proc/self/mountinfo": "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
        "sys/other/cpu.max": "1000 100000\n",
        "sys/fs/cgroup/cpu.max": "300000 100000\n",
    }
    assert limits(probe, lay_out(tmp_path, files)) == {"version": "v2", "cpu_quota": 3, "mem_limit": None}


def test_a_kernel_without_cgroups_sets_no_limits(probe: Probe, tmp_path: Path) -> None:
    assert limits(probe, tmp_path) == {"version": "none", "cpu_quota": None, "mem_limit": None}

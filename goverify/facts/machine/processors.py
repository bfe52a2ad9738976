"""How many processors a program may use here: by its affinity, and by the quota of its cgroups.

Sources: sched_setaffinity(2), the kernel's documents on cgroups (cpu.max; cpu.cfs_quota_us of version 1),
src/runtime/cgroup_linux.go.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.machine.cgroup import limit_files
from goverify.facts.machine.kernel_values import own_status
from goverify.host.paths import is_folder, read_text

MOST = 1 << 16
"""Processors; no kernel knows more."""

NUMBER_BYTES = 64


def allowed_processors(ask: Facts) -> int | None:
    """Return on how many processors programs started here may run; None where nothing tells."""
    listed = ask(own_status).get("Cpus_allowed_list", "")
    if not re.fullmatch(r"\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*", listed):
        return None
    ranges = (part.partition("-") for part in listed.split(","))
    count = sum(int(last or first) - int(first) + 1 for first, _, last in ranges)
    return min(MOST, count) if count > 0 else None


def cpu_quota(ask: Facts) -> float | None:
    """Return the tightest quota above this process, in processors; None where there is none."""
    quotas = (_quota(ask, file) for file in limit_files(ask, "cpu"))
    return min((quota for quota in quotas if quota), default=None)


def own_quota(ask: Facts) -> float | None:
    """Return the quota of this process's own cgroup, in processors: Go takes notice of no other (golang/go#81180)."""
    own = next((file for file in limit_files(ask, "cpu") if is_folder(ask.host, file.parent)), None)
    return _quota(ask, own) if own else None


def _quota(ask: Facts, file: PurePath) -> float | None:
    words = _text(ask, file).split()
    if file.name != "cpu.max":
        words += _text(ask, file.with_name("cpu.cfs_period_us")).split()
    if len(words) != 2 or not all(re.fullmatch(r"\d{1,15}", word) for word in words) or not int(words[1]):
        return None
    return int(words[0]) / int(words[1])


def _text(ask: Facts, file: PurePath) -> str:
    try:
        return read_text(ask.host, file, NUMBER_BYTES) or ""
    except OSError:
        return ""

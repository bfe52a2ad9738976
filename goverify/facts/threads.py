"""Why a running Go program runs as many threads at once as it does: what GOMAXPROCS comes to in its release.

Sources: src/runtime/cgroup_linux.go (defaultGOMAXPROCS, adjustCgroupGOMAXPROCS), go.dev/doc/go1.25. The quota is that of
the program's own cgroup; one of a cgroup above binds as well, and Go does not see it.
"""

import math
import re
from collections.abc import Mapping

from goverify.facts.release import Release

QUOTA_COUNTS = (1, 25, 0)
"""The first release that goes by the quota, where the module's go line is not older."""

LEAST = 2
"""What Go itself takes at least by a quota."""

MOST = 1 << 20
"""Processors; no machine has more."""


def whole(value: object) -> int | None:
    """Return a number of processors; None where the probe told none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST else None


def share(value: object) -> float | None:
    """Return a quota in processors; None where there is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < MOST else None


def why_so_many(release: Release | None, runtime: Mapping[str, object], cgroup: Mapping[str, object]) -> str:
    """Return why GOMAXPROCS is what the probe tells that it is, as the end of a sentence."""
    threads, processors, quota = (
        whole(runtime.get("gomaxprocs")),
        whole(runtime.get("num_cpu")),
        share(cgroup.get("cpu_quota")),
    )
    if threads is None or processors is None:
        return ""
    may = f"it may run on {processors} {'processor' if processors == 1 else 'processors'}"
    if _chosen(runtime):
        return f"as GOMAXPROCS was set; {may}"
    if quota is None:
        free = "" if cgroup.get("version") in {"none", None} else " and no quota is in force"
        return f"{'as' if threads == processors else 'while'} {may}{free}"
    if release and release.numbers < QUOTA_COUNTS:
        return f"as {may}; {release} passes over the quota of {quota:g}, by which Go goes from 1.25 on"
    bound = min(processors, max(LEAST, math.ceil(quota)))
    if threads == bound:
        return f"as {may} and the quota is {quota:g}, which is rounded up and counts as {LEAST} at least"
    return f"as {may}; the quota of {quota:g} would make it {bound}, and is not one of the program's own cgroup"


def _chosen(runtime: Mapping[str, object]) -> bool:
    env = runtime.get("env")
    given = env.get("GOMAXPROCS") if isinstance(env, dict) else ""
    return bool(re.fullmatch("0*[1-9][0-9]{0,5}", str(given or "")))

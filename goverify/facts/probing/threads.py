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

SWITCH = "containermaxprocs"
"""The GODEBUG setting by which it does (internal/godebugs)."""

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
    return f"as {may}{_by_quota(release, runtime, quota, threads, processors)}"


def _by_quota(
    release: Release | None, runtime: Mapping[str, object], quota: float, threads: int, processors: int
) -> str:
    """Return what a quota has to do with it, as the rest of the sentence."""
    if release and release.numbers < QUOTA_COUNTS:
        return f"; {release} passes over the quota of {quota:g}, by which Go goes from 1.25 on"
    if switched_off(_of(runtime, "GODEBUG")):
        return f"; by GODEBUG's {SWITCH}=0 it passes over the quota of {quota:g}"
    bound = min(processors, max(LEAST, math.ceil(quota)))
    if threads == bound:
        return f" and the quota is {quota:g}, which is rounded up and counts as {LEAST} at least"
    return f"; the quota of {quota:g} would make it {bound}, and is not one of the program's own cgroup"


def switched_off(godebug: str) -> bool:
    """Tell whether this GODEBUG has programs pass over the quota; of several settings the last one counts."""
    set_to = [pair.partition("=")[2] for pair in godebug.split(",") if pair.partition("=")[0] == SWITCH]
    return set_to[-1:] == ["0"]


def _chosen(runtime: Mapping[str, object]) -> bool:
    return bool(re.fullmatch("0*[1-9][0-9]{0,5}", _of(runtime, "GOMAXPROCS")))


def _of(runtime: Mapping[str, object], name: str) -> str:
    """Return a variable as the program was given it."""
    env = runtime.get("env")
    return str((env.get(name) if isinstance(env, dict) else "") or "")

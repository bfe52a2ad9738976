"""Go programs run as many threads as the container's processor time can serve.

Why
    Go before 1.25 counts the machine's processors and passes over the quota of the container: 64 threads share the
    time of two, the kernel stops them all for most of each period, and everything is slow in bursts.

Looks at
    What the probe tells of a running Go program: its GOMAXPROCS and the tightest quota of the cgroups above it. From
    1.25 on the quota counts, rounded up, and at least 2; a program of a module with a go line before 1.25 still
    passes over it, and every release over one that is set further up than on the program's own cgroup, such as that of
    a whole pod or slice (golang/go#81180). GOMAXPROCS in the environment is a choice and wins.

Fix
    Use Go 1.25 or later and raise the module's go line, or set GOMAXPROCS to the quota; the latter too where the quota
    is set further up.
"""

import math
import re
from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.probing.probe import Step, probe
from goverify.facts.probing.threads import LEAST, MOST, QUOTA_COUNTS
from goverify.facts.release import Release
from goverify.host import System

FAR = 2
"""GOMAXPROCS of twice the quota and more is said; little above it costs little."""


@check(causes=("cpu-quota-mismatch",), systems=(System.LINUX,))
def cpu_quota(ask: Ask) -> Iterator[Finding | Evidence]:
    seen = ask(probe)
    cgroup, runtime = seen.step("cgroup"), seen.step("runtime")
    if cgroup is None or runtime is None or cgroup.error or runtime.error:
        raise Blocked("the probe does not tell")
    quota, threads = cgroup.data.get("cpu_quota"), runtime.data.get("gomaxprocs")
    if not isinstance(quota, int | float) or not 0 < quota < MOST:
        raise Unavailable("no processor quota is in force")
    chosen = ask.host.env.get("GOMAXPROCS", "")
    if re.fullmatch("0*[1-9][0-9]{0,5}", chosen):
        yield Evidence("the environment", f"GOMAXPROCS={chosen}, and the quota is {quota:g} processors")
        return
    fitting = max(LEAST, math.ceil(quota))
    if not isinstance(threads, int) or threads < FAR * fitting:
        yield Evidence("the probe", f"GOMAXPROCS is {threads} with a quota of {quota:g} processors")
        return
    yield Finding(
        cause="cpu-quota-mismatch",
        subject="GOMAXPROCS",
        message=f"Go programs run {threads} threads at once here, and the container's quota is {quota:g} processors",
        evidence=(Evidence("the probe", f"GOMAXPROCS is {threads}, the quota {quota:g}"),),
        fix=Fix(_remedy(runtime), (f"export GOMAXPROCS={fitting}",)),
        concerns=concerned(ask),
    )


def _remedy(runtime: Step) -> str:
    release = Release.parse(runtime.text("version"))
    if release is None or release.numbers < QUOTA_COUNTS:
        return "Use Go 1.25 or later, which goes by the quota by itself, or set GOMAXPROCS."
    return (
        f"Set GOMAXPROCS: the quota is set further up than on the program's own cgroup, where {release} looks for one."
    )

"""Builds may start as many processes and threads as they need.

Why
    Each go command and each compiler is a process with a dozen threads. Where the next one is refused, the runtime
    ends the program: "failed to create new OS thread".

Looks at
    The limit for this user's processes and threads (RLIMIT_NPROC), which does not bind root, and on Linux the number
    of tasks that the cgroups above this process grant (pids.max).

Fix
    Raise the limit: ulimit -u, limits.conf, the container's --pids-limit, TasksMax= of a service.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.cgroup import granted
from goverify.host import System

FEW, SOME = 40, 128
"""Of the whole user's; small builds run with 40 on two processors, and need more on more."""


@check(causes=("limit-processes",), systems=(System.LINUX, System.MACOS))
def processes(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    own, group = ask.host.limits().processes, ask(granted, "pids")
    limits = [] if own is None or ask.host.identity.uid == 0 else [(own, "RLIMIT_NPROC", "ulimit -u 4096")]
    limits += [(group.value, str(group.file), "")] if group else []
    if not limits:
        yield Evidence("RLIMIT_NPROC", "binds nobody here")
        return
    limit, place, command = min(limits)
    if limit >= SOME:
        yield Evidence(place, f"{limit} processes and threads")
        return
    few = limit < FEW
    yield Finding(
        cause="limit-processes",
        subject="RLIMIT_NPROC",
        message=f"the limit of {limit} for processes and threads is too low for {'a build' if few else 'large builds'}",
        evidence=(Evidence(place, f"{limit} processes and threads"),),
        fix=Fix(
            "Raise the limit (RLIMIT_NPROC, or pids.max of the container: --pids-limit, TasksMax= of a service).",
            (command,) if command else (),
        ),
        severity=None if few else Severity.LOW,
        concerns=concerned(ask),
    )

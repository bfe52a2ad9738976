"""There is enough memory for the compiler and the linker.

Why
    A Go program reserves address space at its start, and dies where ulimit -v keeps it from that. Compilers and the
    linker take some hundred megabytes; where a container grants less, they are killed in the middle of a build.

Looks at
    The limit of a program's address space (RLIMIT_AS), on Linux that of its own data (RLIMIT_DATA), the memory that the
    cgroups above this process grant, and what the machine has free. Go takes no memory limit from the cgroup by itself:
    GOMEMLIMIT is for programs that run for long, and does nothing for a build.

Fix
    Raise the limit, give the container more memory, or build with less in parallel (go build -p 1).
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.memory import Bound, data_memory, group_memory, machine_memory, session_memory
from goverify.host import System

LEAST_SPACE_BYTES, SPACE_BYTES = 600 << 20, 2 << 30
"""Below the first go itself does not start; with the second builds go well."""

LEAST_BYTES = 256 << 20
"""The compiler takes about as much for the largest packages of the standard library."""


WIDER = Fix("Raise the limit (RLIMIT_AS, as in limits.conf).", ("ulimit -v unlimited",))
WIDER_DATA = Fix(
    "Raise the limit (RLIMIT_DATA, data in limits.conf, LimitDATA= of a service).", ("ulimit -d unlimited",)
)
MORE = Fix("Give it more memory, or build one package at a time.", ("go build -p 1 ./...",))


@check(causes=("memory-low",), systems=(System.LINUX, System.MACOS))
def memory(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    space, data, group, machine = ask(session_memory), ask(data_memory), ask(group_memory), ask(machine_memory)
    if space and space.bytes < SPACE_BYTES:
        yield _finding(ask, space, WIDER, Severity.HIGH if space.bytes < LEAST_SPACE_BYTES else None)
    if data and data.bytes < LEAST_BYTES:
        yield _finding(ask, data, WIDER_DATA, None)
    low = next((bound for bound in (group, machine) if bound and bound.bytes < LEAST_BYTES), None)
    if low:
        yield _finding(ask, low, MORE, Severity.LOW if low.passing else None)
    for bound in (space, data, group, machine):
        if bound:
            yield Evidence(bound.place, f"{bound.bytes >> 20} MiB {bound.what}")


def _finding(ask: Ask, bound: Bound, fix: Fix, severity: Severity | None) -> Finding:
    return Finding(
        cause="memory-low",
        subject="memory",
        message=f"a build gets too little memory here: {bound.bytes >> 20} MiB {bound.what}",
        evidence=(Evidence(bound.place, f"{bound.bytes >> 20} MiB"),),
        fix=fix,
        severity=severity,
        concerns=concerned(ask),
    )

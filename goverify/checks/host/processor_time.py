"""Compilers get the processor time that they need.

Why
    Each package is compiled, and each program linked, by a process of its own that may take seconds of processor time.
    At the hard limit the kernel kills it, and go says "signal: killed", as it does when memory runs out.

Looks at
    The hard limit of a program's processor time (RLIMIT_CPU). The soft one alone does no harm: Go programs pass over
    the signal that comes with it.

Fix
    Raise the limit: ulimit -t, cpu in limits.conf, LimitCPU= of a service.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.session_limits import UNLIMITED, hard_limit, little_time
from goverify.host import System

FEW_S = 5
"""The largest packages of the standard library take more than one."""


@check(causes=("limit-cpu-time",), systems=(System.LINUX,))
def processor_time(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    seconds = ask(little_time)
    if seconds is None:
        limit = ask(hard_limit, "Max cpu time")
        yield Evidence("RLIMIT_CPU", "no limit" if limit in {None, UNLIMITED} else f"{limit} s")
        return
    few = seconds < FEW_S
    yield Finding(
        cause="limit-cpu-time",
        subject="RLIMIT_CPU",
        message=f"the limit of {seconds} s for a program's processor time is too low for {'a build' if few else 'large builds'}",
        evidence=(Evidence("RLIMIT_CPU", f"{seconds} s"),),
        fix=Fix("Raise the limit (RLIMIT_CPU, cpu in limits.conf, LimitCPU= of a service).", ("ulimit -t unlimited",)),
        detail='Go says "signal: killed" of a compiler then: memory is not what is wrong.',
        severity=None if few else Severity.LOW,
        concerns=concerned(ask),
    )

"""The steps of the probe: what each proves of a running Go, and what it means for programs that it fails."""

from types import MappingProxyType
from typing import NamedTuple

PREFIX = "probe:"
"""By this the name of a step is told from other names."""


class ProbeStep(NamedTuple):
    """One step of the program that goverify builds and runs."""

    name: str
    proves: str
    """What holds where it goes well, as a sentence without its subject and period."""
    failed: str
    """What it means for programs that it fails, in whole sentences."""
    check: str
    """The check that judges it."""


_ANSWERS = "runtime.answers"

STEPS = MappingProxyType(
    {
        step.name: step
        for step in (
            ProbeStep(
                "runtime",
                "which Go runs, for which system, on how many processors, and how many threads it runs at once",
                "It does not even tell which Go it is.",
                _ANSWERS,
            ),
            ProbeStep(
                "buildinfo",
                "the linker left the build information in place, with the settings that were compiled in",
                "The linker left out what go version -m and crash reports read.",
                _ANSWERS,
            ),
            ProbeStep(
                "cgroup",
                "the processor time and memory that the cgroups around a program grant can be read (Linux)",
                "A quota cannot be compared with GOMAXPROCS; the release itself may not see it either.",
                "host.cpu-quota",
            ),
            ProbeStep(
                "signal",
                "an interrupt and the request to end reach a program; on Windows it is Ctrl+Break",
                "Such programs cannot be stopped in good order, and profiling by time does not work.",
                _ANSWERS,
            ),
            ProbeStep("sched", "a thousand goroutines run, and channels hand values over", "Programs hang.", _ANSWERS),
            ProbeStep(
                "gc",
                "a collection runs and gives memory back",
                "The memory of programs grows without end, or they die.",
                _ANSWERS,
            ),
            ProbeStep(
                "metrics",
                "every metric that the release has can be read",
                "What reads runtime/metrics gets nothing.",
                _ANSWERS,
            ),
            ProbeStep(
                "netpoll",
                "messages come back over several connections of the loopback interface at once, else through pipes",
                "Servers and clients hang or fail.",
                _ANSWERS,
            ),
            ProbeStep(
                "tz",
                "a time zone can be loaded, from the system or from Go's tree",
                "time.LoadLocation fails; programs that know but UTC work.",
                "runtime.time-zones",
            ),
            ProbeStep(
                "ca_roots",
                "how many certificates of authorities Go finds; on macOS and Windows the system verifies, and none is counted",
                "Programs that speak TLS trust no server: “certificate signed by unknown authority”.",
                "runtime.certificates",
            ),
            ProbeStep(
                "dns",
                "the name localhost leads to this host, without a server being asked",
                "Tests and tools that listen on localhost fail, or are heard elsewhere.",
                "runtime.resolver",
            ),
            ProbeStep(
                "filepath",
                "a walk finds the files that were made, and how names are written, told apart and linked",
                "Programs do not find the files that are there.",
                _ANSWERS,
            ),
            ProbeStep(
                "lock",
                "a lock on a file keeps the next one away until it is given back",
                "Go commands that run at the same time fail, or damage what they share.",
                "storage.locks",
            ),
            ProbeStep(
                "trace",
                "an execution trace that was written is well-formed",
                "go tool trace cannot read what programs record.",
                _ANSWERS,
            ),
            ProbeStep(
                "heap_profile",
                "a heap profile that was written is well-formed",
                "go tool pprof cannot read what programs write.",
                _ANSWERS,
            ),
        )
    }
)
"""Every step by its name, in the probe's order."""

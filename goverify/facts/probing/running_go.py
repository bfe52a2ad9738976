"""What the running Go says of itself, in words for people: each line names a thing and what the probe told of it."""

from collections.abc import Callable
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.probing.probe import Probe, Step, probe
from goverify.facts.probing.threads import why_so_many
from goverify.facts.release import Release
from goverify.facts.words import plain

NO_LIMIT = (1 << 63) - 1
"""The memory limit that Go takes for none (runtime/debug, SetMemoryLimit)."""

COMPILED_IN = ("GOAMD64", "GO386", "GOARM", "GOARM64", "CGO_ENABLED", "GOEXPERIMENT", "GOFIPS140", "DefaultGODEBUG")
"""Settings of the build that a program carries and that change how it runs."""

SIGNALS = {"interrupt": "an interrupt", "terminated": "the request to end", "ctrl_break": "Ctrl+Break"}
LONGEST = 200


class Word(NamedTuple):
    """One thing that the running Go says."""

    about: str
    said: str


def running_go(ask: Facts) -> tuple[Word, ...]:
    """Return what the running Go says, of all steps that went well; raises as the probe does."""
    seen = ask(probe)
    words = []
    for name, about, tell in _TELLERS:
        step = seen.step(name)
        said = tell(step, seen) if step and not step.error and step.data else ""
        if said:
            words.append(Word(about, plain(said)[:LONGEST]))
    return tuple(words)


def _version(step: Step, seen: Probe) -> str:
    build = seen.step("buildinfo")
    settings = [f"{name}={build.text(name)}" for name in COMPILED_IN if build and build.text(name)]
    built = f", built with {' '.join(settings)}" if settings else ""
    return f"{step.text('version')} for {step.text('goos')}/{step.text('goarch')}{built}"


def _threads(step: Step, seen: Probe) -> str:
    runtime, cgroup = seen.step("runtime"), step
    if runtime is None or runtime.error:
        return ""
    why = why_so_many(Release.parse(runtime.text("version")), runtime.data, cgroup.data)
    return f"{runtime.text('gomaxprocs')}, {why}" if why else ""


def _memory(step: Step, seen: Probe) -> str:
    runtime = seen.step("runtime")
    own = runtime.data.get("memlimit") if runtime else None
    if not isinstance(own, int):
        return ""
    granted = step.data.get("mem_limit")
    around = f"; the cgroup grants {granted >> 20} MiB" if isinstance(granted, int) else ""
    by_itself = "none, and no release sets one by itself" if own == NO_LIMIT else f"{own >> 20} MiB by GOMEMLIMIT"
    return f"{by_itself}{around}"


def _signals(step: Step, _: Probe) -> str:
    arrived = [words for name, words in SIGNALS.items() if step.data.get(name) is True]
    return f"{' and '.join(arrived)} reached the program" if arrived else ""


def _poller(step: Step, _: Probe) -> str:
    families = [
        name for name, key in (("IPv4", "ipv4_loopback"), ("IPv6", "ipv6_loopback")) if step.data.get(key) is True
    ]
    way = f"over the loopback interface ({' and '.join(families)})" if families else "through pipes alone"
    return f"{step.text('echoes')} messages came back {way}"


def _scheduler(step: Step, _: Probe) -> str:
    return f"1000 goroutines ran; to hand a value over and get it back took {step.text('ns_per_pingpong')} ns"


def _collector(step: Step, _: Probe) -> str:
    return f"it gave memory back and stopped the program for {step.data.get('pause_us')} µs"


def _metrics(step: Step, _: Probe) -> str:
    return f"{step.text('count')}, each with a value"


def _trace(step: Step, _: Probe) -> str:
    return f"{step.text('bytes')} bytes, of the format {step.text('header')!r}, which keeps its name as long as it fits"


def _profile(step: Step, _: Probe) -> str:
    return f"{step.text('bytes')} bytes, well-formed"


_TELLERS: tuple[tuple[str, str, Callable[[Step, Probe], str]], ...] = (
    ("runtime", "the running Go", _version),
    ("cgroup", "GOMAXPROCS", _threads),
    ("cgroup", "the memory limit", _memory),
    ("signal", "signals", _signals),
    ("netpoll", "the network poller", _poller),
    ("sched", "the scheduler", _scheduler),
    ("gc", "the collector", _collector),
    ("metrics", "runtime/metrics", _metrics),
    ("trace", "an execution trace", _trace),
    ("heap_profile", "a heap profile", _profile),
)
"""By the step that has to have gone well: what is told of it."""

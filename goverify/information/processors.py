"""What Go programs meet in processors and clocks. Sources: src/runtime/cgroup_linux.go, src/runtime/debug.go, go.dev/doc/go1.25, vdso(7)."""

import math
import re

from goverify.facts import Facts
from goverify.facts.machine.kernel_values import kernel_value
from goverify.facts.machine.processors import allowed_processors, cpu_quota, own_quota
from goverify.facts.probing.threads import SWITCH, switched_off
from goverify.facts.release import Release
from goverify.host import System
from goverify.information.item import LINUX, Item, Seen, release_here

QUOTA_COUNTS, LEAST_THREADS = (1, 25, 0), 2
"""From which release on the quota counts, and what Go takes at least by it (runtime, adjustCgroupGOMAXPROCS)."""

NODES = "/sys/devices/system/node/online"
CLOCK = "/sys/devices/system/clocksource/clocksource0/current_clocksource"
FAST_CLOCKS = frozenset({"tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter", "riscv_clocksource"})
"""Those that programs read without a system call."""


def threads(ask: Facts) -> Seen | None:
    """Return what GOMAXPROCS comes to by itself, and by what."""
    allowed, quota, release = ask(allowed_processors), ask(cpu_quota), release_here(ask)
    if allowed is None:
        return None
    seen = (
        f"{allowed} {'processor' if allowed == 1 else 'processors'}, {f'a quota of {quota:g}' if quota else 'no quota'}"
    )
    chosen = ask.host.env.get("GOMAXPROCS", "")
    if re.fullmatch("0*[1-9][0-9]{0,5}", chosen):
        return Seen(f"{int(chosen)} by the environment ({seen})", "GOMAXPROCS is set, so neither of them counts.")
    if release is None or quota is None:
        return Seen(f"{allowed} ({seen})")
    own = ask(own_quota)
    passed_over = _passed_over(ask, release)
    if passed_over or own is None:
        further_up = f"{release} passes over a quota that is set further up than on its own cgroup."
        return Seen(f"{allowed} ({seen})", passed_over or further_up)
    bound = min(allowed, max(LEAST_THREADS, math.ceil(own)))
    meaning = f"{release} goes by the quota too; not so programs of a module whose go line is below 1.25."
    return Seen(f"{bound} ({seen})", meaning)


def _passed_over(ask: Facts, release: Release) -> str:
    """Return why no quota counts, as a sentence; empty where it does."""
    if release.numbers < QUOTA_COUNTS:
        return f"{release} passes over the quota; Go goes by it from 1.25 on."
    off = switched_off(ask.host.env.get("GODEBUG", ""))
    return f"By GODEBUG's {SWITCH}=0 programs pass over the quota." if off else ""


def nodes(ask: Facts) -> Seen | None:
    """Return the nodes of memory."""
    value = kernel_value(ask, NODES)
    if not value:
        return None
    if value == "0":
        return Seen("one", "All memory is equally near to all processors.")
    return Seen(f"nodes {value}")


def clock_source(ask: Facts) -> Seen | None:
    """Return which clock the kernel keeps time by."""
    value = kernel_value(ask, CLOCK)
    if not value:
        return None
    if value in FAST_CLOCKS:
        return Seen(value, "time.Now reads it without a system call.")
    return Seen(value, "Each time.Now is a system call with it, which programs that take many times or traces feel.")


def translated(ask: Facts) -> Seen | None:
    """Return what translates this process; None where nothing does."""
    platform = ask.host.platform
    if not platform.translated:
        return None
    name = "Rosetta 2" if platform.system is System.MACOS else "the system's emulation"
    return Seen(f"by {name}, on a processor of {platform.arch}")


ITEMS = (
    Item(
        "host.gomaxprocs",
        "Threads that run Go code at once",
        LINUX,
        "the affinity of this process, cpu.max or cpu.cfs_quota_us of the cgroups above it, GOMAXPROCS",
        "It is what GOMAXPROCS comes to in a new program.",
        threads,
        "It is not the number of processors in the machine: affinity (taskset, cpusets) bounds it in every release, and "
        "the container's quota from Go 1.25 on, which makes automaxprocs needless there.",
    ),
    Item(
        "host.numa",
        "NUMA nodes",
        LINUX,
        NODES,
        "Go takes no notice of nodes: goroutines and their memory may end up on different ones.",
        nodes,
        "No setting of Go's binds it to nodes; and the files below /proc/sys/kernel/sched_domain that are to be tuned "
        "are gone from current kernels.",
    ),
    Item(
        "host.clock-source",
        "Clock of the kernel",
        LINUX,
        CLOCK,
        "It decides whether time.Now costs some ten nanoseconds or a system call.",
        clock_source,
    ),
    Item(
        "host.translated",
        "Translation of this process",
        tuple(System),
        "whether the system runs this process by translating it",
        "A go that is started from here may be run as one for the other processor, and then builds for that one.",
        translated,
    ),
)

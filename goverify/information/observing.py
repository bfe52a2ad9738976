"""What a user may do to look into Go programs. Sources: perf_event_open(2), bpf(2), ptrace(2), core(5), Yama.rst, src/runtime/extern.go."""

from goverify.facts import Facts
from goverify.facts.machine.kernel_values import kernel_value
from goverify.facts.words import plain
from goverify.information.item import LINUX, Item, Seen, told

BPF = "/proc/sys/kernel/unprivileged_bpf_disabled"
PERF = "/proc/sys/kernel/perf_event_paranoid"
PTRACE = "/proc/sys/kernel/yama/ptrace_scope"
CORE = "/proc/sys/kernel/core_pattern"

_OWN = "perf record works on a user's own Go programs"
_NONE = "perf record needs root or CAP_PERFMON here."
_BY_ROOT = "Tools that load eBPF programs need root or CAP_BPF."


def core_pattern(ask: Facts) -> Seen | None:
    """Return where the kernel puts the core of a program that dies."""
    value = kernel_value(ask, CORE)
    if value is None:
        return None
    if value.startswith("|"):
        meaning = f"With GOTRACEBACK=crash a Go program that dies is handed to {plain(value[1:].partition(' ')[0])}."
    else:
        meaning = "With GOTRACEBACK=crash a Go program that dies leaves a core there for dlv core, if ulimit -c allows."
    return Seen(plain(value) or "empty", meaning)


ITEMS = (
    Item(
        "host.bpf",
        "eBPF for ordinary users",
        LINUX,
        BPF,
        "Tracers and profilers that load eBPF programs, in Go by cilium/ebpf, depend on it; other programs do not.",
        told(BPF, {"0": Seen("0 (open to all)"), "1": Seen("1 (closed)", _BY_ROOT), "2": Seen("2 (closed)", _BY_ROOT)}),
    ),
    Item(
        "host.perf",
        "perf for ordinary users",
        LINUX,
        PERF,
        "perf record sees Go functions by name, as Go programs keep frame pointers and symbols, where the kernel lets it.",
        told(
            PERF,
            {
                **{level: Seen(level, f"{_OWN}, with what the kernel does for them.") for level in ("-1", "0", "1")},
                "2": Seen("2", f"{_OWN}, without what the kernel does for them."),
                **{level: Seen(level, _NONE) for level in ("3", "4")},
            },
        ),
        "runtime/pprof does not need it: it works by timers and signals, whatever this says.",
    ),
    Item(
        "host.ptrace",
        "Debuggers",
        LINUX,
        PTRACE,
        "It decides whether dlv attach works; programs that dlv itself starts are free up to 1.",
        told(
            PTRACE,
            {
                "0": Seen("0", "dlv may attach to every program of the same user."),
                "1": Seen("1", "dlv debug, dlv test and dlv exec work; dlv attach needs root."),
                "2": Seen("2", "dlv needs root or CAP_SYS_PTRACE, for attaching and for programs that it starts."),
                "3": Seen("3", "No debugger works at all until the next start of the system."),
            },
        ),
    ),
    Item(
        "host.core-pattern",
        "Core dumps",
        LINUX,
        CORE,
        "A Go program that panics leaves a core only with GOTRACEBACK=crash; else it ends with exit status 2.",
        core_pattern,
    ),
)

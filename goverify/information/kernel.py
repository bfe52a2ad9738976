"""What the kernel allows. Sources: Documentation/admin-guide/sysctl/kernel.rst, seccomp(2), golang/go#31908, src/runtime/netpoll_epoll.go."""

from goverify.facts import Facts
from goverify.facts.machine.sandbox import FILTER, sandbox
from goverify.information.item import LINUX, Item, Seen, told

IO_URING = "/proc/sys/kernel/io_uring_disabled"


def seccomp(ask: Facts) -> Seen | None:
    """Return whether system calls are filtered here."""
    found = ask(sandbox)
    if found is None:
        return None
    if found.mode != FILTER:
        return Seen(found.told, "Programs may make every system call.")
    return Seen(found.told)


ITEMS = (
    Item(
        "host.io-uring",
        "io_uring",
        LINUX,
        IO_URING,
        "It makes no difference to Go programs, whose network poller uses epoll.",
        told(
            IO_URING,
            {"0": Seen("0 (open to all)"), "1": Seen("1 (open to one group and root)"), "2": Seen("2 (closed)")},
        ),
        "Go's runtime uses io_uring in no release (golang/go#31908 is open), so that neither speed nor faults come from it.",
    ),
    Item(
        "host.seccomp",
        "Filter of system calls",
        LINUX,
        "Seccomp, NoNewPrivs and Seccomp_filters in /proc/self/status",
        "Nearly every container has such a filter, and Go gets along with it unless it is older than the calls that Go makes.",
        seccomp,
    ),
)

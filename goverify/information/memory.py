"""What Go programs meet in memory. Sources: go.dev/doc/gc-guide, golang/go#64332, #75164, transhuge.rst, src/runtime/mem_linux.go."""

import re

from goverify.facts import Facts
from goverify.facts.machine.cgroup import granted
from goverify.facts.machine.kernel_values import kernel_value
from goverify.host.paths import read_text
from goverify.information.item import LINUX, Item, Seen, release_here

PAGES = "/sys/kernel/mm/transparent_hugepage"
LEAVES_THEM = (1, 21, 1)
"""From this release on the heap's pages are left to the kernel (go.dev/doc/gc-guide, Linux transparent huge pages)."""

MEMORY, MEMORY_BYTES = "/proc/meminfo", 16 << 10


def huge_pages(ask: Facts) -> Seen | None:
    """Return where the kernel gives huge pages, and how eagerly."""
    chosen, effort = (_chosen(kernel_value(ask, f"{PAGES}/{name}")) for name in ("enabled", "defrag"))
    if not chosen:
        return None
    filled = kernel_value(ask, f"{PAGES}/khugepaged/max_ptes_none") or "unknown"
    value = f"{chosen} (defrag {effort or 'unknown'}, max_ptes_none {filled})"
    release = release_here(ask)
    if chosen == "never":
        return Seen(value, "The heaps of Go programs have ordinary pages alone.")
    if release and release.numbers < LEAVES_THEM:
        return Seen(value, f"{release} asks for huge pages and gives them up by itself, which takes it some time.")
    if chosen != "always":
        return Seen(value, "The heaps of Go programs have ordinary pages, as Go asks for no others.")
    return Seen(value, _KEPT if filled == "0" else _GROWN)


_KEPT = "Heaps get huge pages where they are in use, as Go's guide to its collector advises."
_GROWN = (
    "The kernel may fill a huge page up around a few used ones, so that memory which Go gave back counts again; Go's "
    "guide to its collector advises max_ptes_none 0 and defrag defer."
)


def _chosen(text: str | None) -> str:
    """Return the word in brackets, with which such files say what is chosen."""
    found = re.search(r"\[([\w+]{1,20})\]", text or "")
    return found[1] if found else ""


def memory_limit(ask: Facts) -> Seen:
    """Return what the cgroups grant, and what the collector is told."""
    group, told = ask(granted, "memory"), ask.host.env.get("GOMEMLIMIT", "")
    limit = f"GOMEMLIMIT={told[:40]}" if told else "GOMEMLIMIT is not set"
    if group is None:
        return Seen(f"no limit by a cgroup; {limit}")
    value = f"{group.value >> 20} MiB by {group.file}; {limit}"
    if told:
        return Seen(value, "The collector works harder near GOMEMLIMIT; keep it below what the cgroup grants.")
    return Seen(value, "The collector knows nothing of it: give a service about nine tenths of it as GOMEMLIMIT.")


def swap(ask: Facts) -> Seen | None:
    """Return how much swap space there is."""
    text = read_text(ask.host, ask.host.path(MEMORY), MEMORY_BYTES) or ""
    found = re.search(r"^SwapTotal: +(\d{1,15}) kB$", text, re.MULTILINE)
    if found is None:
        return None
    if found[1] == "0":
        return Seen("none", "A build or program that needs more memory than there is gets killed at once.")
    return Seen(f"{int(found[1]) >> 10} MiB")


ITEMS = (
    Item(
        "host.huge-pages",
        "Transparent huge pages",
        LINUX,
        f"enabled, defrag and khugepaged/max_ptes_none below {PAGES}",
        "They make large heaps faster, and with always and the default max_ptes_none a program's memory larger.",
        huge_pages,
        "Neither always nor never is right for all programs: small heaps grow by them and large ones gain speed. With "
        "always it is max_ptes_none 0 in place of 511 that mends the growth, and GODEBUG=disablethp=1 takes one program's "
        "heap out (from Go 1.21.6 on).",
    ),
    Item(
        "host.memory-limit",
        "Memory that the container grants",
        LINUX,
        "memory.max or memory.limit_in_bytes of the cgroups above this process, GOMEMLIMIT",
        "A program that takes more than its cgroup grants is killed; builds gain nothing by GOMEMLIMIT.",
        memory_limit,
        "No release of Go takes GOMEMLIMIT from the cgroup (golang/go#75164); and it bounds the collector, not the program.",
    ),
    Item(
        "host.swap",
        "Swap space",
        LINUX,
        MEMORY,
        "Each collection goes through the whole heap, so a Go program whose heap was swapped out gets very slow.",
        swap,
    ),
)

"""What the kernel says in its small files below /proc and /sys, one value each (proc(5), sysfs(5))."""

from collections.abc import Mapping

from goverify.facts import Facts
from goverify.host.paths import read_text

VALUE_BYTES = 4 << 10
"""Longer ones are no values."""

STATUS_BYTES = 16 << 10
"""The file has some sixty lines; only the lists of processors and nodes may be long."""


def kernel_value(ask: Facts, place: str) -> str | None:
    """Return the first line of a file, its columns one blank apart; None where there is none, OSError where it is closed."""
    text = read_text(ask.host, ask.host.path(place), VALUE_BYTES)
    return None if text is None else " ".join(text.partition("\n")[0].split())


def own_status(ask: Facts) -> Mapping[str, str]:
    """Return what the kernel says of this process, by the names of proc_pid_status(5); nothing where it says nothing.

    Programs inherit the rows that matter: processors, seccomp, no_new_privs.
    """
    try:
        text = read_text(ask.host, ask.host.path("/proc/self/status"), STATUS_BYTES) or ""
    except OSError:
        return {}
    rows = (line.partition(":") for line in text.splitlines())
    return {name: value.strip() for name, colon, value in rows if colon}

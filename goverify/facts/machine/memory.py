"""How much memory a build may take here: what the machine has free, what the cgroups and this session allow."""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.machine.cgroup import granted
from goverify.facts.machine.session_limits import UNLIMITED, soft_limit
from goverify.host import System
from goverify.host.paths import read_text

ROW = re.compile(r"^(MemTotal|MemAvailable|SwapTotal|SwapFree): +(\d{1,15}) kB$", re.MULTILINE)


class Bound(NamedTuple):
    """One bound on the memory of a build."""

    bytes: int
    place: str
    what: str
    """The same as a part of a sentence."""
    passing: bool = False
    """It may be otherwise in a moment: the machine has more, and programs or its host have taken it."""


def machine_memory(ask: Facts) -> Bound | None:
    """Return what is free of memory and swap; None where nothing tells (proc_meminfo(5))."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return None
    try:
        text = read_text(host, host.path("/proc/meminfo"), 1 << 16) or ""
    except OSError:
        return None
    rows = {name: int(number) << 10 for name, number in ROW.findall(text)}
    if "MemAvailable" not in rows:
        return None
    free = rows["MemAvailable"] + rows.get("SwapFree", 0)
    total = rows.get("MemTotal", 0) + rows.get("SwapTotal", 0)
    return Bound(free, "/proc/meminfo", "of memory and swap are free", passing=total >= 2 * free)


def group_memory(ask: Facts) -> Bound | None:
    """Return what the cgroups grant; None where they limit nothing."""
    found = ask(granted, "memory")
    return Bound(found.value, str(found.file), "are all that the cgroup grants") if found else None


def session_memory(ask: Facts) -> Bound | None:
    """Return the limit of each program's address space; None where there is none."""
    space = ask.host.limits().address_space_bytes
    return None if space is None else Bound(space, "RLIMIT_AS", "of address space are all that a program may take")


def data_memory(ask: Facts) -> Bound | None:
    """Return the limit of each program's own data; None where there is none (getrlimit(2), RLIMIT_DATA)."""
    data = ask(soft_limit, "Max data size")
    if data is None or data == UNLIMITED:
        return None
    return Bound(data, "RLIMIT_DATA", "of data are all that a program may take")

"""Which system each Go release needs, and which releases' programs a system refuses.

Sources: go.dev/wiki/MinimumRequirements and the notes on ports of each release (go.dev/doc/go1.17, 1.18, 1.21, 1.23,
1.24, 1.25, 1.27); for what macOS refuses golang/go#68678. macOS is told by the release of its kernel (Darwin).
"""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.release import Release
from goverify.facts.tree import release_at_work
from goverify.host import System

Numbers = tuple[int, ...]


class Need(NamedTuple):
    """From which release on which system is needed."""

    release: tuple[int, int]
    kernel: Numbers
    name: str


NEEDS = {
    System.LINUX: (
        Need((1, 24), (3, 2), "Linux 3.2"),
        Need((1, 18), (2, 6, 32), "Linux 2.6.32"),
        Need((1, 0), (2, 6, 23), "Linux 2.6.23"),
    ),
    System.MACOS: (
        Need((1, 27), (22,), "macOS 13"),
        Need((1, 25), (21,), "macOS 12"),
        Need((1, 23), (20,), "macOS 11"),
        Need((1, 21), (19,), "macOS 10.15"),
        Need((1, 17), (17,), "macOS 10.13"),
        Need((1, 15), (16,), "macOS 10.12"),
    ),
    System.WINDOWS: (
        Need((1, 21), (10, 0), "Windows 10 or Windows Server 2016"),
        Need((1, 11), (6, 1), "Windows 7 or Windows Server 2008 R2"),
    ),
}
"""Of each system, the newest release first."""


class Refusal(NamedTuple):
    """From which system on programs of releases before which one do not start."""

    kernel: Numbers
    name: str
    release: tuple[int, int]
    why: str


REFUSALS = {
    System.MACOS: (
        Refusal((25,), "macOS 26", (1, 24), "its loader demands a mark (LC_UUID) that Go writes from 1.24 on"),
        Refusal((21,), "macOS 12", (1, 11), "Go before 1.11 makes system calls that are gone there"),
    ),
}


class Support(NamedTuple):
    """How the answering go and this system stand to each other."""

    release: Release
    need: Need | None
    """The system is older than this, which the release needs."""
    refusal: Refusal | None
    """The release is older than this, which the system demands."""


def os_support(ask: Facts) -> Support | None:
    """Return how the go that answers and this system stand to each other; None where either is not known."""
    release, platform = ask(release_at_work), ask.host.platform
    here = _numbers(platform.kernel)
    if release is None or not here:
        return None
    line = release.numbers[:2]
    needs = (need for need in NEEDS[platform.system] if line >= need.release)
    need = next(needs, None)
    refusals = (each for each in REFUSALS.get(platform.system, ()) if here >= each.kernel and line < each.release)
    return Support(release, need if need and here < need.kernel else None, next(refusals, None))


def last_supported(system: System, kernel: str) -> str:
    """Return the last line of releases that supports a kernel, such as "1.20"; empty where none is known."""
    here = _numbers(kernel)
    newer = [need.release for need in NEEDS[system] if here < need.kernel]
    oldest = min(newer, default=(0, 0))
    return f"{oldest[0]}.{oldest[1] - 1}" if oldest[1] > 1 else ""


def _numbers(kernel: str) -> Numbers:
    found = re.match(r"\d{1,9}(?:\.\d{1,9}){0,2}", kernel)
    return tuple(map(int, found[0].split("."))) if found else ()

"""The limits of this session: the soft ones bind its programs, and may be raised to the hard ones (proc_pid_limits(5))."""

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import read_text

UNLIMITED = (1 << 63) - 1

LIMIT_BYTES = 1 << 14
"""The file has sixteen lines."""


MODEST_TIME_S = 60
"""Of processor time for one program; a compiler or linker that needs more has a very large program before it."""

SOFT, HARD = 1, 2
"""The columns behind the name."""


def hard_limit(ask: Facts, name: str) -> int | None:
    """Return a limit by its name in /proc, such as "Max open files", `UNLIMITED` for none; None where nothing tells."""
    return _limit(ask, name, HARD)


def soft_limit(ask: Facts, name: str) -> int | None:
    """Return the limit that binds for now, as above."""
    return _limit(ask, name, SOFT)


def little_time(ask: Facts) -> int | None:
    """Return the seconds of processor time after which the system kills a program; None where they are not few.

    At the soft limit it sends SIGXCPU, which Go programs pass over (getrlimit(2), src/runtime/sigtab_linux_generic.go).
    """
    seconds = ask(hard_limit, "Max cpu time")
    return seconds if seconds is not None and seconds < MODEST_TIME_S else None


def _limit(ask: Facts, name: str, column: int) -> int | None:
    host = ask.host
    if host.platform.system is not System.LINUX:
        return None
    try:
        text = read_text(host, host.path("/proc/self/limits"), LIMIT_BYTES) or ""
    except OSError:
        return None
    rows = ([field.strip() for field in line.split("  ") if field.strip()] for line in text.splitlines())
    found = next((row[column] for row in rows if len(row) > HARD and row[0] == name), "")
    if found == "unlimited":
        return UNLIMITED
    return int(found) if found.isdecimal() and len(found) < len(str(UNLIMITED)) else None

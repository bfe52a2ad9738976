"""The hard limits of this session, which a program may raise its soft ones to (proc_pid_limits(5))."""

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import read_text

UNLIMITED = (1 << 63) - 1

LIMIT_BYTES = 1 << 14
"""The file has sixteen lines."""


def hard_limit(ask: Facts, name: str) -> int | None:
    """Return a limit by its name in /proc, such as "Max open files", `UNLIMITED` for none; None where nothing tells."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return None
    try:
        text = read_text(host, host.path("/proc/self/limits"), LIMIT_BYTES) or ""
    except OSError:
        return None
    rows = ([field.strip() for field in line.split("  ") if field.strip()] for line in text.splitlines())
    found = next((row[2] for row in rows if len(row) > 2 and row[0] == name), "")
    if found == "unlimited":
        return UNLIMITED
    return int(found) if found.isdecimal() and len(found) < len(str(UNLIMITED)) else None

"""What time this machine says it is, and which times it cannot be.

Linux tells the moment of its start by the wall clock, and the seconds since then (proc_stat(5), proc_uptime(5)); the
sum is the wall clock. A tree's VERSION file names the moment that its release was made (from 1.21 on); the dates of
files prove nothing, as reproducible images have all of them at 1970.
"""

import re
import time

from goverify.facts import Facts
from goverify.facts.goroot import goroot
from goverify.host import System
from goverify.host.paths import read_text

STARTED = re.compile(r"^btime (\d{1,11})$", re.MULTILINE)
RELEASED = re.compile(r"^time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$", re.MULTILINE)


def wall_clock(ask: Facts) -> int | None:
    """Return what time it is by this machine's clock, in seconds since 1970; None where nothing tells."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return None
    try:
        stat = read_text(host, host.path("/proc/stat")) or ""
        uptime = read_text(host, host.path("/proc/uptime"), 64) or ""
    except OSError:
        return None
    started, since = STARTED.search(stat), re.match(r"\d{1,10}", uptime)
    return int(started[1]) + int(since[0]) if started and since else None


def written(seconds: int) -> str:
    """Return a time as VERSION writes it, so that texts compare as times do."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def release_time(ask: Facts) -> str:
    """Return when the answering go's release was made, such as "2026-10-19T22:20:36Z"; empty where nothing tells."""
    root = ask(goroot).judged
    if root is None:
        return ""
    try:
        found = RELEASED.search(read_text(ask.host, root / "VERSION", 4096) or "")
    except OSError:
        return ""
    return found[1] if found else ""

"""The options of a mount on Linux, as the kernel lists them (proc_pid_mountinfo(5))."""

import re

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import read_text

LIMIT_BYTES = 4 << 20


def mount_options(ask: Facts, mount: str) -> tuple[str, ...]:
    """Return the options of what is mounted at a place, the file system's own too; none where nothing tells."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return ()
    try:
        table = read_text(host, host.path("/proc/self/mountinfo"), LIMIT_BYTES) or ""
    except OSError:
        return ()
    found: tuple[str, ...] = ()
    for line in table.split("\n"):
        fields, _, about = line.partition(" - ")
        columns, own = fields.split(" "), about.split(" ")
        if len(columns) >= 6 and len(own) >= 3 and _plain(columns[4]) == mount:
            found = (*columns[5].split(","), *own[2].split(","))  # the last of several is on top
    return found


def _plain(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)

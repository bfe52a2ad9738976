"""The system clock is not far off.

Why
    By a clock that lags behind, certificates are not valid yet, so that no module is fetched; by one that runs
    years ahead they have all expired. Board computers without a battery start in 1970.

Looks at
    The time that Linux tells, against the moment at which the answering go's own release was made: it cannot be
    earlier, and 20 years later is no time for it either. The dates of files do not count: reproducible images date
    all of them 1970.

Fix
    Set the clock, best by a time service: `timedatectl set-ntp true` on most Linux systems.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.machine.wall_clock import release_time, wall_clock, written
from goverify.host import System

DAY_S = 86_400
TOLERANCE_S = 2 * DAY_S
LONG_S = 20 * 365 * DAY_S
"""Certificates of authorities are made for about as long."""


@check(causes=("clock-wrong",), systems=(System.LINUX,))
def clock(ask: Ask) -> Iterator[Finding | Evidence]:
    made, now = ask(release_time), ask(wall_clock)
    if now is None or not made:
        raise Unavailable(
            "nothing tells the time" if now is None else "the tree does not say when its release was made"
        )
    early, late = written(now + TOLERANCE_S) < made, written(now - LONG_S) > made
    if not early and not late:
        yield Evidence("the clock", f"is later than this release was made ({made[:10]})")
        return
    when = "before" if early else "more than 20 years after"
    day, made_on = written(now)[:10], f"the day on which this Go release was made ({made[:10]})"
    yield Finding(
        cause="clock-wrong",
        subject="the clock",
        message=f"the system clock says {day}, which is {when} {made_on}",
        evidence=(Evidence("the clock", written(now)), Evidence("VERSION", f"time {made}")),
        fix=Fix("Set the clock; the line switches the system's time service on.", ("sudo timedatectl set-ntp true",)),
        concerns=concerned(ask),
    )

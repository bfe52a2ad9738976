"""What the scheduler of a running program tells of itself (GODEBUG=schedtrace), in both of its forms.

Source: src/runtime/proc.go (schedtrace). From 1.25 on a line has needspinning and schedticks too, and blanks within the brackets.
"""

import re
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.deep.programs import WAIT, Way, built, said
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.words import summary

EVERY_MS, LENGTH = 500, "1100ms"
"""A line at the start and one each half second after it: two or three."""

MOST = 20

LINE = re.compile(
    r"^SCHED (\d{1,9})ms: gomaxprocs=(\d{1,6}) idleprocs=(\d{1,6}) threads=(\d{1,6}) spinningthreads=(\d{1,6})"
    r"(?: needspinning=\d{1,6})? idlethreads=(\d{1,6}) runqueue=(\d{1,9}) \[ ?([\d ]{0,9999}?) ?\]"
    r"(?: schedticks=\[ ?([\d ]{0,9999}?) ?\])?\r?$",
    re.MULTILINE,
)


class Moment(NamedTuple):
    """One line of it."""

    at_ms: int
    """Since the program's start."""
    gomaxprocs: int
    idle_processors: int
    threads: int
    spinning_threads: int
    idle_threads: int
    waiting: int
    """Goroutines that wait in the queue of all."""
    queues: tuple[int, ...]
    """Those that wait in the queue of each processor."""
    ticks: tuple[int, ...]
    """How often each has chosen what to run; empty before 1.25."""


def moments(text: str) -> tuple[Moment, ...]:
    """Return what the lines in a text tell, the first of them."""
    found = []
    for match in list(LINE.finditer(text[: 1 << 16]))[:MOST]:
        at_ms, most, idle, threads, spinning, idle_threads, waiting = (int(match[group]) for group in range(1, 8))
        queues, ticks = _numbers(match[8]), _numbers(match[9])
        found.append(Moment(at_ms, most, idle, threads, spinning, idle_threads, waiting, queues, ticks))
    return tuple(found)


def _numbers(listed: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in (listed or "").split())


def schedtrace(ask: Facts) -> tuple[Moment, ...]:
    """Return what a program that only waits tells for a second; Blocked where it was not built or did not run."""
    ask(demand_deep)
    made = ask(built, Way("waiting"))
    if not made.completed.ok:
        raise Blocked(f"the program to be traced was not built: {summary(made.completed, limit=100)}")
    run = said(ask, made, WAIT, LENGTH, GODEBUG=f"schedtrace={EVERY_MS}").completed
    if not run.ok:
        raise Blocked(f"the program to be traced did not run: {summary(run, limit=100)}")
    return moments(run.stderr)

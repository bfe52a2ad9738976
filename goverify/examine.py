"""The examination: run the chosen checks on a host, side by side, and report what they found."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from goverify.catalog import load
from goverify.facts import Allowances, Facts
from goverify.facts.machine.session_limits import soft_limit
from goverify.host import Host, NotRecorded
from goverify.model import CheckResult, Terms
from goverify.policy import NO_RULES, Rules, ruled, summary_of
from goverify.runner import Gathering, run_check, unfinished
from goverify.stops import Interrupted

if TYPE_CHECKING:
    from goverify.report import Report, WhichReport
    from goverify.summary import Summary

HASHING = "authenticity.files-differ"
"""The check that hashes the tree; where it was not chosen, the report says nothing of authenticity either."""

CHOOSING = "toolchain."
"""The area whose checks tell which Go would run here."""

LAST_WORDS_S = 0.5
"""How long a run that is over its time waits for what is about to end."""


AMPLE_SPACE_BYTES, FEW_THREADS = 8 << 30, 3
"""glibc sets aside 64 MiB and more for each of the first threads (mallopt(3), M_ARENA_MAX)."""

SCANT_SPACE_BYTES = 400 << 20
"""With less than this two threads leave too little for what they do."""

AMPLE_DATA_BYTES = 512 << 20
"""The stacks of all threads count (setrlimit(2), RLIMIT_DATA), and Python waits forever for one that cannot begin."""

AMPLE_FILES = 64
"""Each check that reads or runs something has a few files open at a time, and to import it takes one."""


Watch = Callable[[Callable[[], tuple[str, ...]]], object]
"""Called once, with a function that names the checks still running."""


def examine(
    host: Host,
    checks: Sequence[str],
    *,
    allow: Allowances,
    terms: Terms,
    deadline_s: float,
    watch: Watch | None = None,
    rules: Rules = NO_RULES,
    ways: "Callable[[Facts], WhichReport] | None" = None,
) -> "Report":
    """Run the checks of these ids on the host and report by the rules, at the latest soon after the deadline.

    `ways` is what finds out every go on PATH, where the report is to tell of them.
    """
    begun, started_at = time.monotonic(), time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    facts = Facts(host, allow)
    running = Gathering({id_: partial(_run, id_, facts) for id_ in checks})
    areas = frozenset(id_.partition(".")[0] for id_ in checks)
    chosen = any(id_.startswith(CHOOSING) for id_ in checks)
    about = Gathering({"summary": partial(_summary, facts, authentic=HASHING in checks, areas=areas, chosen=chosen)})
    along = Gathering({"ways": partial(ways, facts)} if ways else {})
    if watch:
        watch(running.running)
    stopped_by = _run_all(running, (about, along), deadline_s, _threads(facts))
    reason = "interrupted" if stopped_by else f"did not end within {deadline_s:g} s"
    done = dict(running.done)
    if running.failed and not stopped_by:
        done |= _again(running.failed, facts, deadline_s)
    results = ruled((done.get(id_) or unfinished(load(id_), reason) for id_ in checks), rules)

    import uuid  # what only the end needs is imported at the end

    from goverify.report import RunSummary
    from goverify.verdict import report_of, with_exit_status

    run = RunSummary(
        id=uuid.uuid4().hex,
        started_at=started_at,
        duration_s=round(time.monotonic() - begun, 3),
        profile=rules.profile,
        online=allow.online,
        deep=allow.deep,
        exit_code=128 + stopped_by,
        exit_reason=reason,
    )
    report = report_of(host, run, results, about.done.get("summary"))
    report = report._replace(policy=summary_of(results, rules), ways=along.done.get("ways"))
    return report if stopped_by else with_exit_status(report, terms)


def _run(id_: str, facts: Facts) -> CheckResult:
    """Import and run a check: what one check needs is imported while another already waits for the host."""
    return run_check(load(id_), facts)


def _again(ids: Iterable[str], facts: Facts, deadline_s: float) -> dict[str, CheckResult]:
    """Run once more, one by one, what could not even be imported while others had all open files and memory."""
    alone = Gathering({id_: partial(_run, id_, facts) for id_ in ids})
    alone.start(1)
    alone.wait(deadline_s)
    return alone.done


def _summary(facts: Facts, *, authentic: bool, areas: frozenset[str], chosen: bool) -> "Summary":
    from goverify.summary import summarise  # imported while the checks already run

    return summarise(facts, authentic=authentic, areas=areas, chosen=chosen)


def _threads(facts: Facts) -> int | None:
    """Return how many checks may run at once, None for all: each thread takes address space, memory and open files."""
    try:
        limits, data = facts.host.limits(), facts(soft_limit, "Max data size")
    except NotRecorded:
        return None
    space = limits.address_space_bytes
    if space is not None and space < SCANT_SPACE_BYTES:
        return 1
    bounds = ((space, AMPLE_SPACE_BYTES), (data, AMPLE_DATA_BYTES), (limits.open_files, AMPLE_FILES))
    return FEW_THREADS if any(limit is not None and limit < ample for limit, ample in bounds) else None


def _run_all(
    running: Gathering[CheckResult],
    beside: "tuple[Gathering[Summary], Gathering[WhichReport]]",
    deadline_s: float,
    threads: int | None,
) -> int:
    """Run until all is done or the time is over; return the number of the signal that ended it, or 0."""
    try:
        running.start(threads)
        for each in beside:
            each.start()
        running.wait(deadline_s)
        for each in beside:
            each.wait(LAST_WORDS_S if running.running() else deadline_s)
    except KeyboardInterrupt:
        running.wait(LAST_WORDS_S)
        return 2
    except Interrupted as stop:
        running.wait(LAST_WORDS_S)
        return stop.signal_number
    return 0

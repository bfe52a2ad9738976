"""With --deep: the race detector (-race) finds a race, and none where there is none.

Why
    Tests with -race are what finds most bugs between goroutines. The detector is a piece of C++ that the tree brings
    along; it wants a C compiler, a large address space, and a kernel that lays memory out as it expects.

Looks at
    A program of goverify's own built with -race: it must end well where its goroutines share nothing, and with
    status 66 and a warning where two of them write one variable. Skipped where the platform, the tree or a lacking
    C compiler allows no -race.

Fix
    On Linux, where it speaks of an unexpected memory mapping: `sudo sysctl vm.mmap_rnd_bits=28`, or a newer Go.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.blame import BLAMED
from goverify.facts.build import runnable_go
from goverify.facts.deep.programs import Said
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.deep.raced import FOUND_STATUS, Raced, raced
from goverify.facts.words import summary, words_of
from goverify.host import System
from goverify.proving import BUILD, RUN, failed, not_built, unsound

LAID_OUT = "unexpected memory mapping"
LESS_RANDOM = Fix(
    "Let the kernel lay memory out less at random, or install a newer Go.",
    ("sudo sysctl vm.mmap_rnd_bits=28",),
)


@check(causes=(BUILD, RUN, *BLAMED))
def race_detector(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    seen = ask(raced)
    if seen.clean is None:
        yield from not_built(ask, seen.made, doing="build with -race", severity=Severity.MEDIUM)
        return
    yield Evidence("go build -race", f"built in {seen.made.completed.duration_s:.2f} s")
    if seen.racing is None:
        yield from _not_clean(ask, seen, seen.clean)
    elif seen.found:
        yield Evidence("a program with a race", f"exit status {FOUND_STATUS}, as it should")
    else:
        ended = summary(seen.racing.completed)
        what = f"the race detector of {ask(runnable_go).found} does not find a race between two goroutines: {ended}"
        yield unsound(ask, RUN, what, "a program with a race", severity=Severity.MEDIUM)


def _not_clean(ask: Ask, seen: Raced, clean: Said) -> Iterator[Finding]:
    """Yield what is wrong where the program without a race did not end well."""
    run = clean.completed
    if clean.wrong:
        what = f"a program that {ask(runnable_go).found} built with -race {clean.wrong}"
        yield unsound(ask, RUN, what, "a program without a race", severity=Severity.MEDIUM)
        return
    laid_out = LAID_OUT in words_of(run) and ask.host.platform.system is System.LINUX
    doing, work = "make a program with -race that runs", seen.made.work
    for finding in failed(ask, run, cause=RUN, doing=doing, work=work, severity=Severity.MEDIUM):
        yield finding._replace(fix=LESS_RANDOM) if laid_out and finding.cause == RUN else finding

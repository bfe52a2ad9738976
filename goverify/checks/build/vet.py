"""With --deep: `go vet` goes over a program, and finds what is wrong with one.

Why
    `go test` runs vet before every test, so a vet that fails stops tests as well. It reads what the compiler wrote
    about each package, and so shows a mixed tree.

Looks at
    `go vet` over the probe, by go itself with no setting of the user, and over a program whose Printf gets a text
    for %d: vet must end well with the one and find the other.

Fix
    Remove the tree and unpack its release anew.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.blame import BLAMED
from goverify.facts.build import runnable_go
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.deep.vetted import Vetted, vetted_probe, vetted_wrong
from goverify.facts.words import plain, summary, words_of
from goverify.proving import BUILD, failed, unsound

FOUND_STATUS = 1
"""With which vet ends where it has something to say (cmd/vet: 1, as cmd/go passes it on)."""

WORDS = re.compile(r"^(?:\.[\\/])?\w+\.go:\d+:\d+: ", re.MULTILINE)
"""How it begins what it says of a file beside it; what cannot be compiled begins otherwise, or lies elsewhere."""


@check(causes=(BUILD, *BLAMED))
def vet(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    good = ask(vetted_probe)
    if not good.completed.ok and not _speaks_of_the_program(good):
        yield from _failed(ask, good)
        return
    said = (
        summary(good.completed) if not good.completed.ok else f"nothing to find, in {good.completed.duration_s:.2f} s"
    )
    yield Evidence("go vet of the probe", said)
    wrong = ask(vetted_wrong)
    if _speaks_of_the_program(wrong):
        yield Evidence("go vet of a wrong program", plain(words_of(wrong.completed).strip().splitlines()[-1]))
    elif wrong.completed.status in {0, FOUND_STATUS}:
        what = (
            f"{ask(runnable_go).found} vet does not find a text where a number is promised: {summary(wrong.completed)}"
        )
        yield unsound(ask, BUILD, what, "go vet of a wrong program", severity=Severity.MEDIUM)
    else:
        yield from _failed(ask, wrong)


def _speaks_of_the_program(seen: Vetted) -> bool:
    """Return whether vet did its work: a newer one may find in the probe what its release does not like."""
    run = seen.completed
    return run.status == FOUND_STATUS and bool(WORDS.search(words_of(run)))


def _failed(ask: Ask, seen: Vetted) -> Iterator[Finding]:
    yield from failed(
        ask,
        seen.completed,
        cause=BUILD,
        doing="vet a program",
        work=seen.work,
        severity=Severity.HIGH,
        cache=seen.cache,
    )

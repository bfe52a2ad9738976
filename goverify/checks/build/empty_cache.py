"""With --deep: a build that finds nothing compiled goes well.

Why
    A build cache hides what is lost: without its headers (pkg/include), the assembler or a part of the source, a Go
    builds on as long as its cache lasts, and fails after `go clean -cache`, in CI or for the next user.

Looks at
    A program of goverify's own, built by go itself with no setting of the user, from an empty build cache that is
    removed afterwards.

Fix
    Remove the tree and unpack its release anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.blame import BLAMED
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.deep.repeated import from_nothing
from goverify.proving import BUILD, RUN, not_built, not_running

FROM_NOTHING = "from an empty build cache"


@check(causes=(BUILD, RUN, *BLAMED))
def empty_cache(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    made = ask(from_nothing)
    if not made.completed.ok:
        yield from not_built(ask, made, doing=f"build a program {FROM_NOTHING}", severity=Severity.CRITICAL)
        return
    yield Evidence(f"go build {FROM_NOTHING}", f"{made.completed.duration_s:.2f} s")
    yield from not_running(ask, made, how=FROM_NOTHING, severity=Severity.CRITICAL)

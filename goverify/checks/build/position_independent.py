"""With --deep: a position-independent program (-buildmode=pie) is built, is one, and runs.

Why
    Distributions and hardened builds ask for it. It compiles the standard library anew in another way and links it
    for the system's loader, which a plain build never needs.

Looks at
    A program of goverify's own built with -buildmode=pie and without cgo: its header must say that it may be loaded
    anywhere, and it must run. Skipped where the platform has no such programs without C, and where this host has not
    the loader that they ask for.

Fix
    Remove the tree and unpack its release anew.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.blame import BLAMED
from goverify.facts.build import runnable_go
from goverify.facts.deep.programs import Built, Way, built
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.executable import executable
from goverify.facts.words import plain, words_of
from goverify.host.paths import is_file
from goverify.proving import BUILD, RUN, not_built, not_running, unsound

WAY = Way("independent", flags=("-buildmode=pie",))
AS_SUCH = "with -buildmode=pie"
UNSUPPORTED = re.compile(r"-buildmode=pie (?:requires external|not supported)[^\n]*")


@check(causes=(BUILD, RUN, *BLAMED))
def position_independent(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    made = ask(built, WAY)
    refused = UNSUPPORTED.search(words_of(made.completed))
    if not made.completed.ok and refused:
        raise Unavailable(f"it is not to be had here: {plain(refused[0].strip())}")
    if not made.completed.ok:
        yield from not_built(ask, made, doing=f"build {AS_SUCH}", severity=Severity.MEDIUM)
        return
    yield from _judged(ask, made)


def _judged(ask: Ask, made: Built) -> Iterator[Finding | Evidence]:
    file, go = ask(executable, made.program), ask(runnable_go).found
    seconds = f"built in {made.completed.duration_s:.2f} s"
    yield Evidence(f"go build {AS_SUCH}", f"{seconds}, loader {file.interpreter or 'not named'}")
    if file.pie is False:
        what = f"a program that {go} built {AS_SUCH} is to be loaded at one address only"
        yield unsound(ask, BUILD, what, "the program's header", severity=Severity.MEDIUM)
    if file.interpreter and not is_file(ask.host, ask.host.path(file.interpreter)):
        raise Unavailable(f"it was built, and this host has not the loader that it asks for ({file.interpreter})")
    yield from not_running(ask, made, how=AS_SUCH, severity=Severity.MEDIUM)

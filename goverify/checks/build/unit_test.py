"""With --deep: `go test` builds a test and runs it, under the user's own settings.

Why
    A test is a program of its own in the folder for temporary files, which must be allowed to start there. Rules of
    a security module forbid that on some machines, and no mount option tells.

Looks at
    One small test of goverify's own, by `go test -count=1` under the settings of this session, after a plain program
    has been built and run under them.

Fix
    Set GOTMPDIR to a folder from which programs may be started.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.blame import BLAMED
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.deep.tested import tested
from goverify.facts.words import words_of
from goverify.proving import BUILD, RUN, failed

NOT_BUILT = ("[build failed]", "[setup failed]", "[no test files]")


@check(causes=(BUILD, RUN, *BLAMED))
def unit_test(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    seen = ask(tested)
    if seen.completed.ok:
        yield Evidence("go test -count=1", f"built and ran a test in {seen.completed.duration_s:.2f} s")
        return
    built = not any(words in words_of(seen.completed) for words in NOT_BUILT)
    yield from failed(
        ask,
        seen.completed,
        cause=RUN if built and seen.completed.status == 1 else BUILD,
        doing="run a test",
        work=seen.work,
        severity=Severity.HIGH,
        cache=seen.cache,
        under_settings=True,
    )

"""With --deep: the same source, built twice from nothing, gives the same bytes.

Why
    Go's builds are made to be repeated: what others built can be checked by building it again. Where the bytes
    differ, something that is no source has a say: a compiler that was changed, a clock, memory that fails.

Looks at
    A program of goverify's own, by go itself with no setting of the user, each time from an empty build cache: twice
    in one folder, and with -trimpath in two folders; the SHA-256 and the build ID of what comes out.

Fix
    Prove the tree with `goverify authenticate`; where every file of it is genuine, test the machine's memory.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.blame import BLAMED
from goverify.facts.build import runnable_go
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.deep.repeated import PAIRS, Twin, from_nothing, twins
from goverify.facts.goroot import concerned
from goverify.proving import BUILD, not_built

PROVE = Fix("Prove the tree; where every file of it is genuine, test the machine's memory.", ("goverify authenticate",))


@check(causes=("build-nondeterministic", BUILD, *BLAMED))
def repeatable(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    if not ask(from_nothing).completed.ok:
        raise Blocked("a build from an empty build cache fails")
    for pair in PAIRS:
        yield from _judged(ask, pair)


def _judged(ask: Ask, pair: str) -> Iterator[Finding | Evidence]:
    found: list[Twin] = []
    for item in ask(twins, pair):
        if isinstance(item, Twin):
            found.append(item)
            continue
        yield from not_built(ask, item, doing=f"build a program twice from nothing {pair}", severity=Severity.HIGH)
        return
    one, other = found
    yield Evidence(f"a program built twice {pair}", f"SHA-256 {one.digest[:16]}… and {other.digest[:16]}…")
    if one.digest != other.digest:
        yield _differs(ask, pair, one, other)


def _differs(ask: Ask, pair: str, one: Twin, other: Twin) -> Finding:
    go = ask(runnable_go).found
    told = "their build IDs differ too" if one.build_id != other.build_id else "their build IDs are the same"
    return Finding(
        cause="build-nondeterministic",
        subject=go,
        message=f"{go} made two different programs of the same source {pair}; {told}",
        evidence=tuple(
            Evidence(str(twin.made.program), f"SHA-256 {twin.digest}, {twin.build_id}") for twin in (one, other)
        ),
        fix=PROVE,
        concerns=concerned(ask),
    )

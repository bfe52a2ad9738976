"""The same source built twice, each time from nothing: in one folder, and with -trimpath in two.

Source: go.dev/blog/rebuild. Without -trimpath a program holds the folder that it was built in, so that one stays the same.
"""

import hashlib
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.deep.programs import Built, Way, built
from goverify.facts.deep.proofs import demand_deep, demand_room
from goverify.facts.executable import executable
from goverify.facts.running import scratch
from goverify.host import Reader

QUESTION = "sha256"
"""What is asked of the whole of a program, as a recording keeps the answer."""

CHUNK_BYTES = 1 << 20

FROM_NOTHING = Way("nothing", cache="cache-1")
AGAIN = Way("nothing", output="again", cache="cache-2")
TRIMMED = Way("nothing", output="trimmed", cache="cache-1", flags=("-trimpath",))
TRIMMED_ELSEWHERE = Way("elsewhere", output="trimmed", cache="cache-2", flags=("-trimpath",))

PAIRS = {
    "in the same folder": (FROM_NOTHING, AGAIN),
    "with -trimpath in two folders": (TRIMMED, TRIMMED_ELSEWHERE),
}
"""What is built twice and has to come out the same."""


class Twin(NamedTuple):
    """One of two programs that ought to be the same."""

    made: Built
    digest: str
    """SHA-256."""
    build_id: str


def from_nothing(ask: Facts) -> Built:
    """Return how a build goes that finds nothing compiled; Unavailable where there is no room for it."""
    ask(demand_deep)
    demand_room(ask, ask(scratch, FROM_NOTHING.cache))
    return ask(built, FROM_NOTHING)


def twins(ask: Facts, pair: str) -> tuple[Built | Twin, ...]:
    """Return both programs of a pair, or up to the first that was not built."""
    ask(from_nothing)
    found: list[Built | Twin] = []
    for way in PAIRS[pair]:
        made = ask(built, way)
        found.append(_twin(ask, made) if made.completed.ok else made)
        if not made.completed.ok:
            break
    return tuple(found)


def _twin(ask: Facts, made: Built) -> Twin:
    return Twin(made, ask.host.judged(made.program, QUESTION, _sha256), ask(executable, made.program).go_build_id or "")


def _sha256(reader: Reader) -> str:
    digest, offset = hashlib.sha256(), 0
    while data := reader.read(offset, CHUNK_BYTES):
        digest.update(data)
        offset += len(data)
    return digest.hexdigest()

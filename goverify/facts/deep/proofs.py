"""How a proof is made: where it was asked for, after a plain build that worked, in its turn and under a limit of its own."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from threading import BoundedSemaphore

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.build import Loop, builder, probe_loop
from goverify.facts.machine.processors import allowed_processors
from goverify.facts.running import QUESTION_LIMIT_S, run_go, run_to_end
from goverify.host import Completed, NotRecorded

PROOF_LIMIT_S = 180.0
"""For one build of a proof, which compiles the standard library: 4 to 10 s, a minute on a busy machine."""

MOST_AT_ONCE, USUALLY_AT_ONCE = 4, 2
"""Each of them is a go that compiles on several processors by itself."""

ROOM_BYTES = 1 << 30
"""Two build caches, each with the standard library in two forms, take half of it."""


def demand_deep(ask: Facts) -> None:
    """Raise Unavailable where the proofs that build for a minute were not asked for."""
    if not ask.allow.deep:
        raise Unavailable("asked for with --deep")


def demand_room(ask: Facts, folder: PurePath) -> None:
    """Raise Unavailable where a folder has no room for builds from nothing."""
    try:
        free_bytes = ask.host.filesystem(folder).free_bytes
    except (NotRecorded, OSError):
        return
    if free_bytes < ROOM_BYTES:
        raise Unavailable(f"only {free_bytes >> 20} MiB are free for what the proof builds, which can take 1024")


def sound_loop(ask: Facts) -> Loop:
    """Return the plain build that a proof goes beyond; Blocked where that or its program failed."""
    ask(demand_deep)
    loop = ask(probe_loop)
    if not loop.ok:
        raise Blocked("a plain program does not build and run")
    return loop


def turns(ask: Facts) -> BoundedSemaphore:
    """Return what lets as many proofs run at once as there are processors; nobody who holds a turn may ask for a fact."""
    return BoundedSemaphore(max(1, min(MOST_AT_ONCE, ask(allowed_processors) or USUALLY_AT_ONCE)))


def go_in_turn(ask: Facts, args: Sequence[str], *, env: Mapping[str, str], cwd: PurePath) -> Completed:
    """Run the go that builds, when it is its turn; Unavailable where a recording was made without it."""
    go, turn = ask(builder), ask(turns)
    with turn:
        try:
            return run_go(ask, go, args, env=env, cwd=cwd, timeout_s=PROOF_LIMIT_S)
        except NotRecorded as missing:
            raise Unavailable("it was not asked for when this host was recorded") from missing


def program_in_turn(
    ask: Facts, program: PurePath, args: Sequence[str], *, env: Mapping[str, str], cwd: PurePath
) -> Completed:
    """Run a program or a tool, when it is its turn; Unavailable where a recording was made without it."""
    turn = ask(turns)
    with turn:
        try:
            return run_to_end(ask, program, args, env=env, cwd=cwd, timeout_s=QUESTION_LIMIT_S)
        except NotRecorded as missing:
            raise Unavailable("it was not asked for when this host was recorded") from missing

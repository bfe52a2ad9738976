"""Go by itself builds a program, and the program runs.

Why
    That go answers proves little: a tree can be damaged in many ways that only a build brings to light.

Looks at
    A small program of goverify's own, built once without any setting of the user, without cgo and without the
    network, in a private folder and a build cache of its own, and run once. The program must be of the release and
    for the machine that go says it is. What it tells of the running Go and the host is judged by the runtime checks.

Fix
    Where the failure names no deeper cause: remove the tree and unpack its release anew into an empty folder.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Unavailable, check
from goverify.blame import BLAMED, blame
from goverify.facts.build import Loop, probe_loop, runnable_go
from goverify.facts.goroot import goroot
from goverify.facts.identity import identity
from goverify.facts.probing.probe import Probe, probe
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.tree import tree_release


@check(causes=("build-fails", "run-fails", *BLAMED))
def by_itself(ask: Ask) -> Iterator[Finding | Evidence]:
    go, root, loop = ask(runnable_go), ask(goroot).judged, ask(probe_loop)
    anew = reinstall(ask, root, go.release or ask(tree_release, root)) if root else None
    if not loop.build.ok:
        yield from blame(
            ask,
            go,
            loop.build,
            cause="build-fails",
            doing="build a program",
            root=root,
            work=loop.work,
            cache=loop.cache,
            fix=anew if loop.build.status else None,
        )
    elif loop.run and not loop.run.ok:
        doing = "make a program that runs"
        yield from blame(ask, go, loop.run, cause="run-fails", doing=doing, root=root, work=loop.work)
    else:
        yield Evidence(str(go.found), _times(loop))
        yield from _judged(ask, loop)


def _times(loop: Loop) -> str:
    assert loop.run
    what = "the probe" if loop.probe else "a program of one line (the probe needs Go 1.19)"
    cache = "a cache that held something" if loop.warm else "an empty cache"
    return f"built {what} in {loop.build.duration_s:.2f} s with {cache}; it ran in {loop.run.duration_s:.3f} s"


def _judged(ask: Ask, loop: Loop) -> Iterator[Finding | Evidence]:
    if not loop.probe:
        if loop.wrong_words:
            yield _unsound(ask, loop.wrong_words, "the program's output")
        return
    seen = ask(probe)
    if seen.problem:
        yield _unsound(ask, seen.problem, "the probe's output")
        return
    yield from _compared(ask, seen)


def _compared(ask: Ask, seen: Probe) -> Iterator[Finding | Evidence]:
    """Judge whether the program is what go says that it makes."""
    step = seen.step("runtime")
    if step is None or step.error:
        return
    made, pair = step.text("version"), f"{step.text('goos')}/{step.text('goarch')}"
    yield Evidence("the program", f"{made} for {pair}, with GOMAXPROCS {step.text('gomaxprocs')}")
    try:
        said = ask(identity, ask(runnable_go))
    except (Blocked, Unavailable):
        return
    if said.version and made != said.version and _differ(made, said.version):
        yield _unsound(ask, f"is of {made}, while go itself is {said.version}", "the probe's step runtime")
    if said.os and pair != f"{said.os}/{said.arch}":
        yield _unsound(
            ask, f"is made for {pair}, while go builds for {said.os}/{said.arch}", "the probe's step runtime"
        )


def _differ(made: str, said: str) -> bool:
    one, other = Release.parse(made), Release.parse(said)
    return one is None or other is None or one != other


def _unsound(ask: Ask, what: str, place: str) -> Finding:
    go, root = ask(runnable_go), ask(goroot).judged
    return Finding(
        cause="run-fails",
        subject=go.found,
        message=f"a program that {go.found} built {what}",
        evidence=(Evidence(place, what),),
        fix=reinstall(ask, root, go.release or ask(tree_release, root)) if root else None,
        concerns=(root,) if root else (),
    )

"""With --deep: programs for the other two systems are built, and are what they are meant to be.

Why
    go brings all that it takes to build for Linux, macOS and Windows without a C compiler. Files of one system that
    are missing from the tree, or left over from another release, show in no build for this one.

Looks at
    A program of goverify's own built for each of the other two, with CGO_ENABLED=0 and no setting of the user; the
    format and the processor of what comes out, read from the file. Nothing of it is run.

Fix
    Remove the tree and unpack its release anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.blame import BLAMED
from goverify.facts.build import runnable_go
from goverify.facts.deep.programs import Built, Way, built
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.executable import executable
from goverify.facts.tree import release_at_work
from goverify.host import System
from goverify.proving import BUILD, not_built, unsound

USUAL = "amd64"
EVERYWHERE, EVERYWHERE_SINCE = ("amd64", "arm64"), (1, 17, 0)
"""What all three systems run on, and from which release on."""


@check(causes=(BUILD, *BLAMED))
def cross_builds(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    release, arch = ask(release_at_work), ask.host.platform.arch
    old = release is not None and release.numbers < EVERYWHERE_SINCE
    arch = arch if arch in EVERYWHERE and not old else USUAL
    for system in System:
        if system is not ask.host.platform.system:
            changes = (("GOOS", system.goos), ("GOARCH", arch))
            made = ask(built, Way(f"for-{system.goos}", changes=changes))
            yield from _judged(ask, made, system.goos, arch)


def _judged(ask: Ask, made: Built, goos: str, arch: str) -> Iterator[Finding | Evidence]:
    target = f"{goos}/{arch}"
    if not made.completed.ok:
        yield from not_built(ask, made, doing=f"build for {target}", severity=Severity.MEDIUM)
        return
    file = ask(executable, made.program)
    found = f"{file.system or file.format}/{'/'.join(file.architectures)}"
    yield Evidence(f"go build for {target}", f"a program for {found} in {made.completed.duration_s:.2f} s")
    if file.problem or found != target:
        wrong = f"is {file.problem}" if file.problem else f"is made for {found}"
        what = f"a program that {ask(runnable_go).found} built for {target} {wrong}"
        yield unsound(ask, BUILD, what, "the program's header", severity=Severity.MEDIUM)

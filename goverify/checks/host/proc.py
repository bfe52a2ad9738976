"""The folder /proc is mounted.

Why
    Go finds its own tree through /proc/self/exe, and its runtime reads the processors and limits below /proc. In a
    chroot without it even `go env GOROOT` fails, as if the go file had been copied out of its tree.

Looks at
    Whether there is anything under /proc/self.

Fix
    Mount it. Until then GOROOT tells go where its tree is.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import by_location
from goverify.facts.remedies import set_variable
from goverify.host import System

SELF = "/proc/self"


@check(causes=("proc-missing",), systems=(System.LINUX,))
def proc(ask: Ask) -> Iterator[Finding | Evidence]:
    go, host = ask(answering_go), ask.host
    try:
        there = host.entry(host.path(SELF)) is not None
    except PermissionError:
        there = True  # hidden from this user, but there
    except OSError:
        there = False
    if there:
        yield Evidence(SELF, "is there")
        return
    root = None if go.wrapper else by_location(host, go)
    goroot = (set_variable(ask, "GOROOT", root),) if root else ()
    yield Finding(
        cause="proc-missing",
        subject="/proc",
        message="/proc is not mounted, so go cannot find out where it stands, nor its limits",
        evidence=(Evidence(SELF, "nothing stands there"),),
        fix=Fix(
            "Mount /proc (in a container: do not mask it)." + (" Or tell go its tree until then." if root else ""),
            ("sudo mount -t proc proc /proc", *goroot),
        ),
        concerns=(go.found, "GOROOT") if root is None else (go.found, root, "GOROOT"),
    )

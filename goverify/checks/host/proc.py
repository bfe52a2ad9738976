"""The folder /proc is mounted, and tells what go asks it.

Why
    Go finds its own tree through /proc/self/exe, and its runtime reads the processors and limits below /proc. In a
    chroot without it even `go env GOROOT` fails, as if the go file had been copied out of its tree.

Looks at
    Whether /proc/self is there, and /proc/self/exe in it tells which program runs. That other users' processes are
    hidden (hidepid) is no fault.

Fix
    Mount it: `mount -t proc proc /proc`. Until then GOROOT tells go where its tree is.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import by_location
from goverify.facts.remedies import set_variable
from goverify.host import Host, System

SELF, EXE = "/proc/self", "/proc/self/exe"


@check(causes=("proc-missing",), systems=(System.LINUX,))
def proc(ask: Ask) -> Iterator[Finding | Evidence]:
    go, host = ask(answering_go), ask.host
    place, why = _wanting(host)
    if not why:
        yield Evidence(SELF, "is there")
        return
    root = None if go.wrapper else by_location(host, go)
    goroot = (set_variable(ask, "GOROOT", root),) if root else ()
    yield Finding(
        cause="proc-missing",
        subject="/proc",
        message=f"{why}, so go cannot find out where it stands, nor its limits",
        evidence=(Evidence(place, "nothing stands there" if place == SELF else "cannot be read"),),
        fix=Fix(
            "Mount /proc (in a container: do not mask it)." + (" Or tell go its tree until then." if root else ""),
            ("sudo mount -t proc proc /proc", *goroot),
        ),
        concerns=(go.found, "GOROOT") if root is None else (go.found, root, "GOROOT"),
    )


def _wanting(host: Host) -> tuple[str, str]:
    """Return what cannot be read of /proc and what that says of it; both empty where go gets what it asks."""
    try:
        there = host.entry(host.path(SELF)) is not None
    except PermissionError:
        return "", ""  # hidden from this user, but there
    except OSError:
        there = False
    if not there:
        return SELF, "/proc is that of other processes" if _names(host) else "/proc is not mounted"
    try:
        told = host.entry(host.path(EXE)) is not None
    except OSError:
        told = False
    return ("", "") if told else (EXE, "/proc does not tell which program runs")


def _names(host: Host) -> bool:
    """Tell whether anything stands in /proc: one of another PID namespace has all but this process (pid_namespaces(7))."""
    try:
        return bool(host.names(host.path("/proc")))
    except OSError:
        return False

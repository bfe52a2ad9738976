"""Programs reach each other over the loopback interface.

Why
    Tests with httptest, debuggers, gopls and every server that is tried out listen on 127.0.0.1. In a network namespace
    of its own, such as some sandboxes make, the interface is there and down: "cannot assign requested address",
    "network is unreachable".

Looks at
    Whether the probe could open a server on 127.0.0.1 and on ::1 and get its messages back. Without IPv6 Go gets along:
    that is only told.

Fix
    Bring the interface up in that namespace, or allow the sandbox its own loopback.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.probing.probe import probe
from goverify.facts.remedies import sudo
from goverify.host import System

SHORT_OF = ("too many open files", "buffer space", "cannot allocate memory")
"""What a limit makes of it, which other checks tell of (strerror(3); Windows' WSAENOBUFS)."""


@check(causes=("loopback-down",))
def loopback(ask: Ask) -> Iterator[Finding | Evidence]:
    step = ask(probe).step("netpoll")
    if step is None:
        raise Blocked("the probe does not tell")
    four, six = step.data.get("ipv4_loopback"), step.data.get("ipv6_loopback")
    for address, works in (("127.0.0.1", four), ("::1", six)):
        yield Evidence(address, "works" if works is True else "does not" if works is False else "was not tried")
    why = step.text("ipv4_error") or step.error
    if four is not False or any(word in why for word in SHORT_OF):
        return
    yield Finding(
        cause="loopback-down",
        subject="the loopback interface",
        message=f"a Go program cannot talk to itself over 127.0.0.1{f': {why}' if why else ''}",
        evidence=(Evidence("the probe's step netpoll", why or "no server on 127.0.0.1"),),
        fix=_remedy(ask),
        severity=Severity.LOW if six is True else None,
        detail="::1 works, which httptest takes instead." if six is True else "Tests that open a server fail.",
    )


def _remedy(ask: Ask) -> Fix:
    if ask.host.platform.system is not System.LINUX:
        return Fix("Let the firewall or sandbox allow connections to 127.0.0.1.")
    command = f"{sudo(ask, ask.host.path('/etc'))}ip link set lo up"
    return Fix(
        "Bring the loopback interface up where this runs, or let the sandbox allow connections to it.", (command,)
    )

"""The system clock agrees with the servers that were asked.

Why
    By a clock that is far off, certificates are not valid yet or have expired, so that no module is fetched, and caches
    misbehave.

Looks at
    With --online, the time that proxies and the checksum database tell with their answers. A single server whose clock
    is off among others is no proof.

Fix
    Set the clock, best by a time service: `timedatectl set-ntp true` on most Linux systems.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on
from goverify.facts.network.servers import Server, servers
from goverify.host import System

TOLERANCE_S = 300
SERVICES = {
    System.LINUX: "sudo timedatectl set-ntp true",
    System.MACOS: "sudo systemsetup -setusingnetworktime on",
    System.WINDOWS: "w32tm /resync",
}


@check(causes=("clock-wrong",))
def clock(ask: Ask) -> Iterator[Finding | Evidence]:
    told = list({server.name: server for server in ask(servers) if server.answer.exchange.skew_s is not None}.values())
    if not told:
        raise Unavailable("no server told the time")
    skews = [server.answer.exchange.skew_s or 0 for server in told]
    if any(abs(skew) <= TOLERANCE_S for skew in skews) or max(skews) - min(skews) > TOLERANCE_S:
        yield from (Evidence(each.name, f"tells a time {_far(each)} this machine's") for each in told)
        return
    first, many = told[0], "servers" if len(told) > 1 else "server"
    yield Finding(
        cause="clock-wrong",
        subject="the clock",
        message=f"the time of the {many} asked is {_far(first)} that of this machine",
        evidence=tuple(Evidence(each.name, f"tells a time {_far(each)} this machine's") for each in told),
        fix=Fix(
            "Set the clock; the line switches the system's time service on.", (SERVICES[ask.host.platform.system],)
        ),
        detail="Certificates are judged by this machine's clock, and so is what lies in caches.",
        concerns=(*(each.name for each in told), "GOPROXY", "GOSUMDB", *borne_on(ask)),
    )


def _far(server: Server) -> str:
    skew = server.answer.exchange.skew_s or 0
    size = abs(skew)
    words = f"{size} s" if size < 600 else f"{size // 60} minutes" if size < 7200 else f"{size // 3600} hours"
    words = words if size < 200_000 else f"{size // 86_400} days"
    return f"{words} {'ahead of' if skew >= 0 else 'behind'}"

"""The name localhost leads to this host.

Why
    Tests and tools listen on "localhost:0". Go's own resolver finds the name in the hosts file; without a line there it
    asks a server, which does not answer offline and may answer anything: "lookup localhost: no such host".

Looks at
    What the probe gets for localhost from the resolver that Go programs have, kept from asking any server. Where the
    line is missing and systemd stands behind the resolver (myhostname or resolve in nsswitch.conf), that answers for the
    name. Which addresses come, and whether ::1 is among them, is told and no fault.

Fix
    Put localhost into the hosts file: the lines "127.0.0.1 localhost" and "::1 localhost" in /etc/hosts.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, check
from goverify.facts.probing.probe import probe
from goverify.facts.remedies import sudo
from goverify.host import System
from goverify.host.paths import read_text

HOSTS, SWITCH = "/etc/hosts", "/etc/nsswitch.conf"
SWITCH_BYTES = 16 << 10
LINE = "127.0.0.1 localhost"


@check(causes=("localhost-unknown",))
def resolver(ask: Ask) -> Iterator[Finding | Evidence]:
    step = ask(probe).step("dns")
    if step is None:
        raise Blocked("the probe does not tell")
    yield Evidence("localhost", step.error or ", ".join(step.items))
    if step.error and _answered(ask):
        yield Evidence(SWITCH, "has systemd answer for localhost")
        return
    strange = [address for address in step.items if not _own(address)]
    if not step.error and not strange:
        return
    what = f"leads to {', '.join(strange[:3])}, which is not this host" if strange else f"leads nowhere: {step.error}"
    yield Finding(
        cause="localhost-unknown",
        subject="localhost",
        message=f"in Go programs the name localhost {what}",
        evidence=(Evidence("the probe's step dns", step.error or ", ".join(step.items)),),
        fix=_remedy(ask),
        detail="Tests and tools that listen on localhost fail, or are heard elsewhere.",
    )


def _answered(ask: Ask) -> bool:
    """Return whether systemd answers for the name (nss-myhostname(8), nss-resolve(8)), as its own server does too."""
    if ask.host.platform.system is not System.LINUX:
        return False
    text = read_text(ask.host, ask.host.path(SWITCH), SWITCH_BYTES) or ""
    return bool(re.search(r"(?m)^hosts:.*\b(myhostname|resolve)\b", text))


def _own(address: str) -> bool:
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _remedy(ask: Ask) -> Fix:
    if ask.host.platform.system is System.WINDOWS:
        return Fix(
            rf"Put a line “{LINE}” into %SystemRoot%\System32\drivers\etc\hosts and take others of that name away."
        )
    command = f"echo '{LINE}' | {sudo(ask, ask.host.path(HOSTS))}tee -a {HOSTS}"
    return Fix(f"Put a line “{LINE}” into {HOSTS} and take others of that name away.", (command,))

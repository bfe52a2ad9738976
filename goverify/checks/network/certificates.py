"""The certificates of servers are believed here.

Why
    An inspection proxy of a company, or a mirror with an authority of its own, shows certificates that nobody trusts who
    was not told to; a slim container trusts nobody at all. Go then fetches nothing: "certificate signed by unknown
    authority".

Looks at
    With --online, what proxies, the checksum database and repositories show, judged by the authorities that Go would read
    on this machine (SSL_CERT_FILE, SSL_CERT_DIR, else the places of the distributions). On macOS and Windows Go asks
    the system; there a missing trust is not claimed. Without --online, only whether any authority is there where the
    project has to fetch modules over https.

Fix
    Make the authority known to the system, or name a file with it in SSL_CERT_FILE; install ca-certificates.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on
from goverify.facts.network.answers import State
from goverify.facts.network.remedies import supply_authorities, trust
from goverify.facts.network.roots import Authorities, authorities
from goverify.facts.network.servers import Server, servers
from goverify.facts.network.sources import sources
from goverify.facts.network.wanted import wanted
from goverify.host import System
from goverify.host.web import Trouble

IN_TIME = {Trouble.EXPIRED, Trouble.NOT_YET_VALID}


@check(causes=("tls-untrusted", "tls-expired", "ca-missing"))
def certificates(ask: Ask) -> Iterator[Finding | Evidence]:
    if _needs_them(ask):
        found = ask(authorities)
        if found.any is False:
            yield _missing(ask, found)
        elif found.first:
            yield Evidence(found.first, "holds an authority that Go trusts")
    for server in ask(servers):
        trouble = server.answer.exchange.trouble
        if server.answer.state is not State.DISTRUSTED:
            yield Evidence(f"{server.name} ({server.role})", server.answer.why or "answers")
        elif trouble in IN_TIME:
            yield _out_of_time(ask, server)
        elif trouble is not Trouble.NO_ROOTS and ask.host.platform.system is System.LINUX:
            yield _untrusted(ask, server)


def _needs_them(ask: Ask) -> bool:
    """Return whether go would have to believe a server: it was asked, or the project lacks modules."""
    try:
        secure = any(source.secure for source in ask(sources).entries)
    except Unavailable:
        return False
    return secure and bool(ask.allow.online or ask(wanted))


def _missing(ask: Ask, found: Authorities) -> Finding:
    message = "this machine has no certificate of an authority, so that Go trusts no server"
    if found.variable:
        message = f"{found.variable}={ask.host.env[found.variable]} holds no certificate of an authority, and Go finds no other"
    return Finding(
        cause="ca-missing",
        subject=found.variable or "the authorities",
        message=message,
        evidence=tuple(Evidence(place, "holds none") for place in found.places[:8]),
        fix=supply_authorities(ask, found.variable),
        concerns=("GOPROXY", "GOSUMDB", *borne_on(ask)),
    )


def _untrusted(ask: Ask, server: Server) -> Finding:
    shown = server.answer.exchange.certificate
    issuer = (shown.issuer if shown else "") or "somebody"
    other = server.answer.exchange.trouble is Trouble.OTHER_NAME
    message = f"{server.name} shows a certificate from {issuer}, which is not trusted here"
    summary = (
        f"If {issuer} is an authority of your own house, put its certificate (ca.crt, from whoever runs it) among the "
        "system's, for instance with these lines, or name a file with it in SSL_CERT_FILE."
    )
    if other:
        message = f"{server.name} shows a certificate from {issuer} for another server"
        summary = "Correct the server's name in the address, or have it show a certificate for that name; trust nobody for it."
    return Finding(
        cause="tls-untrusted",
        subject=server.name,
        message=message,
        evidence=(Evidence(server.answer.url, server.answer.exchange.words or server.answer.why),),
        fix=Fix(summary, () if other else trust(ask)),
        detail="Everything that go fetches from there fails.",
        concerns=(server.role, *borne_on(ask)),
    )


def _out_of_time(ask: Ask, server: Server) -> Finding:
    shown = server.answer.exchange.certificate
    early = server.answer.exchange.trouble is Trouble.NOT_YET_VALID
    span = f"from {shown.begins} to {shown.ends}" if shown else "for another time"
    what = "is not valid yet" if early else "has expired"
    return Finding(
        cause="tls-expired",
        subject=server.name,
        message=f"the certificate of {server.name} {what}: it is valid {span}",
        evidence=(Evidence(server.answer.url, server.answer.exchange.words or server.answer.why),),
        fix=Fix(
            f"Have whoever runs {server.name} renew its certificate; until then name another one ({server.role}). "
            "Make sure that the clock of this machine is right."
        ),
        concerns=(server.role, "the clock", *borne_on(ask)),
    )

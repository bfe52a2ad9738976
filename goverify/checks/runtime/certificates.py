"""A running Go program finds authorities to trust.

Why
    Slim images and old chroots come without the certificates of the authorities. Every Go program that speaks TLS then
    fails with "x509: certificate signed by unknown authority", go itself as soon as it has to fetch something.

Looks at
    How many authorities the probe counts in the pool that crypto/x509 makes by itself, and whether any stands where
    SSL_CERT_FILE, SSL_CERT_DIR or the distributions have them. On macOS and Windows the system's own store decides and
    none is counted, which is as it should be. It is graver where the project at hand lacks modules, which
    network.certificates sees.

Fix
    Install the package ca-certificates, or name a file with certificates in SSL_CERT_FILE.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, check
from goverify.facts.network.remedies import supply_authorities
from goverify.facts.network.roots import Authorities, authorities
from goverify.facts.probing.probe import probe
from goverify.host import System

PROGRAMS = "Go programs that speak TLS fail here with “certificate signed by unknown authority”."


@check(causes=("ca-missing",), systems=(System.LINUX,))
def certificates(ask: Ask) -> Iterator[Finding | Evidence]:
    step, found = ask(probe).step("ca_roots"), ask(authorities)
    if step is None:
        raise Blocked("the probe does not tell")
    count = 0 if step.error else step.data.get("count")
    yield Evidence("the probe's step ca_roots", step.error or f"{count} authorities")
    # The probe runs without the user's variables: with one of them only what it leads to counts.
    lacking = found.any is False if found.variable else count == 0
    if lacking and found.any is not None:
        yield _missing(ask, found, counted=count != 0)
    elif found.first:
        yield Evidence(found.first, "holds an authority that Go trusts")


def _missing(ask: Ask, found: Authorities, *, counted: bool) -> Finding:
    if found.variable:
        message = f"{found.variable}={ask.host.env[found.variable]} leads Go programs to no certificate of an authority"
    elif found.any:
        message = f"a running Go program reads no certificate of an authority, although {found.first} seems to hold one"
    else:
        message = "a running Go program finds no certificate of an authority, so that it trusts no server"
    return Finding(
        cause="ca-missing",
        subject=found.variable or "the authorities",
        message=message,
        evidence=tuple(Evidence(place, "is looked at") for place in found.places[:8]),
        fix=supply_authorities(ask, found.variable if counted else ""),  # else to unset it would not help
        severity=Severity.LOW,
        detail=PROGRAMS,
    )

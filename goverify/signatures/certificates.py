"""The reader of certificates: what the judge of chains has to know of each.

Source: RFC 5280.
"""

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import x509

from goverify.signatures.algorithms import Scheme, scheme_of
from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.der import SEQUENCE, Item, children, read
from goverify.signatures.types import Certificate

LARGEST = 16 << 10
_MOST_TEXT = 256


class X509(NamedTuple):
    """One certificate, read."""

    told: Certificate
    """What a person is told of it."""
    subject: bytes
    issuer: bytes
    serial: int
    key: bytes
    """The public key with its algorithm."""
    key_id: bytes | None
    issuer_key_id: bytes | None
    signed: bytes
    """What its issuer has signed."""
    scheme: Scheme | None
    """None where its issuer signed it in a way that is not known here."""
    signature: bytes
    is_authority: bool | None
    """None where it is of the first version or does not say."""
    path_length: int | None
    """How many further authorities may stand between it and a leaf."""
    usages: frozenset[str] | None
    """What its key may do, in asn1crypto's words; None where it does not say."""
    purposes: frozenset[str] | None
    """The dotted names of its extended key usage; None where it does not say."""
    extensions: frozenset[str]
    critical: frozenset[str]
    """Dotted names of all extensions, and of those that nobody may pass over."""

    @property
    def self_issued(self) -> bool:
        """Return whether it names itself as its issuer."""
        return self.subject == self.issuer


@lru_cache(maxsize=128)
def read_certificate(data: bytes) -> X509:
    """Return a certificate from its DER form; BrokenSignature where it is damaged."""
    if len(data) > LARGEST:
        raise BrokenSignature(f"a certificate takes {len(data)} bytes")
    with guarded("a certificate"):
        return _decoded(data, x509.Certificate.load(data, strict=True))


def _decoded(data: bytes, certificate: x509.Certificate) -> X509:
    signed, algorithm, _ = read(data).inside(SEQUENCE)
    body = certificate["tbs_certificate"]
    if algorithm.whole != body["signature"].dump():
        raise BrokenSignature("a certificate names two signature algorithms")
    basic, usages, purposes = (
        certificate.basic_constraints_value,
        certificate.key_usage_value,
        certificate.extended_key_usage_value,
    )
    extensions = [(extension["extn_id"].dotted, extension["critical"].native) for extension in body["extensions"]]
    if len({name for name, _ in extensions}) < len(extensions):
        raise BrokenSignature("a certificate has an extension twice")
    issuer_key = certificate.authority_key_identifier_value
    return X509(
        told=_told(data, certificate),
        subject=body["subject"].dump(),
        issuer=body["issuer"].dump(),
        serial=body["serial_number"].native,
        key=body["subject_public_key_info"].dump(),
        key_id=certificate.key_identifier,
        issuer_key_id=issuer_key["key_identifier"].native if issuer_key else None,
        signed=signed.whole,
        scheme=_known(algorithm),
        signature=certificate.signature,
        is_authority=bool(basic["ca"].native) if basic else None,
        path_length=basic["path_len_constraint"].native if basic else None,
        usages=frozenset(usages.native) if usages else None,
        purposes=frozenset(purpose.dotted for purpose in purposes) if purposes else None,
        extensions=frozenset(name for name, _ in extensions),
        critical=frozenset(name for name, is_critical in extensions if is_critical),
    )


def _known(algorithm: Item) -> Scheme | None:
    """Return the scheme; old roots that stand by a signature for completeness need not be understood."""
    try:
        return scheme_of(algorithm)
    except BrokenSignature:
        return None


def _told(data: bytes, certificate: x509.Certificate) -> Certificate:
    subject, issuer = _names(certificate.subject), _names(certificate.issuer)
    return Certificate(
        name=_shown(subject),
        organization=subject.get("organization_name", ""),
        unit=subject.get("organizational_unit_name", ""),
        issuer=_shown(issuer),
        serial=f"{certificate.serial_number:x}",
        not_before=utc(certificate.not_valid_before),
        not_after=utc(certificate.not_valid_after),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _names(name: x509.Name) -> dict[str, str]:
    """Return the parts of a name; of several of a kind the last, which is the nearest to the subject."""
    return {part["type"].native: str(part["value"].native)[:_MOST_TEXT] for parts in name.chosen for part in parts}


def _shown(names: dict[str, str]) -> str:
    return names.get("common_name") or names.get("organization_name") or next(iter(names.values()), "")


def utc(time: object) -> datetime:
    """Return a time as it is; one without a zone, or of the year 0, is damage."""
    if not isinstance(time, datetime) or time.tzinfo is None:
        raise BrokenSignature("a time cannot be read")
    return time


def subject_of(data: bytes) -> bytes:
    """Return the subject of a certificate, without reading the rest: a store holds hundreds of them."""
    body = children(read(data).inside(SEQUENCE)[0].contents)
    return body[5 if body[0].mark == 0xA0 else 4].whole

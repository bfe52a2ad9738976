"""The reader of signed messages (CMS), and the judge of one signer: the core of every kind of code signature.

Source: RFC 5652; RFC 2315 for the older form that Authenticode keeps to.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from asn1crypto import core

from goverify.signatures.algorithms import Scheme, check, digest, digest_name, scheme_of
from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.certificates import X509, read_certificate, utc
from goverify.signatures.der import OCTETS, SEQUENCE, SET, Item, definite, encoded, read

__all__ = ["Attribute", "BrokenSignature", "Message", "Signer", "Verified", "guarded", "read_message", "verify_signer"]

LARGEST = 256 << 10  # a chain with a timestamp takes 10 KiB
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_MOST_CERTIFICATES = 48
_MOST_SIGNERS = 4
_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_TIMES = {0x17: core.UTCTime, 0x18: core.GeneralizedTime}


class Attribute(NamedTuple):
    """One attribute of a signer."""

    name: str
    """The dotted name."""
    values: tuple[bytes, ...]
    """Each with tag and length."""


class Signer(NamedTuple):
    """What one signer says."""

    issuer: bytes
    serial: int | None
    """Together they name the certificate; where there is no serial, `key_id` does."""
    key_id: bytes
    digest: str
    """In the words of hashlib."""
    scheme: Scheme
    signature: bytes
    signed: bytes
    """The signed attributes as they were signed: as a SET."""
    attributes: tuple[Attribute, ...]
    """The signed ones."""
    unsigned: tuple[Attribute, ...]

    def value(self, name: str) -> Item | None:
        """Return the one value of a signed attribute, None where it is absent; BrokenSignature where there are more."""
        values = self.values(name)
        if len(values) > 1:
            raise BrokenSignature(f"the signer gives {name} more than once")
        return read(values[0]) if values else None

    def values(self, name: str) -> tuple[bytes, ...]:
        """Return the values of a signed attribute."""
        return tuple(value for attribute in self.attributes if attribute.name == name for value in attribute.values)

    def unsigned_values(self, name: str) -> tuple[bytes, ...]:
        """Return the values of an unsigned attribute."""
        return tuple(value for attribute in self.unsigned if attribute.name == name for value in attribute.values)

    @property
    def signed_at(self) -> datetime | None:
        """Return when the signer says that it signed."""
        value = self.value(_SIGNING_TIME)
        return time_of(value) if value else None


class Message(NamedTuple):
    """A signed message."""

    content_type: str
    """The dotted name."""
    content: bytes | None
    """The content without its tag and length; None where it is kept elsewhere."""
    certificates: tuple[X509, ...]
    signers: tuple[Signer, ...]
    size_bytes: int
    """How much of the given bytes it took."""


class Verified(NamedTuple):
    """A signer whose signature fits."""

    certificate: X509
    remarks: tuple[str, ...]


def read_message(data: bytes) -> Message:
    """Return the signed message with which the data begins; BrokenSignature where there is none."""
    if len(data) > LARGEST:
        raise BrokenSignature(f"the signed message takes {len(data)} bytes")
    with guarded("the signed message"):
        plain, size = definite(data)
        kind, outer = read(plain).inside(SEQUENCE)
        if kind.name != _SIGNED_DATA:
            raise BrokenSignature(f"the signed message is of the wrong type, {kind.name}")
        return _message(outer.inside(0xA0)[0], size)


def _message(signed: Item, size: int) -> Message:
    _, _, inner, *rest, signers = signed.inside(SEQUENCE)
    kind, *content = inner.inside(SEQUENCE)
    certificates = [item for part in rest if part.mark == 0xA0 for item in part.inside(0xA0) if item.mark == SEQUENCE]
    infos = signers.inside(SET)
    if len(certificates) > _MOST_CERTIFICATES or not 1 <= len(infos) <= _MOST_SIGNERS:
        raise BrokenSignature(f"the signed message has {len(certificates)} certificates and {len(infos)} signers")
    return Message(
        kind.name,
        _content(content[0].inside(0xA0)[0]) if content else None,
        tuple(read_certificate(item.whole) for item in certificates),
        tuple(map(read_signer, infos)),
        size,
    )


def _content(item: Item) -> bytes:
    """Return the content's own bytes; the older form keeps them in whatever type they are of."""
    return item.octets if item.mark in (OCTETS, OCTETS | 0x20) else item.contents


def read_signer(info: Item) -> Signer:
    """Return a signer; BrokenSignature where it is damaged."""
    with guarded("the signer"):
        _, name, algorithm, *rest = info.inside(SEQUENCE)
        attributes = rest.pop(0) if rest[0].mark == 0xA0 else None
        signature_algorithm, signature, *unsigned = rest
        numbered = name.inside(SEQUENCE) if name.mark == SEQUENCE else ()
        hashed = digest_name(algorithm)
        return Signer(
            issuer=numbered[0].whole if numbered else b"",
            serial=numbered[1].number if numbered else None,
            key_id=b"" if numbered else name.contents,
            digest=hashed,
            scheme=scheme_of(signature_algorithm, hashed),
            signature=signature.octets,
            signed=encoded(SET, attributes.contents) if attributes else b"",
            attributes=_attributes(attributes.inside(0xA0)) if attributes else (),
            unsigned=_attributes(unsigned[0].inside(0xA1)) if unsigned else (),
        )


def _attributes(items: Iterable[Item]) -> tuple[Attribute, ...]:
    pairs = (item.inside(SEQUENCE) for item in items)
    return tuple(Attribute(name.name, tuple(value.whole for value in values.inside(SET))) for name, values in pairs)


def time_of(item: Item) -> datetime:
    """Return a time of either form."""
    with guarded("a time"):
        return utc(_TIMES[item.mark].load(item.whole, strict=True).native)


def verify_signer(
    signer: Signer,
    content: bytes,
    content_type: str | None,
    certificates: Iterable[X509],
    what: str,
    over: str = "content",
) -> Verified:
    """Return whose signature it is; BrokenSignature, in the name of `what`, where it does not fit the content.

    The content type is None where, as in a countersignature, any may be named.
    """
    certificate = next((one for one in certificates if _is_of(signer, one)), None)
    if certificate is None:
        raise BrokenSignature(f"the certificate that made {what} is not in it")
    if not signer.attributes:
        raise BrokenSignature(f"{what} has no signed attributes")
    claimed = signer.value(_MESSAGE_DIGEST)
    if claimed is None or claimed.octets != digest(signer.digest, content):
        raise BrokenSignature(f"{what} is of a different {over}")
    kind = signer.value(_CONTENT_TYPE)
    if content_type is not None and (kind is None or kind.name != content_type):
        raise BrokenSignature(f"{what} is of another type of content")
    if signer.digest != signer.scheme.digest:
        raise BrokenSignature(f"{what} names two digests")
    weak = check(certificate.key, signer.scheme, signer.signature, signer.signed, what)
    return Verified(certificate, (weak,) if weak else ())


def _is_of(signer: Signer, certificate: X509) -> bool:
    if signer.serial is None:
        return certificate.key_id == signer.key_id
    return (certificate.serial, certificate.issuer) == (signer.serial, signer.issuer)

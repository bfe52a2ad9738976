"""The algorithms of signatures: their names, and whether a signature of one of them fits a key and a message."""

import hashlib
from typing import Literal, NamedTuple

from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.der import SEQUENCE, Item, children

DIGESTS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""In the words of hashlib; MD5 proves nothing any more and is not among them."""
WEAK_DIGESTS = {"sha1"}
_LARGEST_KEY = 8192  # bits; a check's cost grows with the square
_SMALLEST_KEY = 1024
_WEAK_KEY = 2048
_PSS = "1.2.840.113549.1.1.10"
_SCHEMES: dict[str, tuple[Literal["rsa", "ecdsa"], str]] = {
    "1.2.840.113549.1.1.1": ("rsa", ""),  # the digest is named elsewhere
    "1.2.840.113549.1.1.5": ("rsa", "sha1"),
    "1.3.14.3.2.29": ("rsa", "sha1"),
    "1.2.840.113549.1.1.11": ("rsa", "sha256"),
    "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"),
    "1.2.840.10045.2.1": ("ecdsa", ""),
    "1.2.840.10045.4.1": ("ecdsa", "sha1"),
    "1.2.840.10045.4.3.2": ("ecdsa", "sha256"),
    "1.2.840.10045.4.3.3": ("ecdsa", "sha384"),
    "1.2.840.10045.4.3.4": ("ecdsa", "sha512"),
}


class Scheme(NamedTuple):
    """How a signature was made."""

    kind: Literal["rsa", "pss", "ecdsa"]
    """RSA in the padding of PKCS #1 v1.5, RSA-PSS, or ECDSA."""
    digest: str
    mask_digest: str = ""
    """Of RSA-PSS."""
    salt_bytes: int = 0
    """Of RSA-PSS."""


def digest_name(algorithm: Item) -> str:
    """Return the name of a digest from its AlgorithmIdentifier."""
    name = algorithm.inside(SEQUENCE)[0].name
    if name not in DIGESTS:
        raise BrokenSignature(f"its digest algorithm {name} is not known")
    return DIGESTS[name]


def scheme_of(algorithm: Item, digest: str = "") -> Scheme:
    """Return the scheme from its AlgorithmIdentifier; `digest` is the one that stands beside it."""
    name, *parameters = algorithm.inside(SEQUENCE)
    if name.name == _PSS:
        return _pss(parameters)
    if name.name not in _SCHEMES:
        raise BrokenSignature(f"its signature algorithm {name.name} is not known")
    kind, own = _SCHEMES[name.name]
    if own and digest and own != digest:
        raise BrokenSignature(f"it is signed over {own} and names {digest}")
    if not (own or digest):
        raise BrokenSignature("its signature algorithm names no digest")
    return Scheme(kind, own or digest)


def _pss(parameters: list[Item]) -> Scheme:
    """Return an RSA-PSS scheme; what RFC 4055 lets parameters leave out is SHA-1 with 20 bytes of salt."""
    given = {item.mark: children(item.contents)[0] for item in parameters[0].inside(SEQUENCE)} if parameters else {}
    digest = digest_name(given[0xA0]) if 0xA0 in given else "sha1"
    mask = digest_name(given[0xA1].inside(SEQUENCE)[1]) if 0xA1 in given else "sha1"
    salt = given[0xA2].number if 0xA2 in given else 20
    if not 0 <= salt <= 64:
        raise BrokenSignature(f"its signature has {salt} bytes of salt")
    return Scheme("pss", digest, mask, salt)


def check(key: bytes, scheme: Scheme, signature: bytes, message: bytes, what: str) -> str | None:
    """Return what is weak about a signature, None for nothing; BrokenSignature, in the name of `what`, if it fails."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    made = {
        "sha1": hashes.SHA1(),  # noqa: S303  # old signatures are judged, and said to be weak
        "sha256": hashes.SHA256(),
        "sha384": hashes.SHA384(),
        "sha512": hashes.SHA512(),
    }
    with guarded(what):
        public = serialization.load_der_public_key(key)
        digest = made[scheme.digest]
        if isinstance(public, rsa.RSAPublicKey) and scheme.kind != "ecdsa":
            if not _SMALLEST_KEY <= public.key_size <= _LARGEST_KEY:
                raise BrokenSignature(f"{what} is made with a key of {public.key_size} bits")
            fill: padding.AsymmetricPadding = padding.PKCS1v15()
            if scheme.kind == "pss":
                fill = padding.PSS(padding.MGF1(made[scheme.mask_digest]), scheme.salt_bytes)
            public.verify(signature, message, fill, digest)
            if public.key_size < _WEAK_KEY:
                return f"{what} is made with a key of {public.key_size} bits"
        elif isinstance(public, ec.EllipticCurvePublicKey) and scheme.kind == "ecdsa":
            public.verify(signature, message, ec.ECDSA(digest))
        else:
            raise BrokenSignature(f"{what} does not fit its key")
    return f"{what} is made over {scheme.digest}, which is weak" if scheme.digest in WEAK_DIGESTS else None


def digest(name: str, data: bytes) -> bytes:
    """Return a digest of the data."""
    return hashlib.new(name, data, usedforsecurity=False).digest()

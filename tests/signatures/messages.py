"""The builder of signed messages and timestamps, by asn1crypto's own writers."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import asn1crypto.tsp  # noqa: F401  # teaches asn1crypto.cms what a timestamp is
from asn1crypto import algos, cms, core, parser, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from goverify.signatures.timestamp import ATTRIBUTE
from tests.signatures.authorities import NOW, Issued

HASHES = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
Attribute = tuple[str, Sequence[core.Asn1Value]]


def message(
    signer: Issued,
    content: bytes,
    *,
    content_type: str = "data",
    embedded: bool = False,
    others: tuple[Issued, ...] = (),
    attributes: tuple[Attribute, ...] = (),
    unsigned: tuple[Attribute, ...] = (),
    digest: str = "sha256",
    pss: bool = False,
    signed_at: datetime = NOW,
) -> bytes:
    """Return a signed message; the content is within where it is embedded."""
    signed = cms.CMSAttributes(
        [
            _attribute("content_type", [cms.ContentType(content_type)]),
            _attribute("signing_time", [cms.Time({"utc_time": signed_at})]),
            _attribute("message_digest", [core.OctetString(hashlib.new(digest, content).digest())]),
            *(_attribute(*attribute) for attribute in attributes),
        ]
    )
    signature = sign(signer, signed.dump(), digest, pss=pss)
    certificate = x509.Certificate.load(signer.der)
    info = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
        "digest_algorithm": {"algorithm": digest},
        "signed_attrs": signed,
        "signature_algorithm": _algorithm(signer, digest, pss=pss),
        "signature": signature,
    }
    if unsigned:
        info["unsigned_attrs"] = [_attribute(*attribute) for attribute in unsigned]
    return _wrapped(info, content_type, content if embedded else None, (signer, *others), digest)


def _wrapped(
    info: dict[str, object], content_type: str, content: bytes | None, certificates: tuple[Issued, ...], digest: str
) -> bytes:
    inner: dict[str, object] = {"content_type": content_type}
    if content is not None:
        inner["content"] = core.ParsableOctetString(content)
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": digest}],
            "encap_content_info": inner,
            "certificates": [x509.Certificate.load(one.der) for one in certificates],
            "signer_infos": [info],
        }
    )
    data: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return data


def _attribute(name: str, values: Sequence[core.Asn1Value]) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": name, "values": list(values)})


def _algorithm(signer: Issued, digest: str, *, pss: bool) -> algos.SignedDigestAlgorithm:
    if not isinstance(signer.key, rsa.RSAPrivateKey):
        return algos.SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"})
    if not pss:
        return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"})
    parameters = {
        "hash_algorithm": {"algorithm": digest},
        "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": digest}},
        "salt_length": 32,
    }
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})


def sign(signer: Issued, data: bytes, digest: str = "sha256", *, pss: bool = False) -> bytes:
    """Return a bare signature."""
    algorithm = HASHES[digest]
    if not isinstance(signer.key, rsa.RSAPrivateKey):
        return signer.key.sign(data, ec.ECDSA(algorithm))
    fill = padding.PSS(padding.MGF1(algorithm), 32) if pss else padding.PKCS1v15()
    return signer.key.sign(data, fill, algorithm)


def token(
    clock: Issued, stamped: bytes, *, at: datetime = NOW, others: tuple[Issued, ...] = (), digest: str = "sha256"
) -> bytes:
    """Return a timestamp over the bytes."""
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3",
            "message_imprint": {
                "hash_algorithm": {"algorithm": digest},
                "hashed_message": hashlib.new(digest, stamped).digest(),
            },
            "serial_number": 1,
            "gen_time": at,
        }
    )
    return message(clock, info.dump(), content_type="tst_info", embedded=True, others=others, signed_at=at)


def stamp(token_data: bytes) -> Attribute:
    """Return a timestamp as the unsigned attribute of a signer."""
    return ATTRIBUTE, [cms.ContentInfo.load(token_data)]


def stamped(signer: Issued, content: bytes, clock: Issued, *, at: datetime = NOW, **options: object) -> bytes:
    """Return a message whose signature bears a timestamp."""
    bare = message(signer, content, **options)  # type: ignore[arg-type]  # the options are those of `message`
    content_info = cms.ContentInfo.load(bare)
    info = content_info["content"]["signer_infos"][0]
    info["unsigned_attrs"] = [_attribute(*stamp(token(clock, info["signature"].native, at=at)))]
    data: bytes = content_info.dump(force=True)
    return data


def open_ended(data: bytes, depth: int = 3) -> bytes:
    """Return the message as Apple writes it: its outermost containers without a stated length."""
    body: bytes = parser.parse(data)[4]
    if depth > 1:
        last = 0
        while (end := last + parser.peek(body[last:])) < len(body):
            last = end
        body = body[:last] + open_ended(body[last:], depth - 1)
    return bytes([data[0], 0x80]) + body + b"\0\0"

"""The judge of timestamps: an authority's word on when a signature existed.

Source: RFC 3161 §2.4.2, RFC 5816.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from goverify.signatures.algorithms import digest, digest_name
from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.certificates import X509
from goverify.signatures.chain import TIME_STAMPING, follow
from goverify.signatures.cms import Message, read_message, time_of, verify_signer
from goverify.signatures.der import SEQUENCE, read
from goverify.signatures.types import Status, Timestamp

ATTRIBUTE = "1.2.840.113549.1.9.16.2.14"
"""The unsigned attribute that holds a token."""
_CONTENT = "1.2.840.113549.1.9.16.1.4"


class Stamped(NamedTuple):
    """A judged timestamp, and what is odd about it."""

    timestamp: Timestamp
    remarks: tuple[str, ...] = ()


def judge_token(token: bytes, stamped: bytes, roots: tuple[bytes, ...], others: Iterable[X509] = ()) -> Stamped:
    """Return the timestamp that a token gives the bytes, its chain judged at its own time.

    BrokenSignature where there is no telling what it says; a token that says it of other bytes, or whose signature
    does not fit, is a broken timestamp with the time that it claims.
    """
    message = read_message(token)
    if message.content_type != _CONTENT or message.content is None or len(message.signers) != 1:
        raise BrokenSignature("it holds something else than a time")
    time, imprint = _claims(message.content, stamped)
    claimed = Timestamp("rfc3161", time, "", Status.BROKEN)
    if not imprint:
        return Stamped(claimed._replace(reason="it is of another signature"))
    try:
        return _judged(message, message.content, claimed, roots, tuple(others))
    except BrokenSignature as broken:
        return Stamped(claimed._replace(reason=str(broken)))


def _claims(content: bytes, stamped: bytes) -> tuple[datetime, bool]:
    """Return the time, and whether it is given to these bytes."""
    with guarded("its content"):
        _, _, imprint, _, time, *_ = read(content).inside(SEQUENCE)
        algorithm, hashed = imprint.inside(SEQUENCE)
        return time_of(time), hashed.octets == digest(digest_name(algorithm), stamped)


def _judged(
    message: Message, content: bytes, claimed: Timestamp, roots: tuple[bytes, ...], others: tuple[X509, ...]
) -> Stamped:
    verified = verify_signer(message.signers[0], content, _CONTENT, message.certificates, "its signature")
    pool = (*message.certificates, *others)
    chain = follow(verified.certificate, pool, roots, claimed.time, TIME_STAMPING)
    judged = claimed._replace(authority=verified.certificate.told.name, status=chain.status)
    return Stamped(judged._replace(reason=chain.reason), of_timestamp(*verified.remarks, *chain.remarks))


def of_timestamp(*remarks: str) -> tuple[str, ...]:
    """Return remarks on a timestamp as remarks on the signature that bears it."""
    return tuple(f"about its timestamp: {remark}" for remark in remarks)

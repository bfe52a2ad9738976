"""The timestamps of an Authenticode signature: tokens of RFC 3161, and the older countersignatures of PKCS #9.

Source: Windows Authenticode Portable Executable Signature Format, "Authenticode Timestamp"; RFC 2985 §5.3.6.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from goverify.signatures.broken import BrokenSignature
from goverify.signatures.chain import TIME_STAMPING, follow
from goverify.signatures.cms import Message, Signer, read_signer, verify_signer
from goverify.signatures.der import read
from goverify.signatures.timestamp import Stamped, judge_token, of_timestamp
from goverify.signatures.types import Status, Timestamp

COUNTERSIGNATURE = "1.2.840.113549.1.9.6"
TOKENS = ("1.3.6.1.4.1.311.3.3.1", "1.2.840.113549.1.9.16.2.14")
"""Microsoft's attribute, and the general one, which some signers use."""

_MOST = 4
"""Of each kind; signers write one."""


class Found(NamedTuple):
    """The timestamp of a signature."""

    stamped: Stamped | None
    fault: str
    """Why it cannot have been put there by its authority, "" where it can, or where there is none."""


def timestamp_of(message: Message, signer: Signer, roots: tuple[bytes, ...]) -> Found:
    """Return the first timestamp of a signer that can be trusted, else the first that at least holds."""
    holding, broken = [], []
    for judge in _judges(message, signer, roots):
        try:
            stamped = judge()
        except BrokenSignature as error:
            broken.append(Found(None, str(error)))
            continue
        if stamped.timestamp.status is Status.BROKEN:
            broken.append(Found(stamped, stamped.timestamp.reason))
        else:
            holding.append(Found(stamped, ""))
    holding.sort(key=lambda found: not found.stamped or found.stamped.timestamp.status is not Status.TRUSTED)
    return next(iter((*holding, *broken)), Found(None, ""))


def _judges(message: Message, signer: Signer, roots: tuple[bytes, ...]) -> Iterator[Callable[[], Stamped]]:
    for name in TOKENS:
        for token in signer.unsigned_values(name)[:_MOST]:
            yield partial(judge_token, token, signer.signature, roots, message.certificates)
    for value in signer.unsigned_values(COUNTERSIGNATURE)[:_MOST]:
        yield partial(judge_countersignature, value, message, signer, roots)


def judge_countersignature(value: bytes, message: Message, signer: Signer, roots: tuple[bytes, ...]) -> Stamped:
    """Return the timestamp that another signer of the message gives to the signature, judged at its own time.

    BrokenSignature where it names no time, without which there is nothing to judge.
    """
    authority = read_signer(read(value))
    time = authority.signed_at
    if time is None:
        raise BrokenSignature("its timestamp names no time")
    claimed = Timestamp("authenticode", time, "", Status.BROKEN)
    try:
        verified = verify_signer(authority, signer.signature, None, message.certificates, "its signature", "signature")
    except BrokenSignature as broken:
        return Stamped(claimed._replace(reason=str(broken)))
    chain = follow(verified.certificate, message.certificates, roots, time, TIME_STAMPING)
    judged = claimed._replace(authority=verified.certificate.told.name, status=chain.status)
    return Stamped(judged._replace(reason=chain.reason), of_timestamp(*verified.remarks, *chain.remarks))

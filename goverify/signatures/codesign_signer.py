"""The judge of who signed a Mach-O file: the signed message, what Apple has it say, the certificates, the timestamp.

Source: Apple's TN2206 and TN3161; StaticCode.cpp and CMS of its Security library.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from goverify.signatures.algorithms import DIGESTS
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.chain import CODE_SIGNING, Chain, follow
from goverify.signatures.cms import Message, Signer, read_message, verify_signer
from goverify.signatures.codesign_directory import Directory
from goverify.signatures.codesign_plist import read_plist
from goverify.signatures.der import SEQUENCE, read
from goverify.signatures.timestamp import ATTRIBUTE, Stamped, judge_token
from goverify.signatures.types import Certificate, Status, Timestamp

_DATA = "1.2.840.113549.1.7.1"
_CDHASHES = "1.2.840.113635.100.9.1"
_DIGESTS = "1.2.840.113635.100.9.2"
_DEVELOPER_ID_LEAF = "1.2.840.113635.100.6.1.13"
_DEVELOPER_ID_ISSUER = "1.2.840.113635.100.6.2.6"


class Judged(NamedTuple):
    """What is known of the signer."""

    status: Status
    reason: str
    chain: tuple[Certificate, ...]
    signed_at: datetime | None
    timestamp: Timestamp | None
    remarks: tuple[str, ...]


def judge_signer(data: bytes, directories: Sequence[Directory], roots: tuple[bytes, ...], now: datetime) -> Judged:
    """Return who signed these code directories, the primary one first; BrokenSignature where nobody did."""
    message = read_message(data)
    if message.content is not None or len(message.signers) != 1 or message.size_bytes != len(data):
        raise BrokenSignature("its signed message is not the one of a program")
    signer = message.signers[0]
    primary = directories[0].data
    verified = verify_signer(signer, primary, _DATA, message.certificates, "its signature", "code directory")
    _match_directories(signer, directories)
    stamped = _timestamp(message, signer, roots)
    moment = stamped.timestamp.time if stamped and stamped.timestamp.status is Status.TRUSTED else now
    chain = follow(verified.certificate, message.certificates, roots, moment, CODE_SIGNING)
    status, reason = _verdict(chain, stamped, directories[0].team)
    return Judged(
        status,
        reason,
        chain.told,
        signer.signed_at,
        stamped.timestamp if stamped else None,
        # Not those on the timestamp: Apple's authority signs over SHA-1 to this day, which says nothing of this file.
        (*verified.remarks, *chain.remarks, *_strangers(signer)),
    )


def _strangers(signer: Signer) -> list[str]:
    """Return what stands beside the signature for no reason that is known here; nothing vouches for it."""
    names = dict.fromkeys(attribute.name for attribute in signer.unsigned if attribute.name != ATTRIBUTE)
    return [f"its signature has an unsigned attribute of an unknown kind, {name}" for name in names]


def _match_directories(signer: Signer, directories: Sequence[Directory]) -> None:
    """Compare what Apple has the signer say of each directory; before 2017 it said nothing, and there was one."""
    listed = signer.value(_CDHASHES)
    if listed is not None:
        given = read_plist(listed.octets, "its list of code directories").get("cdhashes")
        if given != [directory.cdhash for directory in directories]:
            raise BrokenSignature("its signature lists other code directories than it has")
    digests = [read(value).inside(SEQUENCE) for value in signer.values(_DIGESTS)]
    if digests:
        named = {(DIGESTS.get(name.name, ""), value.octets) for name, value in digests}
        if named != {(directory.digest, directory.own_digest) for directory in directories}:
            raise BrokenSignature("its signature has digests of other code directories than it has")
    if len(directories) > 1 and listed is None and not digests:
        raise BrokenSignature("its signature says nothing of its further code directories")


def _timestamp(message: Message, signer: Signer, roots: tuple[bytes, ...]) -> Stamped | None:
    tokens = signer.unsigned_values(ATTRIBUTE)
    if len(tokens) > 1:
        raise BrokenSignature(f"it has {len(tokens)} timestamps")
    try:
        return judge_token(tokens[0], signer.signature, roots, message.certificates) if tokens else None
    except BrokenSignature as broken:
        raise BrokenSignature(f"its timestamp does not hold: {broken}") from broken


def _verdict(chain: Chain, stamped: Stamped | None, team: str) -> tuple[Status, str]:
    """Return what certificates and timestamp amount to; the worst counts."""
    clock = stamped.timestamp if stamped else None
    late = f"its timestamp does not hold: {clock.reason}" if clock and clock.reason else ""
    unit = chain.links[0].told.unit
    if clock and clock.status is Status.BROKEN:
        return Status.BROKEN, late
    if chain.status is Status.BROKEN:
        return Status.BROKEN, chain.reason
    if team and unit != team:
        return Status.BROKEN, f'it names the team "{team}", and its certificate the team "{unit}"'
    reason = late or chain.reason or _stranger(chain)
    return (Status.UNTRUSTED, reason) if reason else (Status.TRUSTED, "")


def _stranger(chain: Chain) -> str:
    """Return why a chain is not one that Apple gives to developers outside its store, "" where it is."""
    leaf, issuer, *_ = (*chain.links, *chain.links)
    if _DEVELOPER_ID_LEAF in leaf.extensions and _DEVELOPER_ID_ISSUER in issuer.extensions:
        return ""
    return f'the certificate "{leaf.told.name}" is no Developer ID'

"""The judge of Authenticode: the signatures of a PE file, held against its content and against known roots.

Source: Windows Authenticode Portable Executable Signature Format. Each signature of the certificate table is judged,
and each one nested in another, which is how a file bears one for older systems and one for newer ones.
"""

from collections import deque
from typing import NamedTuple

from goverify.binfmt.types import Binary, Damaged, Format, Source, Stretch
from goverify.signatures.algorithms import WEAK_DIGESTS
from goverify.signatures.authenticode_chain import chain_of
from goverify.signatures.authenticode_content import Content, program_name, read_content
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.cms import Message, Signer, read_message, verify_signer
from goverify.signatures.countersignature import COUNTERSIGNATURE, TOKENS, timestamp_of
from goverify.signatures.pe_certificates import Entry, entries
from goverify.signatures.pe_digest import pe_digests
from goverify.signatures.trust import Trust
from goverify.signatures.types import Signature, Status

MOST_SIGNATURES = 8
"""Nested ones included; signers write one or two."""

_MOST_REMARKS = 8  # of one kind
_NESTED = "1.3.6.1.4.1.311.2.4.1"
_KNOWN = {_NESTED, COUNTERSIGNATURE, *TOKENS}


class Claim(NamedTuple):
    """What a signature says, before any of it is believed."""

    message: Message
    content: Content
    remarks: tuple[str, ...]

    @property
    def signer(self) -> Signer:
        """Return the one signer."""
        return self.message.signers[0]


def verify(source: Source, binary: Binary, trust: Trust) -> tuple[Signature, ...]:
    """Return the signatures of a PE file, judged; none where it bears none."""
    table = binary.signature
    if binary.format is not Format.PE or table is None:
        return ()
    try:
        return _judged(source, table, trust)
    except Damaged as damage:
        return (_broken(str(damage)),)


def _judged(source: Source, table: Stretch, trust: Trust) -> tuple[Signature, ...]:
    claims = _claims(entries(source, table))
    names = frozenset(claim.content.digest for claim in claims if isinstance(claim, Claim))
    digests = pe_digests(source, table, names) if names else {}
    return tuple(
        _judge(claim, digests[claim.content.digest], trust) if isinstance(claim, Claim) else claim for claim in claims
    )


def _claims(found: tuple[Entry, ...]) -> list[Claim | Signature]:
    """Return what the signatures say, the outer ones before those in them; one that cannot be read is broken."""
    claims: list[Claim | Signature] = []
    waiting = deque(found)
    while waiting and len(claims) < MOST_SIGNATURES:
        entry = waiting.popleft()
        try:
            claim = _read(entry)
        except BrokenSignature as broken:
            claims.append(_broken(str(broken)))
            continue
        claims.append(claim)
        waiting += [Entry(nested, 0) for nested in claim.signer.unsigned_values(_NESTED)]
    if waiting:
        claims.append(_broken(f"it bears more than {MOST_SIGNATURES} signatures, and the others were not looked at"))
    return claims


def _read(entry: Entry) -> Claim:
    message = read_message(entry.data)
    if len(message.signers) > 1:
        raise BrokenSignature(f"it has {len(message.signers)} signers where one is allowed")
    content = read_content(message)
    return Claim(message, content, (*_hidden(entry, message), *_weak(content)))


def _hidden(entry: Entry, message: Message) -> list[str]:
    """Return what stands beside the signature where nobody signs it and Windows does not mind."""
    remarks = [
        f"its unsigned attribute {attribute.name} holds {sum(map(len, attribute.values))} bytes"
        for attribute in message.signers[0].unsigned
        if attribute.name not in _KNOWN
    ][:_MOST_REMARKS]
    if entry.hidden:
        remarks.append(f"{entry.hidden} bytes that nobody signed stand behind it in the certificate table")
    return remarks


def _weak(content: Content) -> list[str]:
    return [f"its digest of the file is {content.digest}, which is weak"] if content.digest in WEAK_DIGESTS else []


def _judge(claim: Claim, actual: bytes, trust: Trust) -> Signature:
    message, signer = claim.message, claim.signer
    told = _broken("")._replace(
        digest=claim.content.digest,
        content_hash=actual.hex(),
        identifier=program_name(signer),
        remarks=claim.remarks,
    )
    try:
        told = told._replace(signed_at=signer.signed_at)
        vouched = message.content or b""
        verified = verify_signer(signer, vouched, message.content_type, message.certificates, "its signature")
    except BrokenSignature as broken:
        return told._replace(reason=str(broken))
    stamped, fault = timestamp_of(message, signer, trust.authenticode)
    timestamp = stamped.timestamp if stamped else None
    chain = chain_of(verified.certificate, message, timestamp, trust)
    remarks = (*claim.remarks, *verified.remarks, *chain.remarks, *(stamped.remarks if stamped else ()))
    told = told._replace(chain=chain.told, timestamp=timestamp, remarks=tuple(dict.fromkeys(remarks)))
    if actual != claim.content.value:
        return told._replace(reason="its content was changed after it was signed")
    if fault:
        return told._replace(reason=f"its timestamp does not hold: {fault}")
    return told._replace(status=chain.status, reason=chain.reason)


def _broken(reason: str) -> Signature:
    return Signature("authenticode", Status.BROKEN, reason)

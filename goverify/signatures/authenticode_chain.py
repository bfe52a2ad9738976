"""The judgement on who signed a PE file: whether the signer's certificates held when it was signed.

A timestamp that can be trusted says when that was. Without one nobody knows, and the certificates have to hold now.
Nothing here asks whether a certificate was revoked: no file can tell.
"""

from datetime import datetime
from hashlib import sha256

from goverify.signatures.certificates import X509
from goverify.signatures.chain import CODE_SIGNING, Chain, follow
from goverify.signatures.cms import Message
from goverify.signatures.trust import Trust
from goverify.signatures.types import Status, Timestamp

_LIFETIME_SIGNING = "1.3.6.1.4.1.311.10.3.13"


def chain_of(leaf: X509, message: Message, timestamp: Timestamp | None, trust: Trust) -> Chain:
    """Return the signer's chain, judged at the moment that counts."""
    believed = timestamp is not None and timestamp.status is Status.TRUSTED
    ends = _LIFETIME_SIGNING in (leaf.purposes or ())
    at = timestamp.time if timestamp and believed and not ends else trust.now
    chain = follow(leaf, message.certificates, trust.authenticode, at, CODE_SIGNING)
    over = _outlived(chain, trust.authenticode, at)
    if chain.status is Status.UNTRUSTED and over and at == trust.now:
        return chain._replace(reason=f"{over}, {_why_now(timestamp, believed=believed)}")
    return chain


def _outlived(chain: Chain, roots: tuple[bytes, ...], at: datetime) -> str:
    """Return which certificate of a chain to a known root is over, "" where none is."""
    over = next((link.told for link in chain.links if link.told.not_after < at), None)
    if over is None or chain.links[-1].told.sha256 not in {sha256(root).hexdigest() for root in roots}:
        return ""
    return f'the certificate "{over.name}" ended on {over.not_after:%Y-%m-%d}'


def _why_now(timestamp: Timestamp | None, *, believed: bool) -> str:
    if believed:
        return "and what it signs is to be believed no longer than that, even with a timestamp"
    if timestamp:
        return f"and the timestamp proves nothing: {timestamp.reason}"
    return "and no timestamp shows that the signature is older"

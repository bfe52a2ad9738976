"""The walk from a signer's certificate to a root, judged at one moment.

Source: RFC 5280 §6; what is not known here and critical is refused, but for Apple's own marks.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from goverify.signatures.algorithms import WEAK_DIGESTS, check
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.certificates import X509, read_certificate, subject_of
from goverify.signatures.types import Certificate, Status

CODE_SIGNING = "1.3.6.1.5.5.7.3.3"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
_PURPOSES = {CODE_SIGNING: "signing code", TIME_STAMPING: "timestamps"}
_ANY_PURPOSE = "2.5.29.37.0"
_LONGEST = 8
_MOST_CHECKS = 24  # of signatures, in one walk: cross-signed authorities ask for a few more than a chain is long
_KNOWN_CRITICAL = {
    "2.5.29.14",  # subject key identifier
    "2.5.29.15",  # key usage
    "2.5.29.17",  # alternative names
    "2.5.29.19",  # basic constraints
    "2.5.29.31",  # distribution points
    "2.5.29.32",  # policies
    "2.5.29.35",  # authority key identifier
    "2.5.29.37",  # extended key usage
}
_APPLE = "1.2.840.113635.100.6."


class Chain(NamedTuple):
    """Where a walk led."""

    links: tuple[X509, ...]
    """From the leaf on, the root included where one was reached."""
    status: Status
    """Trusted, untrusted, or broken: a certificate is not signed by the issuer that stands beside it."""
    reason: str
    """Why it is not trusted; "" where it is."""
    remarks: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[Certificate, ...]:
        """Return what a person is told of its certificates."""
        return tuple(link.told for link in self.links)


def follow(leaf: X509, others: Iterable[X509], roots: tuple[bytes, ...], at: datetime, purpose: str) -> Chain:
    """Return the first chain to a root that holds at that moment, else the one that came furthest."""
    pool = (*dict.fromkeys(others),)
    waiting: list[tuple[X509, ...]] = [(leaf,)]
    ended: list[Chain] = []
    checks = 0
    while waiting and checks < _MOST_CHECKS:
        path = waiting.pop()
        if path[-1].told.sha256 in _anchors(roots).hashes:
            ended.append(_judged(path, at, purpose))
            if ended[-1].status is Status.TRUSTED:
                return ended[-1]
            continue
        named = _issuers(path, pool, roots)
        checks += len(named)
        signed_by = [issuer for issuer in named[:_MOST_CHECKS] if _signed_by(path[-1], issuer)]
        waiting += [(*path, issuer) for issuer in reversed(signed_by)]
        if not signed_by:
            ended.append(_dead_end(path, named))
    return max(
        ended, key=lambda chain: len(chain.links), default=Chain((leaf,), Status.UNTRUSTED, "its chain never ends")
    )


class _Anchors(NamedTuple):
    hashes: frozenset[str]
    by_subject: dict[bytes, tuple[bytes, ...]]


@lru_cache(maxsize=8)
def _anchors(roots: tuple[bytes, ...]) -> _Anchors:
    from hashlib import sha256

    by_subject: dict[bytes, tuple[bytes, ...]] = {}
    for root in roots:
        subject = subject_of(root)
        by_subject[subject] = (*by_subject.get(subject, ()), root)
    return _Anchors(frozenset(sha256(root).hexdigest() for root in roots), by_subject)


def _issuers(path: tuple[X509, ...], pool: tuple[X509, ...], roots: tuple[bytes, ...]) -> list[X509]:
    """Return the certificates that a path may go on to: known roots first, then what came with the signature."""
    last = path[-1]
    if len(path) == _LONGEST:
        return []
    known = map(read_certificate, _anchors(roots).by_subject.get(last.issuer, ()))
    given = (one for one in pool if one.subject == last.issuer)
    return [one for one in dict.fromkeys((*known, *given)) if one not in path and _keys_agree(last, one)]


def _keys_agree(certificate: X509, issuer: X509) -> bool:
    return None in (certificate.issuer_key_id, issuer.key_id) or certificate.issuer_key_id == issuer.key_id


def _signed_by(certificate: X509, issuer: X509) -> bool:
    if certificate.scheme is None:
        return False
    try:
        check(issuer.key, certificate.scheme, certificate.signature, certificate.signed, "")
    except BrokenSignature:
        return False
    return True


def _dead_end(path: tuple[X509, ...], named: list[X509]) -> Chain:
    last = path[-1].told
    if len(path) == _LONGEST:
        return Chain(path, Status.UNTRUSTED, f"its certificates lead to no known root within {_LONGEST} steps")
    if named:
        reason = f'the certificate "{last.name}" is not signed by "{last.issuer}", which it names as its issuer'
        return Chain(path, Status.BROKEN, reason)
    if path[-1].self_issued:
        return Chain(path, Status.UNTRUSTED, f'its certificates lead to "{last.name}", which is no known root')
    return Chain(path, Status.UNTRUSTED, f'"{last.issuer}", which issued "{last.name}", is not known here')


def _judged(path: tuple[X509, ...], at: datetime, purpose: str) -> Chain:
    reason = next(filter(None, (_fault(path, place, at, purpose) for place in range(len(path)))), "")
    weak = (link.told.name for link in path[:-1] if link.scheme and link.scheme.digest in WEAK_DIGESTS)
    remarks = tuple(f'the certificate "{name}" is signed over sha1, which is weak' for name in weak)
    return Chain(path, Status.UNTRUSTED if reason else Status.TRUSTED, reason, remarks)


def _fault(path: tuple[X509, ...], place: int, at: datetime, purpose: str) -> str:
    """Return why the certificate in that place of a path may not stand there, "" where it may."""
    one, told = path[place], path[place].told
    if not told.not_before <= at <= told.not_after:
        return f'the certificate "{told.name}" is valid from {told.not_before:%Y-%m-%d} to {told.not_after:%Y-%m-%d}, and it was used on {at:%Y-%m-%d}'
    strange = sorted(name for name in one.critical - _KNOWN_CRITICAL if not name.startswith(_APPLE))
    if strange:
        return f'the certificate "{told.name}" has the critical extension {strange[0]}, which is not known here'
    if place == 0:
        return _leaf_fault(one, purpose)
    return _authority_fault(path, place, purpose)


def _leaf_fault(leaf: X509, purpose: str) -> str:
    if leaf.usages is not None and not leaf.usages & {"digital_signature", "non_repudiation"}:
        return f'the certificate "{leaf.told.name}" is not made for signing'
    if leaf.purposes is None or purpose not in leaf.purposes:
        return f'the certificate "{leaf.told.name}" is not made for {_PURPOSES[purpose]}'
    return ""


def _authority_fault(path: tuple[X509, ...], place: int, purpose: str) -> str:
    """Return why a certificate may not issue the one before it; a root of the first version says nothing of itself."""
    one, name = path[place], path[place].told.name
    if not one.is_authority and (one.extensions or place < len(path) - 1):
        return f'the certificate "{name}" is no authority, and issued "{path[place - 1].told.name}"'
    if one.usages is not None and "key_cert_sign" not in one.usages:
        return f'the certificate "{name}" is not made for issuing certificates'
    below = sum(not link.self_issued for link in path[1:place])
    if one.path_length is not None and below > one.path_length:
        return f'the certificate "{name}" allows {one.path_length} authorities below it, and has {below}'
    if one.purposes is not None and not one.purposes & {purpose, _ANY_PURPOSE}:
        return f'the certificate "{name}" may not issue any for {_PURPOSES[purpose]}'
    return ""

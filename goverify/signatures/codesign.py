"""The verifier of Mach-O code signatures: what codesign --verify --strict asks of a bare file, on any system.

Source: Apple's TN2206; StaticCode.cpp of its Security library. Whether a program was notarised or a certificate revoked
does not stand in the file, and nothing here speaks of it.
"""

from itertools import pairwise

from goverify.binfmt.types import Binary, Format, Slice, Source
from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.codesign_blobs import MESSAGE, Parts, read_parts
from goverify.signatures.codesign_directory import Directory, match_pages, match_parts, read_directory
from goverify.signatures.codesign_place import Part, find_signature
from goverify.signatures.codesign_plist import entitlements
from goverify.signatures.codesign_signer import judge_signer
from goverify.signatures.trust import Trust
from goverify.signatures.types import Signature, Status

_ADHOC = "adhoc"
_LARGEST_GAP = 64 << 10  # slices begin at pages, of which the largest are of 16 KiB


def verify(source: Source, binary: Binary, trust: Trust) -> tuple[Signature, ...]:
    """Return the signature of each signed program in a Mach-O or fat file, in its order."""
    if binary.format is Format.MACHO:
        return (_judge(Part(source, 0, source.size), "", trust),) if binary.signature else ()
    signed = [part for part in binary.slices if part.binary.signature]
    places = sorted((part.place.offset, part.place.offset + part.place.size) for part in binary.slices)
    if any(start < end for (_, end), (start, _) in pairwise(places)):
        shared = Signature("mach-o", Status.BROKEN, "its slices overlap")
        return tuple(shared._replace(architecture=_architecture(part)) for part in signed)
    found = (_judge(Part(source, *part.place), _architecture(part), trust) for part in signed)
    return tuple(_with_file(signature, source, places) for signature in found)


def _architecture(part: Slice) -> str:
    return next(iter(part.binary.architectures), "")


def _with_file(signature: Signature, source: Source, places: list[tuple[int, int]]) -> Signature:
    """Return a slice's signature with what lies around the slices, which none of them covers."""
    behind = source.size - places[-1][1]
    if behind > 0 and signature.status is not Status.BROKEN:
        return signature._replace(status=Status.BROKEN, reason=f"{behind} bytes were appended behind the last slice")
    gaps = ((end, start - end) for (_, end), (start, _) in pairwise(places))
    hidden = sum(len(source.read(end, min(size, _LARGEST_GAP)).strip(b"\0")) for end, size in gaps)
    remark = (f"{hidden} bytes lie hidden between the slices",) if hidden else ()
    return signature._replace(remarks=(*signature.remarks, *remark))


def _judge(program: Part, architecture: str, trust: Trust) -> Signature:
    """Return the judgement with as much as could be read before something broke it."""
    known = Signature("mach-o", Status.BROKEN, architecture=architecture)
    try:
        with guarded("its signature"):
            place = find_signature(program)
            parts = read_parts(place.data)
            directories = [read_directory(parts.by_slot[slot]) for slot in parts.directories]
            known = _described(known, directories, parts)
            _match_directories(directories, place.offset)
            remarks = (remark for directory in directories for remark in match_parts(directory, parts))
            known = known._replace(remarks=tuple(dict.fromkeys((*known.remarks, *remarks))))
            known = known._replace(entitlements=entitlements(parts))
            judged = _signed(known, directories, parts, trust)
            known = judged._replace(status=Status.BROKEN)
            if judged.status is not Status.BROKEN:
                for directory in directories:
                    match_pages(directory, program)
            return judged
    except BrokenSignature as broken:
        return known._replace(reason=str(broken))


def _described(known: Signature, directories: list[Directory], parts: Parts) -> Signature:
    primary, best = directories[0], max(directories, key=lambda directory: directory.strength)
    weak = () if best.digest != "sha1" else ("its hashes are sha1, which is weak",)
    return known._replace(
        identifier=primary.identifier,
        team=primary.team,
        flags=primary.flags,
        digest=best.digest,
        content_hash=best.cdhash.hex(),
        remarks=(*parts.remarks, *weak),
    )


def _match_directories(directories: list[Directory], offset: int) -> None:
    """Compare the code directories with each other, and what they cover with all that stands before the signature."""
    for directory in directories:
        if directory.limit != offset:
            raise BrokenSignature(f"it covers {directory.limit} bytes, and its signature begins at byte {offset}")
    said = {(directory.identifier, directory.team, directory.flags) for directory in directories}
    if len(said) > 1 or len({directory.hash_type for directory in directories}) < len(directories):
        raise BrokenSignature("its code directories contradict each other")


def _signed(known: Signature, directories: list[Directory], parts: Parts, trust: Trust) -> Signature:
    """Return the signature with its signer, or as ad-hoc where it says that it has none."""
    message = parts.content(MESSAGE)
    if bool(message) == (_ADHOC in known.flags):
        said = "says that it is ad-hoc and names a signer" if message else "names no signer and is not marked as ad-hoc"
        raise BrokenSignature(f"it {said}")
    if not message:
        return known._replace(status=Status.ADHOC)
    signer = judge_signer(message, directories, trust.apple, trust.now)
    return known._replace(
        status=signer.status,
        reason=signer.reason,
        signed_at=signer.signed_at,
        chain=signer.chain,
        timestamp=signer.timestamp,
        remarks=(*known.remarks, *signer.remarks),
    )

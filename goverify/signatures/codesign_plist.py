"""The reader of what a Mach-O signature says in property lists: the cdhashes of Apple's message, the entitlements."""

from goverify.signatures.broken import BrokenSignature
from goverify.signatures.codesign_blobs import DER_ENTITLEMENTS, ENTITLEMENTS, Parts
from goverify.signatures.der import INTEGER, SEQUENCE, SET, Item, read

_LARGEST = 256 << 10  # real ones take a few hundred bytes
_MOST = 256  # entitlements; Apple's own programs have a hundred
_PLAIN = (bool, int, str)
_TRUTH, _TEXT = 0x01, 0x0C
_DER_DOCUMENT, _DER_DICTIONARY = 0x70, 0xB0
"""[APPLICATION 16] with a version before the dictionary; the first releases had the dictionary alone, as a SET."""


def read_plist(data: bytes, what: str) -> dict[str, object]:
    """Return the dictionary of a property list in XML; BrokenSignature, in the name of `what`, where it is none."""
    import plistlib
    from xml.parsers.expat import ExpatError

    if len(data) > _LARGEST:
        raise BrokenSignature(f"{what} takes {len(data)} bytes")
    try:
        found: object = plistlib.loads(data, fmt=plistlib.FMT_XML)
    except (ExpatError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        raise BrokenSignature(f"{what} cannot be read") from error
    if not isinstance(found, dict):
        raise BrokenSignature(f"{what} is no dictionary")
    return {str(key): value for key, value in found.items()}


def entitlements(parts: Parts) -> tuple[str, ...]:
    """Return the names of what the program claims; BrokenSignature where its two lists differ."""
    lists = [read(parts.content(slot)) for slot, read in _READERS.items() if slot in parts.by_slot]
    if not lists:
        return ()
    if len(lists[0]) > _MOST:
        raise BrokenSignature(f"it claims {len(lists[0])} entitlements")
    if lists[0].keys() != lists[-1].keys() or any(_differ(value, lists[-1][name]) for name, value in lists[0].items()):
        raise BrokenSignature("its two lists of entitlements differ")
    return tuple(sorted(lists[0]))


def _differ(one: object, other: object) -> bool:
    """Return whether two plain values differ; lists and dictionaries are not compared."""
    return isinstance(one, _PLAIN) and isinstance(other, _PLAIN) and (type(one), one) != (type(other), other)


def _from_xml(data: bytes) -> dict[str, object]:
    return read_plist(data, "its list of entitlements")


def _from_der(data: bytes) -> dict[str, object]:
    """Return the entitlements; what is no truth value, number or text stands as None."""
    try:
        document = read(data)
        inside = document.inside(_DER_DOCUMENT)[-1] if document.mark == _DER_DOCUMENT else document
        pairs = (pair.inside(SEQUENCE) for pair in inside.inside(_DER_DICTIONARY, SET))
        return {name.contents.decode(): _plain(value) for name, value in pairs}
    except ValueError as error:
        raise BrokenSignature("its list of entitlements in DER cannot be read") from error


def _plain(item: Item) -> object:
    if item.mark == _TRUTH:
        return any(item.contents)
    if item.mark == _TEXT:
        return item.contents.decode()
    return item.number if item.mark == INTEGER else None


_READERS = {ENTITLEMENTS: _from_xml, DER_ENTITLEMENTS: _from_der}

"""Manifests: the names and SHA-256 of all files of a module, and the form in which many alike are kept in little room.

The releases of one line share most of their files, and the platforms of one release all but their programs. So the
files of a line are kept once, in groups: each group holds the files that the same modules have.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from goverify.sumdb.refused import Refused

DIGEST_CHARS = 64
MAX_NAMES_BYTES = 1 << 24

Manifest = Mapping[str, str]
"""From a name in the module to the SHA-256 of the file, in lower-case hexadecimal."""


class Group(NamedTuple):
    """Files that some modules have in common."""

    modules: tuple[str, ...]
    """Such as "go1.27.3.linux-amd64"."""
    files: int


class Shelf(NamedTuple):
    """The manifests of several modules, packed."""

    groups: tuple[Group, ...]
    names: bytes
    """The names of all groups, one after the other, a line each, compressed."""
    digests: bytes
    """Their SHA-256, 32 bytes each."""


def pack(manifests: Mapping[str, Manifest]) -> Shelf:
    """Return manifests in little room; the same always gives the same bytes."""
    owners: dict[tuple[str, str], list[str]] = {}
    for module in sorted(manifests):
        for item in manifests[module].items():
            owners.setdefault(item, []).append(module)
    grouped: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for item, modules in sorted(owners.items()):
        grouped.setdefault(tuple(modules), []).append(item)
    files = [item for _, items in sorted(grouped.items()) for item in items]
    return Shelf(
        groups=tuple(Group(modules, len(items)) for modules, items in sorted(grouped.items())),
        names=zlib.compress("\n".join(name for name, _ in files).encode(), 9),
        digests=b"".join(bytes.fromhex(digest) for _, digest in files),
    )


def unpack(shelf: Shelf, module: str) -> Manifest:
    """Return the manifest of a module; Refused where the shelf is damaged or does not hold it."""
    names = _lines(shelf.names)
    digests = shelf.digests.hex()
    if len(digests) != DIGEST_CHARS * len(names) or sum(group.files for group in shelf.groups) != len(names):
        raise Refused("the kept manifests are damaged: their parts differ in number")
    found: dict[str, str] = {}
    for start, stop in _stretches(shelf.groups, module):
        hashes = (
            digests[at : at + DIGEST_CHARS] for at in range(start * DIGEST_CHARS, stop * DIGEST_CHARS, DIGEST_CHARS)
        )
        found.update(zip(names[start:stop], hashes, strict=True))
    if not found:
        raise Refused(f"no manifest of {module} is kept")
    return found


def known_as(shelf: Shelf, digests: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return which modules of a shelf have files with these SHA-256, of those that any has."""
    wanted = {bytes.fromhex(digest) for digest in digests}
    found: dict[str, tuple[str, ...]] = {}
    at = 0
    for group in shelf.groups:
        for place in range(at, at + group.files):
            digest = shelf.digests[32 * place : 32 * place + 32]
            if digest in wanted:
                found[digest.hex()] = tuple(sorted({*found.get(digest.hex(), ()), *group.modules}))
        at += group.files
    return found


def _stretches(groups: Sequence[Group], module: str) -> Iterable[tuple[int, int]]:
    start = 0
    for group in groups:
        if module in group.modules:
            yield start, start + group.files
        start += group.files


def _lines(packed: bytes) -> list[str]:
    try:
        machine = zlib.decompressobj()
        text = machine.decompress(packed, MAX_NAMES_BYTES)
        return text.decode().split("\n")
    except (zlib.error, UnicodeDecodeError):
        raise Refused("the kept manifests are damaged: their names cannot be read") from None

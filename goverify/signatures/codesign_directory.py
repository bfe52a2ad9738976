"""The reader of code directories: the hashes that a Mach-O signature has of a program and of its own parts.

Source: cs_blobs.h of XNU, codedirectory.h of Apple's Security library.
"""

import hashlib
import struct
from collections.abc import Iterator
from typing import NamedTuple

from goverify.binfmt.types import Source
from goverify.signatures.broken import BrokenSignature
from goverify.signatures.codesign_blobs import APPLICATION, DISK_IMAGE, INFO, NAMES, RESOURCES, Parts

PIECE = 1 << 20
LARGEST_PROGRAM = 1 << 30
_HEAD = struct.Struct(">8x7I4BI")
_OLDEST, _TOO_NEW = 0x20001, 0x30000
_SCATTER, _TEAM, _LONG_LIMIT = (0x20100, 44), (0x20200, 48), (0x20300, 56)
"""The version that brought a field, and where it stands."""
_HASHES = {1: ("sha1", 20), 2: ("sha256", 32), 3: ("sha256", 20), 4: ("sha384", 48), 5: ("sha512", 64)}
_STRENGTH = {1: 1, 3: 2, 2: 3, 4: 4, 5: 5}
_SMALLEST_PAGE, _LARGEST_PAGE = 9, 24  # powers of two; real ones are 12 and 14
_LONGEST_NAME = 1024
_MOST_SPECIAL = 64  # eleven are known
_ELSEWHERE = {INFO, RESOURCES, APPLICATION, DISK_IMAGE}
"""Special slots whose content stands beside the program, not in it."""
_FLAGS = {
    0x1: "host",
    0x2: "adhoc",
    0x100: "hard",
    0x200: "kill",
    0x400: "expires",
    0x800: "restrict",
    0x1000: "enforcement",
    0x2000: "library-validation",
    0x10000: "runtime",
    0x20000: "linker-signed",
}
"""In the words of codesign(1)."""


class Directory(NamedTuple):
    """One code directory."""

    data: bytes
    identifier: str
    team: str
    flags: tuple[str, ...]
    limit: int
    """How many bytes of the program it covers."""
    page_bytes: int
    hash_type: int
    hashes: bytes
    """Of the pages, one behind the other: there are thousands."""
    special: tuple[bytes, ...]
    """Of the parts, from slot 1 on."""

    @property
    def digest(self) -> str:
        """Return the algorithm, in the words of hashlib."""
        return _HASHES[self.hash_type][0]

    @property
    def hash_bytes(self) -> int:
        """Return the length of each hash."""
        return _HASHES[self.hash_type][1]

    @property
    def strength(self) -> int:
        """Return a number that is larger for a better algorithm."""
        return _STRENGTH[self.hash_type]

    @property
    def own_digest(self) -> bytes:
        """Return its own digest; the cdhash is the first 20 bytes."""
        return hashlib.new(self.digest, self.data, usedforsecurity=False).digest()

    @property
    def cdhash(self) -> bytes:
        """Return the hash by which macOS knows the program."""
        return self.own_digest[:20]


def read_directory(data: bytes) -> Directory:
    """Return the code directory; BrokenSignature where it is damaged."""
    if len(data) < 44:
        raise BrokenSignature("its code directory is cut short")
    version, flags, hashes_at, name_at, special, count, limit, size, kind, _, page, _ = _HEAD.unpack_from(data)
    if not _OLDEST <= version < _TOO_NEW:
        raise BrokenSignature(f"its code directory is of version {version:#x}, which is not known")
    if _HASHES.get(kind, ("", 0))[1] != size:
        raise BrokenSignature(f"its code directory has hashes of the unknown type {kind} in {size} bytes")
    if _field(data, version, _SCATTER):
        raise BrokenSignature("its code directory covers the program in scattered pieces")
    if special > _MOST_SPECIAL:
        raise BrokenSignature(f"its code directory has {special} special slots")
    if page and not _SMALLEST_PAGE <= page <= _LARGEST_PAGE:
        raise BrokenSignature(f"its code directory has pages of 2^{page} bytes")
    limit = _field(data, version, _LONG_LIMIT, 8) or limit
    page_bytes = 1 << page if page else max(limit, 1)
    if count != -(-limit // page_bytes):
        raise BrokenSignature(f"its code directory has {count} hashes for {limit} bytes in pages of {page_bytes}")
    end = hashes_at + count * size
    if hashes_at - special * size < _HEAD.size or end > len(data):
        raise BrokenSignature("the hashes of its code directory lie outside it")
    team_at = _field(data, version, _TEAM)
    return Directory(
        data,
        identifier=_name(data, name_at),
        team=_name(data, team_at) if team_at else "",
        flags=_words(flags),
        limit=limit,
        page_bytes=page_bytes,
        hash_type=kind,
        hashes=data[hashes_at:end],
        special=tuple(data[at : at + size] for at in range(hashes_at - size, hashes_at - (special + 1) * size, -size)),
    )


def _field(data: bytes, version: int, field: tuple[int, int], size: int = 4) -> int:
    """Return a field that later versions brought, 0 where this one has none."""
    since, at = field
    if version < since:
        return 0
    if at + size > len(data):
        raise BrokenSignature("its code directory is cut short")
    return int.from_bytes(data[at : at + size], "big")


def _name(data: bytes, at: int) -> str:
    text, end, _ = data[at : at + _LONGEST_NAME].partition(b"\0")
    if at < _HEAD.size or not end:
        raise BrokenSignature("a name in its code directory has no end")
    return text.decode("utf-8", "replace")


def _words(flags: int) -> tuple[str, ...]:
    known = [word for bit, word in _FLAGS.items() if flags & bit]
    rest = flags & ~sum(_FLAGS)
    return (*known, f"{rest:#x}") if rest else tuple(known)


def match_parts(directory: Directory, parts: Parts) -> Iterator[str]:
    """Yield what cannot be checked here; BrokenSignature where a part and its hash do not belong together."""
    for slot, expected in enumerate(directory.special, 1):
        part, name = parts.by_slot.get(slot), NAMES.get(slot, f"part {slot:#x}")
        if not any(expected):
            if part is not None:
                raise BrokenSignature(f"no hash covers its {name}")
        elif part is None and slot in _ELSEWHERE:
            yield f"the hash of its {name} was not checked, which stands outside the file"
        elif part is None:
            raise BrokenSignature(f"its code directory has a hash of its {name}, and it has none")
        elif hashlib.new(directory.digest, part, usedforsecurity=False).digest()[: len(expected)] != expected:
            raise BrokenSignature(f"the hash of its {name} does not match")
    for slot in parts.by_slot:
        if len(directory.special) < slot < 0x1000:
            raise BrokenSignature(f"no hash covers its {NAMES.get(slot, f'part {slot:#x}')}")


def match_pages(directory: Directory, program: Source) -> None:
    """Hash the program page by page; BrokenSignature, naming the place, where one does not match."""
    if directory.limit > LARGEST_PROGRAM:
        raise BrokenSignature(f"it covers {directory.limit} bytes, more than is verified here")
    size, at = directory.hash_bytes, 0
    for found in _page_hashes(directory, program):
        if found[:size] != directory.hashes[at : at + size]:
            start = at // size * directory.page_bytes
            end = min(start + directory.page_bytes, directory.limit)
            raise BrokenSignature(f"the program was changed since it was signed, within bytes {start} to {end}")
        at += size
    if at < len(directory.hashes):
        raise BrokenSignature("the program became shorter while it was read")


def _page_hashes(directory: Directory, program: Source) -> Iterator[bytes]:
    make, page = getattr(hashlib, directory.digest), directory.page_bytes
    if page > PIECE:
        for start in range(0, directory.limit, page):
            yield _long_hash(make(usedforsecurity=False), program, start, min(start + page, directory.limit))
        return
    for start in range(0, directory.limit, PIECE):
        piece = memoryview(program.read(start, min(PIECE, directory.limit - start)))
        for at in range(0, len(piece), page):
            yield make(piece[at : at + page], usedforsecurity=False).digest()


def _long_hash(state: "hashlib._Hash", program: Source, start: int, end: int) -> bytes:
    for at in range(start, end, PIECE):
        state.update(program.read(at, min(PIECE, end - at)))
    return state.digest()

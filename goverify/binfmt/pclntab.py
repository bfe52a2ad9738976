"""The eras of Go's table of functions, which survives every stripping, since panics need it.

Source: internal/abi (PCLnTabMagic), debug/gosym and runtime (pcHeader). The table begins with a magic number in the
byte order of the program, two zero bytes, the size of the smallest instruction and that of a pointer; then come the
number of functions and, from 1.16 on, that of files and the places of five parts that follow each other.
"""

from collections.abc import Iterator
from itertools import islice
from struct import Struct

from goverify.binfmt.types import Binary, Source
from goverify.binfmt.window import Range, Window

_ERAS = {0xFFFFFFFB: "1.2", 0xFFFFFFFA: "1.16", 0xFFFFFFF0: "1.18", 0xFFFFFFF1: "1.20"}
_MAGICS = {number.to_bytes(4, order): era for number, era in _ERAS.items() for order in ("little", "big")}
_FIRST_PART = {"1.16": 2, "1.18": 3, "1.20": 3}
"""By era the word behind the header in which the place of the first part stands; 1.2 has none."""
_PARTS = 5
_HEADER, _WORDS = 8, 8
_CHUNK = 1 << 20
_SEARCHED = 128 << 20  # twice the largest executable of a Go release
_MOST_HITS = 1 << 16  # of the bytes that all magics share; the machine code of a release has three thousand
_MOST_FUNCTIONS = 1 << 26


def of_section(window: Window, place: Range) -> str | None:
    """Return the era of the table that begins there."""
    return _era(window.read(place.offset, min(_HEADER, place.size)))


def pclntab_era(source: Source, binary: Binary) -> str | None:
    """Return the era of the table wherever it stands, None where there is none; reads the whole file if it has to."""
    if binary.pclntab or binary.bits is None or binary.byte_order is None:
        return binary.pclntab
    words = Struct(f"{'<' if binary.byte_order == 'little' else '>'}{_WORDS}{'Q' if binary.bits == 64 else 'I'}")
    pointer = binary.bits // 8
    left = _MOST_HITS
    for at in range(0, min(source.size, _SEARCHED), _CHUNK):
        data = source.read(at, _CHUNK + _HEADER + words.size)
        for start in islice(_candidates(data, binary.byte_order), left):
            left -= 1
            era = _era(data[start : start + _HEADER])
            if era and data[start + 7] == pointer and _sound(era, words, data, start + _HEADER):
                return era
    return None


def _candidates(data: bytes, byte_order: str) -> Iterator[int]:
    """Yield where the bytes stand that the magics of a byte order have in common."""
    shared, inside = (b"\xff\xff\xff\0\0", 1) if byte_order == "little" else (b"\xff\xff\xff", 0)
    at = data.find(shared)
    while at >= 0:
        if at >= inside:
            yield at - inside
        at = data.find(shared, at + 1)


def _sound(era: str, words: Struct, data: bytes, at: int) -> bool:
    """Return whether what follows the header can be: some functions, and parts in their order."""
    if len(data) < at + words.size:
        return False
    values = words.unpack_from(data, at)
    first = _FIRST_PART.get(era)
    parts = values[first : first + _PARTS] if first else ()
    return 0 < values[0] < _MOST_FUNCTIONS and list(parts) == sorted(parts)


def _era(header: bytes) -> str | None:
    if len(header) < _HEADER or header[4:6] != b"\0\0" or header[6] not in (1, 2, 4) or header[7] not in (4, 8):
        return None
    return _MAGICS.get(header[:4])

"""The reader of the formats in which Go programs seldom come: AIX, Plan 9 and WebAssembly.

Sources: internal/xcoff, debug/plan9obj and a.out(6) of Plan 9, the WebAssembly core specification ("Binary Format").
"""

import struct

from goverify.binfmt.buildid import of_words
from goverify.binfmt.image import Image, Place, Problems
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import Memory, Range, Window, shortfall

XCOFF_MAGICS = {b"\x01\xdf": 32, b"\x01\xf7": 64}
PLAN9_MAGICS = {b"\0\0\x01\xeb": "386", b"\0\0\x8a\x97": "amd64", b"\0\0\x06\x47": "arm"}
_CODE, _DATA = 0x20, 0x40
_MOST_SECTIONS = 1024
_WASM_BUILD_ID = (b"go:buildid", b"go.buildid")  # with a dot in Go 1.15


def read_xcoff(window: Window) -> Image:
    """Return the image; Damaged where not even the header and the section table can be read."""
    bits = XCOFF_MAGICS[window.head[:2]]
    layout = struct.Struct(">2xH12xH2x" if bits == 32 else ">2xH12xH6x")
    section = struct.Struct(">8x4xIII12xI" if bits == 32 else ">8x8xQQQ24xI4x")
    count, optional = layout.unpack(window.exact(0, layout.size, "the XCOFF header"))
    rows = window.exact(layout.size + optional, min(count, _MOST_SECTIONS) * section.size, "the section table")
    parts = [(Range(to, at, size), flags & 0xFFFF) for to, size, at, flags in section.iter_unpack(rows)]
    ranges = [part for part, flags in parts if flags in (_CODE, _DATA)]
    binary = Binary(
        Format.XCOFF,
        system="aix",
        architectures=("ppc64" if bits == 64 else "ppc",),
        bits=bits,
        byte_order="big",
        problem=shortfall(max((part.offset + part.size for part in ranges), default=0), window.size),
    )
    data = next((part for part, flags in parts if flags == _DATA), None)
    code = next((part for part, flags in parts if flags == _CODE), None)
    places = (Place("section", data.address, data.size),) if data else ()
    return Image(binary, Memory(window, tuple(ranges)), places, code)


def read_plan9(window: Window) -> Image:
    """Return the image, in which data is at address 0, since the block of Go is aligned in memory, not in the file."""
    architecture = PLAN9_MAGICS[window.head[:4]]
    text, data, _, symbols, _, spare, lines = struct.unpack(">7I", window.exact(4, 28, "the a.out header"))
    start = 40 if architecture == "amd64" else 32
    binary = Binary(
        Format.PLAN9,
        system="plan9",
        architectures=(architecture,),
        bits=64 if architecture == "amd64" else 32,
        byte_order="little",
        problem=shortfall(start + text + data + symbols + spare + lines, window.size),
        kind="executable",
    )
    memory = Memory(window, (Range(0, start + text, data),))
    return Image(binary, memory, (Place("section", 0, data),), Range(0, start, text))


def read_wasm(window: Window) -> Image:
    """Return the image; a module holds no build info, but the build ID in a section of its own."""
    problems = Problems()
    build_id = problems.attempt(None, _wasm_build_id, window)
    binary = Binary(
        Format.WASM,
        architectures=("wasm",),
        byte_order="little",
        go_build_id=build_id,
        problem=problems.first,
    )
    return Image(binary, Memory(window, ()))


def _wasm_build_id(window: Window) -> str | None:
    at, found = 8, None
    for _ in range(_MOST_SECTIONS):
        if at >= window.size:
            break
        prefix = window.read(at, 64)
        size, body = _number(prefix, 1)
        end = at + body + size
        lack = shortfall(end, window.size)
        if lack:
            raise Damaged(lack)
        if prefix[0] == 0:  # a custom section, which begins with its name
            length, name_at = _number(prefix, body)
            if prefix[name_at : name_at + length] in _WASM_BUILD_ID:
                start = at + name_at + length
                found = of_words(window.read(start, min(end - start, 1024)))
        at = end
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return an LEB128 number and where it ends."""
    value = 0
    for used, byte in enumerate(data[at : at + 5]):
        value |= (byte & 0x7F) << 7 * used
        if byte < 0x80:
            return value, at + used + 1
    raise Damaged("damaged: a section without a size")

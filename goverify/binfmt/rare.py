"""The reader of the formats in which Go programs seldom come: AIX, Plan 9 and WebAssembly.

Sources: internal/xcoff, debug/plan9obj and a.out(6) of Plan 9, the WebAssembly core specification ("Binary Format").
"""

import struct
from typing import Literal

from goverify.binfmt import marks
from goverify.binfmt.buildid import of_words
from goverify.binfmt.buildinfo import ALIGN
from goverify.binfmt.image import SECTION, Image, Place, Problems
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import Memory, Range, Window, shortfall

XCOFF_MAGICS = {b"\x01\xdf": 32, b"\x01\xf7": 64}
PLAN9_MAGICS = {b"\0\0\x01\xeb": "386", b"\0\0\x8a\x97": "amd64", b"\0\0\x06\x47": "arm"}
MISALIGNED = "misaligned in the file"
"""The circumstance that `found_by` adds for a program of Plan 9 whose data does not begin at a multiple of 16 bytes."""
NAMELESS = "no names of symbols"
"""The circumstance of a program for AIX without a table of symbols, or one that is cut off."""
_CODE, _DATA = 0x20, 0x40
_SYMBOL_SIZE = 18
_MOST_SECTIONS = 1024
_WASM_BUILD_ID = (b"go:buildid", b"go.buildid")  # with a dot in Go 1.15
_PRODUCERS, _IMPORTS = b"producers", 2
_OF_TINYGO = (b"tinygo", b"TinyGo", b"\rruntime.ticks")
"""What TinyGo's own LLVM says of itself, and what its programs for JavaScript ask for (targets/wasm_exec.js of TinyGo)."""
_MOST_TOLD = 4096


def read_xcoff(window: Window) -> Binary:
    """Return what the file is; Damaged where not even the header and the section table can be read."""
    bits = XCOFF_MAGICS[window.head[:2]]
    parts, symbols, end_of_names = _xcoff_tables(window, bits)
    ranges = [part for part, flags in parts if flags in (_CODE, _DATA)]
    data = next((part for part, flags in parts if flags == _DATA), None)
    code = next((part for part, flags in parts if flags == _CODE), None)
    rule = SECTION if 0 < end_of_names <= window.size else f"{SECTION}, {NAMELESS}"
    places = (Place(rule, data.address, data.size),) if data else ()
    found = marks.look(Image(Memory(window, tuple(ranges)), ">", bits, places, text=code))
    promised = max((end_of_names, *(part.offset + part.size for part in ranges)))
    return Binary(
        Format.XCOFF,
        system="aix",
        architectures=("ppc64" if bits == 64 else "ppc",),
        bits=bits,
        byte_order="big",
        go=found.go,
        go_build_id=found.build_id,
        problem=shortfall(promised, window.size) or found.problem,
        symbols=symbols > 0,
        compiler=found.compiler,
    )


def _xcoff_tables(window: Window, bits: int) -> tuple[list[tuple[Range, int]], int, int]:
    """Return the sections with their flags, how many symbols there are, and where the names behind these end, 0 without."""
    head = window.exact(0, 20 if bits == 32 else 24, "the XCOFF header")
    count, symbols_at, symbols = struct.unpack_from(">2xH4xII" if bits == 32 else ">2xH4xQ4xI", head)
    optional = int.from_bytes(head[16:18], "big")  # in both of them
    section = struct.Struct(">8x4xIII12xI" if bits == 32 else ">8x8xQQQ24xI4x")
    rows = window.exact(len(head) + optional, min(count, _MOST_SECTIONS) * section.size, "the section table")
    parts = [(Range(to, at, size), flags & 0xFFFF) for to, size, at, flags in section.iter_unpack(rows)]
    end = _end_of_names(window, symbols_at + symbols * _SYMBOL_SIZE) if symbols_at and symbols else 0
    return parts, symbols, end


def _end_of_names(window: Window, start: int) -> int:
    """Return where the table of names ends that stands behind the symbols, its own size in front."""
    return start + max(int.from_bytes(window.read(start, 4), "big"), 4)


def read_plan9(window: Window) -> Binary:
    """Return what the file is; its data is taken for address 0, since the block of Go is aligned in memory, not in the file."""
    architecture = PLAN9_MAGICS[window.head[:4]]
    text, data, _, symbols, _, spare, lines = struct.unpack(">7I", window.exact(4, 28, "the a.out header"))
    start = 40 if architecture == "amd64" else 32
    bits = 64 if architecture == "amd64" else 32
    memory = Memory(window, (Range(0, start + text, data),))
    rule = f"{SECTION}, {MISALIGNED}" if (start + text) % ALIGN else SECTION
    found = marks.look(Image(memory, "<", bits, (Place(rule, 0, data),), text=Range(0, start, text)))
    promised = start + text + data + symbols + spare + lines
    return Binary(
        Format.PLAN9,
        system="plan9",
        architectures=(architecture,),
        bits=bits,
        byte_order="little",
        go=found.go,
        go_build_id=found.build_id,
        problem=shortfall(promised, window.size) or found.problem,
        kind="executable",
        symbols=symbols > 0,
        compiler=found.compiler,
    )


def read_wasm(window: Window) -> Binary:
    """Return what the module is; it holds no build info, but the build ID in a section of its own."""
    problems = Problems()
    found: list[str] = []
    makers: set[Literal["tinygo"]] = set()
    problems.attempt(None, _wasm_marks, window, found, makers)
    return Binary(
        Format.WASM,
        architectures=("wasm",),
        byte_order="little",
        go_build_id=found[-1] if found else None,
        problem=problems.first,
        compiler="gc" if found else next(iter(makers), None),
    )


def _wasm_marks(window: Window, found: list[str], makers: set[Literal["tinygo"]]) -> None:
    """Add the build ID to `found`, and TinyGo to `makers`; both keep it where a later section is cut off."""
    at = 8
    for _ in range(_MOST_SECTIONS):
        if at >= window.size:
            break
        prefix = window.read(at, 64)
        size, body = _number(prefix, 1)
        end = at + body + size
        if prefix[0] == 0:  # a custom section, which begins with its name
            length, name_at = _number(prefix, body)
            name, start = prefix[name_at : name_at + length], at + name_at + length
            if name in _WASM_BUILD_ID:
                words = of_words(window.read(start, min(end - start, 1024)))
                found.extend([words] if words else [])
            elif name == _PRODUCERS and _is_tinygos(window, start, end):
                makers.add("tinygo")
        elif prefix[0] == _IMPORTS and _is_tinygos(window, at + body, end):
            makers.add("tinygo")
        lack = shortfall(end, window.size)
        if lack:
            raise Damaged(lack)
        at = end


def _is_tinygos(window: Window, start: int, end: int) -> bool:
    told = window.read(start, min(end - start, _MOST_TOLD))
    return any(mark in told for mark in _OF_TINYGO)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return an LEB128 number and where it ends."""
    value = 0
    for used, byte in enumerate(data[at : at + 5]):
        value |= (byte & 0x7F) << 7 * used
        if byte < 0x80:
            return value, at + used + 1
    raise Damaged("damaged: a section without a size")

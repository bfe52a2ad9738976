"""The reader of fat files: several Mach-O files, one a processor, behind one table.

Source: mach-o/fat.h. A Java class file begins with the same four bytes.
"""

import struct
from typing import NamedTuple

from goverify.binfmt import machines, macho
from goverify.binfmt.marks import with_go
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import Window, shortfall

MAGICS = {b"\xca\xfe\xba\xbe": ">IIIII", b"\xca\xfe\xba\xbf": ">IIQQI4x"}
_MOST_SLICES = 64
_FIRST_JAVA, _LAST_JAVA = 45, 99  # major versions since JDK 1.1, where a fat file has the number of slices


class _Slice(NamedTuple):
    cpu: int
    variant: int
    offset: int
    size: int
    alignment: int


def is_java(window: Window) -> bool:
    """Return whether it is a Java class file: a count no fat file has, or no program where the table points."""
    if not window.head.startswith(b"\xca\xfe\xba\xbe") or len(window.head) < 8:
        return False
    minor, major = int.from_bytes(window.head[4:6], "big"), int.from_bytes(window.head[6:8], "big")
    if major < _FIRST_JAVA or (minor == 0 and major <= _MOST_SLICES and _begins_program(window)):
        return False
    return major <= _LAST_JAVA


def _begins_program(window: Window) -> bool:
    offset = int.from_bytes(window.read(16, 4), "big")
    return window.read(offset, 4) in macho.MAGICS


def read(window: Window) -> Binary:
    """Return the facts of the first readable slice with the processors of all, and the first build info."""
    slices = _slices(window)
    parts: list[Binary] = []
    for number, part in enumerate(slices, 1):
        parts.append(_part(window, number, part, look_for_go=not any(part.go for part in parts)))
    programs = [part for part in parts if part.format is Format.MACHO]
    first = programs[0] if programs else Binary(Format.FAT)
    with_info = next((part for part in programs if part.go), first)
    promised = max(part.offset + part.size for part in slices)
    return first._replace(
        format=Format.FAT,
        architectures=tuple(machines.of_macho(part.cpu) for part in slices),
        bits=first.bits if len({part.bits for part in programs}) == 1 else None,
        go=with_info.go,
        go_build_id=with_info.go_build_id,
        problem=shortfall(promised, window.size) or next((part.problem for part in parts if part.problem), None),
    )


def _slices(window: Window) -> list[_Slice]:
    layout = struct.Struct(MAGICS[window.head[:4]])
    count = struct.unpack(">I", window.exact(4, 4, "the fat header"))[0]
    if not 0 < count <= _MOST_SLICES:
        raise Damaged(f"damaged: a fat file of {count} slices")
    return list(map(_Slice._make, layout.iter_unpack(window.exact(8, count * layout.size, "the table of slices"))))


def _part(window: Window, number: int, part: _Slice, *, look_for_go: bool) -> Binary:
    """Return the facts of one slice; `found_by` names the slice from the second on, since go reads the first alone."""
    try:
        facts = _facts(Window(window.source, part.offset, part.size), look_for_go=look_for_go)
    except Damaged as damage:
        facts = Binary(Format.UNKNOWN, problem=str(damage))
    go = facts.go
    if go and number > 1:
        go = go._replace(found_by=f"{go.found_by}, slice {number}")
    return facts._replace(go=go, problem=f"{facts.problem} (slice {number})" if facts.problem else None)


def _facts(inside: Window, *, look_for_go: bool) -> Binary:
    """Return the facts of a slice; one that is no program, such as a static library, has none."""
    if inside.head[:4] in MAGICS:
        raise Damaged("damaged: a slice is a fat file itself")
    if inside.head[:4] in macho.MAGICS:
        image = macho.read(inside)
        return with_go(image) if look_for_go else image.binary
    return Binary(Format.UNKNOWN)

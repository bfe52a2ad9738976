"""The reader of fat files: several Mach-O files, one a processor, behind one table.

Source: mach-o/fat.h. A Java class file begins with the same four bytes.
"""

import struct
from typing import NamedTuple

from goverify.binfmt import machines, macho
from goverify.binfmt.image import SYMBOL
from goverify.binfmt.types import Binary, Damaged, Format, GoBuild, Slice, Stretch
from goverify.binfmt.window import Window, shortfall

_WIDE = b"\xca\xfe\xba\xbf"
MAGICS = {b"\xca\xfe\xba\xbe": ">IIIII", _WIDE: ">IIQQI4x"}
UNREADABLE_FOR_GO = "in a fat file that go does not read"
"""The circumstance that `found_by` adds."""
_MOST_SLICES = 64
_FIRST_JAVA, _LAST_JAVA = 45, 99  # major versions since JDK 1.1, where a fat file has the number of slices


class _Entry(NamedTuple):
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
    entries = _entries(window)
    slices = tuple(Slice(Stretch(part.offset, part.size), _facts(window, part)) for part in entries)
    programs = [part.binary for part in slices if part.binary.format is Format.MACHO]
    first = programs[0] if programs else Binary(Format.FAT)
    number = _telling(slices)
    promised = max(part.offset + part.size for part in entries)
    return first._replace(
        format=Format.FAT,
        architectures=tuple(machines.of_macho(part.cpu) for part in entries),
        bits=first.bits if len({part.bits for part in programs}) == 1 else None,
        go=_placed(window, slices, number),
        go_build_id=(slices[number - 1].binary if number else first).go_build_id,
        problem=shortfall(promised, window.size) or _first_problem(slices),
        signature=None,
        slices=slices,
    )


def _telling(slices: tuple[Slice, ...]) -> int:
    """Return the number of the first slice with build info, else of one whose release a symbol names, 0 for neither."""
    told = {number: part.binary.go.found_by for number, part in enumerate(slices, 1) if part.binary.go}
    return min(told, key=lambda number: (told[number] == SYMBOL, number), default=0)


def _placed(window: Window, slices: tuple[Slice, ...], number: int) -> GoBuild | None:
    """Return the build info of a slice with what keeps go from finding it there.

    Source: debug/macho.NewFatFile, which wants a 32-bit table and slices that are all programs of one kind.
    """
    go = slices[number - 1].binary.go if number else None
    if go is None:
        return None
    same = len({(part.binary.format, part.binary.kind) for part in slices}) == 1
    found_by = go.found_by if number == 1 else f"{go.found_by}, slice {number}"
    if not same or window.head.startswith(_WIDE):
        found_by += f", {UNREADABLE_FOR_GO}"
    return go._replace(found_by=found_by)


def _first_problem(slices: tuple[Slice, ...]) -> str | None:
    problems = (
        f"{part.binary.problem} (slice {number})" for number, part in enumerate(slices, 1) if part.binary.problem
    )
    return next(problems, None)


def _entries(window: Window) -> list[_Entry]:
    layout = struct.Struct(MAGICS[window.head[:4]])
    count = struct.unpack(">I", window.exact(4, 4, "the fat header"))[0]
    if not 0 < count <= _MOST_SLICES:
        raise Damaged(f"damaged: a fat file of {count} slices")
    return list(map(_Entry._make, layout.iter_unpack(window.exact(8, count * layout.size, "the table of slices"))))


def _facts(window: Window, entry: _Entry) -> Binary:
    """Return the facts of a slice; one that is no program, such as a static library, has none."""
    try:
        inside = window.slice(entry.offset, entry.size)
        if inside.head[:4] in MAGICS:
            return Binary(Format.FAT, problem="damaged: a slice is a fat file itself")
        return macho.read(inside) if inside.head[:4] in macho.MAGICS else Binary(Format.UNKNOWN)
    except Damaged as damage:
        return Binary(Format.UNKNOWN, problem=str(damage))

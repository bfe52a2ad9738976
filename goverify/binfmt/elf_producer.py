"""The names that compilers give themselves in the debugging information of an ELF file.

Source: the DWARF standard, versions 2 to 4, section 7.5; TinyGo's compiler package, which names itself "TinyGo" there.
"""

from collections.abc import Iterator
from struct import Struct

from goverify.binfmt.elf_sections import Sections
from goverify.binfmt.window import Window, text_in

_MOST_UNITS = 16  # a program begins with those of its C library, if that has any
_COMPILE_UNIT, _PRODUCER = 0x11, 0x25
_STRING, _STRING_PLACE = 0x08, 0x0E
_ABBREVIATION = 16
_LONGEST = 256


def producers(window: Window, order: str, sections: Sections) -> Iterator[str]:
    """Yield the names out of the first units of a linked file, those that stand where both gcc and LLVM put them: first."""
    info, abbreviations = sections.named(b".debug_info"), sections.named(b".debug_abbrev")
    strings = sections.named(b".debug_str")
    if info is None or abbreviations is None or strings is None:
        return
    layout, place = Struct(order + "IHI"), Struct(order + "I")
    at, end = info[3], info[3] + info[4]
    for _ in range(_MOST_UNITS):
        unit = window.read(at, layout.size + 6)
        if len(unit) < layout.size + 6 or at >= end:
            return
        size, version, abbreviation = layout.unpack_from(unit)
        if not 2 <= version <= 4:
            return
        form = _form(window.read(abbreviations[3] + abbreviation, _ABBREVIATION), unit[11])
        if form == _STRING_PLACE:
            yield text_in(window.read(strings[3] + place.unpack_from(unit, 12)[0], _LONGEST))
        elif form == _STRING:
            yield text_in(window.read(at + 12, _LONGEST))
        at += 4 + size


def _form(abbreviation: bytes, code: int) -> int | None:
    """Return in which form the name stands, if it is the first thing that is said of the unit."""
    if len(abbreviation) < _ABBREVIATION or abbreviation[0] != code or code > 0x7F:
        return None
    _, tag, _, attribute, form = abbreviation[:5]
    return form if (tag, attribute) == (_COMPILE_UNIT, _PRODUCER) else None

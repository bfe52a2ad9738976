"""The deep view of an ELF file, through pyelftools."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from elftools.elf.dynamic import DynamicSegment
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import NoteSection, Section, SymbolTableSection
from elftools.elf.segments import NoteSegment, Segment

from goverify.deep.types import LISTED, Import, Names, Note, Region, View, shortened

SEARCHED = 100_000
"""Symbols that are looked at: a table may claim to hold any number."""

_SHF_WRITE, _SHF_ALLOC, _SHF_EXECINSTR = 1, 2, 4
_PF_X, _PF_W, _PF_R = 1, 2, 4
_NUMBER_4 = "NT_GNU_GOLD_VERSION"
"""The library's name of the number that Go's linker gives the note with its build ID (cmd/internal/buildid)."""
_DETAILS = {"DT_SONAME": "soname", "DT_RPATH": "rpath", "DT_RUNPATH": "runpath"}


def read(stream: io.BufferedReader) -> tuple[View, ...]:
    """Return the one view of an ELF file."""
    file = ELFFile(stream)
    sections = list(islice(file.iter_sections(), LISTED))
    segments = list(islice(file.iter_segments(), LISTED))
    dynamic = next((segment for segment in segments if isinstance(segment, DynamicSegment)), None)
    needed = (
        [shortened(vars(tag)["needed"]) for tag in islice(dynamic.iter_tags("DT_NEEDED"), LISTED)] if dynamic else []
    )
    wanted, offered = _dynamic_symbols(sections)
    imports = [Import(name, 0, ()) for name in needed]
    return (
        View(
            sections=tuple(map(_section, sections[1:])),
            segments=tuple(map(_segment, segments)),
            imports=(*imports, Import("", wanted.total, wanted.names)) if wanted.total else tuple(imports),
            exports=offered,
            notes=tuple(islice(_notes(sections, segments), LISTED)),
            details=tuple(_details(file, dynamic)),
        ),
    )


def _section(section: Section) -> Region:
    flags = section["sh_flags"]
    pairs = ((_SHF_ALLOC, "r"), (_SHF_WRITE, "w"), (_SHF_EXECINSTR, "x"))
    letters = "".join(letter for bit, letter in pairs if flags & bit)
    return Region(shortened(section.name), section["sh_addr"], section["sh_offset"], section["sh_size"], letters)


def _segment(segment: Segment) -> Region:
    flags = segment["p_flags"]
    letters = "".join(letter for bit, letter in ((_PF_R, "r"), (_PF_W, "w"), (_PF_X, "x")) if flags & bit)
    name = str(segment["p_type"]).removeprefix("PT_")
    return Region(shortened(name), segment["p_vaddr"], segment["p_offset"], segment["p_filesz"], letters)


def _dynamic_symbols(sections: Iterable[Section]) -> tuple[Names, Names]:
    """Return the names that are looked for elsewhere, and those that are offered to others."""
    wanted: list[str] = []
    offered: list[str] = []
    for table in sections:
        if isinstance(table, SymbolTableSection) and table["sh_type"] == "SHT_DYNSYM":
            for symbol in islice(table.iter_symbols(), SEARCHED):
                if symbol.name:
                    (wanted if symbol["st_shndx"] == "SHN_UNDEF" else offered).append(shortened(symbol.name))
    return Names(len(wanted), tuple(wanted[:LISTED])), Names(len(offered), tuple(offered[:LISTED]))


def _notes(sections: Iterable[Section], segments: Iterable[Segment]) -> Iterator[Note]:
    """Yield the notes of the sections, where there are none those of the segments."""
    places: list[Any] = [part for part in sections if isinstance(part, NoteSection)]
    for place in places or [part for part in segments if isinstance(part, NoteSegment)]:
        for note in place.iter_notes():
            yield Note(shortened(note["n_name"]), _kind(note["n_name"], note["n_type"]), note["n_descsz"])


def _kind(owner: object, kind: object) -> str:
    """Return what a note is: the library gives its number the GNU linkers' name, whoever wrote it."""
    return "build ID" if owner == "Go" and kind == _NUMBER_4 else shortened(kind)


def _details(file: ELFFile, dynamic: DynamicSegment | None) -> Iterator[tuple[str, str]]:
    yield "type", shortened(str(file["e_type"]).removeprefix("ET_"))
    yield "entry point", hex(file["e_entry"])
    for tag in islice(dynamic.iter_tags(), LISTED) if dynamic else ():
        name = _DETAILS.get(str(tag.entry.d_tag))
        if name:
            yield name, shortened(getattr(tag, name))

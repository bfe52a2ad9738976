"""The deep view of a PE file, through pefile."""

import io
from collections.abc import Iterator
from itertools import islice

import pefile

from goverify.deep.types import LISTED, Import, Names, Region, View, shortened

NAMES_LIMIT = 2000
"""Imported names in all lists together, so that the answer stays within what a parent reads."""

_EXECUTE, _READ, _WRITE = 0x20000000, 0x40000000, 0x80000000
_DIRECTORIES = ("IMPORT", "DELAY_IMPORT", "EXPORT", "RESOURCE")


def read(stream: io.BufferedReader) -> tuple[View, ...]:
    """Return the one view of a PE file."""
    file = pefile.PE(data=stream.read(), fast_load=True)
    wanted = [pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{name}"] for name in _DIRECTORIES]
    file.parse_data_directories(wanted)
    exported = [symbol.name or f"#{symbol.ordinal}" for symbol in _exports(file)]
    return (
        View(
            sections=tuple(map(_section, file.sections[:LISTED])),
            imports=tuple(_imports(file)),
            exports=Names(len(exported), tuple(map(shortened, exported[:LISTED]))),
            details=tuple(islice(_details(file), LISTED)),
        ),
    )


def _section(section: pefile.SectionStructure) -> Region:
    pairs = ((_READ, "r"), (_WRITE, "w"), (_EXECUTE, "x"))
    letters = "".join(letter for bit, letter in pairs if section.Characteristics & bit)
    name = shortened(section.Name.partition(b"\0")[0])
    return Region(name, section.VirtualAddress, section.PointerToRawData, section.SizeOfRawData, letters)


def _imports(file: pefile.PE) -> Iterator[Import]:
    left = NAMES_LIMIT
    directories = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
    entries = [entry for name in directories for entry in getattr(file, name, ())]
    for entry in entries[:LISTED]:
        names = [shortened(item.name or f"#{item.ordinal}") for item in entry.imports[: min(left, LISTED)]]
        left -= len(names)
        yield Import(shortened(entry.dll or b""), len(entry.imports), tuple(names))


def _exports(file: pefile.PE) -> list[pefile.ExportData]:
    directory = getattr(file, "DIRECTORY_ENTRY_EXPORT", None)
    return directory.symbols if directory else []


def _details(file: pefile.PE) -> Iterator[tuple[str, str]]:
    """Yield the texts of the version resource."""
    yield "entry point", hex(file.OPTIONAL_HEADER.AddressOfEntryPoint)
    for info in getattr(file, "FileInfo", ()):
        for part in info:
            for table in getattr(part, "StringTable", ()):
                for key, value in table.entries.items():
                    yield shortened(key), shortened(value)

"""The deep view of a Mach-O file, thin or fat, through macholib."""

import io
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice

from macholib.mach_o import CPU_TYPE_NAMES, LC_NAMES, LC_SEGMENT, LC_SEGMENT_64, LC_UUID
from macholib.MachO import MachO, MachOHeader
from macholib.SymbolTable import SymbolTable

from goverify.deep.types import LISTED, Import, Names, Region, View, shortened

SLICES_LIMIT = 64
"""As many parts of a fat file as our own reader looks at."""

_READ, _WRITE, _EXECUTE = 1, 2, 4


class _Opened(MachO):  # type: ignore[misc] # macholib has no types
    """A file that is open already; macholib would open it by name, and wait at a pipe."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.filename = self.graphident = self.loader_path = ""
        self.fat = None
        self.headers: list[MachOHeader] = []
        self.allow_unknown_load_commands = True
        self.load(stream)


def read(stream: io.BufferedReader) -> tuple[View, ...]:
    """Return a view of each part."""
    start = stream.read(8)
    stream.seek(0)
    if start[:3] == b"\xca\xfe\xba" and int.from_bytes(start[4:], "big") > SLICES_LIMIT:
        raise ValueError(f"it has more than {SLICES_LIMIT} parts")
    file = _Opened(stream)
    return tuple(_view(header, stream, named=file.fat is not None) for header in file.headers)


def _view(header: MachOHeader, stream: io.BufferedReader, *, named: bool) -> View:
    processor = header.header.cputype
    wanted, offered = _symbols(header, stream)
    libraries = (Import(shortened(name), 0, ()) for _, _, name in islice(header.walkRelocatables(), LISTED))
    return View(
        architecture=shortened(CPU_TYPE_NAMES.get(processor, processor)) if named else "",
        sections=tuple(islice(_sections(header), LISTED)),
        segments=tuple(islice(_segments(header), LISTED)),
        imports=(*libraries, Import("", *wanted)) if wanted.total else tuple(libraries),
        exports=offered,
        commands=tuple(_name(load.cmd) for load, _, _ in islice(header.commands, LISTED)),
        details=tuple(_details(header)),
    )


def _name(number: int) -> str:
    return shortened(LC_NAMES.get(number, hex(number)))


def _segments(header: MachOHeader) -> Iterator[Region]:
    for load, command, _ in header.commands:
        if load.cmd in (LC_SEGMENT, LC_SEGMENT_64):
            pairs = ((_READ, "r"), (_WRITE, "w"), (_EXECUTE, "x"))
            letters = "".join(letter for bit, letter in pairs if command.initprot & bit)
            yield Region(_text(command.segname), command.vmaddr, command.fileoff, command.filesize, letters)


def _sections(header: MachOHeader) -> Iterator[Region]:
    for load, _, data in header.commands:
        for part in data if load.cmd in (LC_SEGMENT, LC_SEGMENT_64) else ():
            name = f"{_text(part.segname)},{_text(part.sectname)}"
            yield Region(name, part.addr, part.offset, part.size, "")


def _text(field: bytes) -> str:
    return shortened(bytes(field).partition(b"\0")[0])


def _symbols(header: MachOHeader, stream: io.BufferedReader) -> tuple[Names, Names]:
    """Return the names that are looked for in libraries, and those that are offered to others."""
    if header.getSymbolTableCommand() is None or header.getDynamicSymbolTableCommand() is None:
        return Names(0, ()), Names(0, ())
    table = SymbolTable(header.parent, header, openfile=lambda *_: nullcontext(stream))
    wanted, offered = (
        Names(len(found), tuple(shortened(name) for _, name in found[:LISTED]))
        for found in (table.undefsyms, table.extdefsyms)
    )
    return wanted, offered


def _details(header: MachOHeader) -> Iterator[tuple[str, str]]:
    yield "type", shortened(header.filetype)
    for load, command, _ in header.commands:
        if load.cmd == LC_UUID:
            yield "uuid", str(uuid.UUID(bytes=bytes(command.uuid)))
            return

"""The reader of ELF files: Linux, Android, the BSDs, Solaris."""

import struct
from typing import Literal, NamedTuple

from goverify.binfmt import machines
from goverify.binfmt.buildid import of_note
from goverify.binfmt.elf_layout import (
    NO_BITS,
    Header,
    Section,
    Segment,
    promised,
    read_header,
    read_sections,
    read_segments,
)
from goverify.binfmt.elf_notes import Notes, read_notes
from goverify.binfmt.image import Image, Place, Problems, SymbolTable
from goverify.binfmt.types import Binary, Format
from goverify.binfmt.window import LARGEST, Memory, Range, Window, shortfall, text_in

_MOST_RANGES = 1024  # loadable segments; programs have under a dozen, core files many
_MOST_LIBRARIES = 512
_SHARED = 3
_KINDS: dict[int, Literal["executable", "library", "object", "core"]] = {
    1: "object",
    2: "executable",
    _SHARED: "library",
    4: "core",
}
_LOAD, _DYNAMIC, _INTERPRETER = 1, 2, 3
_WRITABLE, _EXECUTABLE = 2, 1
_SYMBOLS = 2
_PIE_FLAG = 0x08000000  # DF_1_PIE
_SYSTEMS = {0: "linux", 2: "netbsd", 3: "linux", 6: "solaris", 9: "freebsd", 12: "openbsd", 97: "linux"}
_GO_NAMES = (b".go.buildinfo\0", b".gopclntab\0", b".data.rel.ro.gopclntab\0", b".note.go.buildid\0")
_LOADERS = {  # where neither the header nor a note names the system
    "/libexec/ld-elf.so.1": "freebsd",
    "/usr/libexec/ld-elf.so.2": "dragonfly",
    "/lib/amd64/ld.so.1": "solaris",
    "/lib/64/ld.so.1": "solaris",
    "/system/bin/linker": "android",
    "/system/bin/linker64": "android",
}


class Dynamic(NamedTuple):
    """The dynamic section."""

    needed: tuple[str, ...] = ()
    pie: bool = False


def read(window: Window) -> Image:
    """Return the image; Damaged where not even the header can be read."""
    header = read_header(window)
    problems = Problems()
    segments = problems.attempt((), read_segments, window, header)
    sections = problems.attempt((), read_sections, window, header)
    names = _names(window, header, sections)
    marked = {_name(names, part): part for part in reversed(sections) if names.startswith(_GO_NAMES, part.name)}
    memory = _memory(window, segments, marked)
    notes = problems.attempt(Notes(), read_notes, window, header, segments, sections)
    interpreter = problems.attempt(None, _interpreter, window, segments)
    dynamic = problems.attempt(Dynamic(), _dynamic, window, header, segments, memory)
    problem = shortfall(promised(header, segments, sections), window.size) or problems.first
    binary = _binary(header, interpreter, dynamic, notes, problem)
    return Image(binary, memory, _places(marked, segments), symbols=_symbols(header, sections, marked))


def _binary(header: Header, interpreter: str | None, dynamic: Dynamic, notes: Notes, problem: str | None) -> Binary:
    kind = _KINDS.get(header.kind)
    if header.kind == _SHARED and (interpreter or dynamic.pie):
        kind = "executable"
    return Binary(
        Format.ELF,
        system=notes.system or _LOADERS.get(interpreter or "") or _SYSTEMS.get(header.abi),
        architectures=(machines.of_elf(header.machine, header.bits, header.order),),
        bits=header.bits,
        byte_order="little" if header.order == "<" else "big",
        interpreter=interpreter,
        needed=dynamic.needed,
        go_build_id=of_note(notes.go_build_id),
        problem=problem,
        kind=kind,
        pie=header.kind == _SHARED if kind == "executable" else None,
        minimum_os=notes.minimum_os,
        gnu_build_id=notes.gnu_build_id,
    )


def _names(window: Window, header: Header, sections: tuple[Section, ...]) -> bytes:
    """Return the names of the sections, as many of them as are there."""
    if header.names_index >= len(sections):
        return b""
    table = sections[header.names_index]
    return window.read(table.offset, table.size) if table.type != NO_BITS else b""


def _name(names: bytes, section: Section) -> bytes:
    return names[section.name : names.find(b"\0", section.name)]


def _memory(window: Window, segments: tuple[Segment, ...], marked: dict[bytes, Section]) -> Memory:
    """Return the loadable segments and, for what no segment covers, the build info section itself."""
    ranges = [Range(part.address, part.offset, part.file_size) for part in segments if part.type == _LOAD]
    info = marked.get(b".go.buildinfo")
    if info:
        ranges = [*ranges[:_MOST_RANGES], Range(info.address, info.offset, info.size)]
    return Memory(window, tuple(ranges[: _MOST_RANGES + 1]))


def _interpreter(window: Window, segments: tuple[Segment, ...]) -> str | None:
    for part in segments:
        if part.type == _INTERPRETER:
            return text_in(window.exact(part.offset, min(part.file_size, 4096), "the name of its loader")) or None
    return None


def _dynamic(window: Window, header: Header, segments: tuple[Segment, ...], memory: Memory) -> Dynamic:
    part = next((part for part in segments if part.type == _DYNAMIC), None)
    if part is None:
        return Dynamic()
    entry = struct.Struct(header.order + ("QQ" if header.bits == 64 else "II"))
    size = min(part.file_size, 64 << 10)
    data = window.exact(part.offset, size - size % entry.size, "the dynamic section")
    entries = list(entry.iter_unpack(data))
    values = dict(reversed(entries))
    names = values.get(5, 0)
    needed = [value for tag, value in entries if tag == 1][:_MOST_LIBRARIES]
    libraries = (memory.text(names + value) for value in needed)
    return Dynamic(tuple(filter(None, libraries)), pie=bool(values.get(0x6FFFFFFB, 0) & _PIE_FLAG))


def _places(marked: dict[bytes, Section], segments: tuple[Segment, ...]) -> tuple[Place, ...]:
    """Return the section of its own, then the first writable segment, where go up to 1.26 looked as well."""
    info = marked.get(b".go.buildinfo")
    places = [Place("section", info.address, info.size)] if info else []
    for part in segments:
        if part.type == _LOAD and part.flags & (_WRITABLE | _EXECUTABLE) == _WRITABLE:
            return (*places, Place("segment", part.address, part.file_size))
    return tuple(places)


def _symbols(header: Header, sections: tuple[Section, ...], marked: dict[bytes, Section]) -> SymbolTable | None:
    table = next((part for part in sections if part.type == _SYMBOLS), None)
    if not marked or table is None or table.link >= len(sections):
        return None
    names = sections[table.link]
    layout = header.order + ("I4xQ8x" if header.bits == 64 else "II8x")
    return SymbolTable(table.offset, min(table.size, LARGEST), layout, Range(0, names.offset, names.size), b"")

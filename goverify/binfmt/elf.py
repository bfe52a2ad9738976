"""The reader of ELF files: Linux, Android, the BSDs, Solaris."""

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from goverify.binfmt import machines, marks, packers
from goverify.binfmt.buildid import of_note
from goverify.binfmt.elf_layout import Header, Layout, Section, end_of_tables, read_header, read_sections, read_segments
from goverify.binfmt.elf_notes import Notes, read_notes
from goverify.binfmt.elf_producer import producers
from goverify.binfmt.elf_sections import Sections
from goverify.binfmt.elf_segments import Segments
from goverify.binfmt.image import BEHIND_SECTION, SECTION, SEGMENT, UNMAPPED, Image, Place, Problems, SymbolTable
from goverify.binfmt.types import Binary, Format, GoBuild
from goverify.binfmt.window import LARGEST, Memory, Range, Window, shortfall, text_in

_MOST_LIBRARIES = 512
_OBJECT, _SHARED = 1, 3
_KINDS: dict[int, Literal["executable", "library", "object", "core"]] = {
    _OBJECT: "object",
    2: "executable",
    _SHARED: "library",
    4: "core",
}
_NEEDED, _NAMES, _BIND_NOW, _FLAGS, _FLAGS_1 = 1, 5, 24, 30, 0x6FFFFFFB
_NOW, _NOW_1 = 8, 1  # DF_BIND_NOW, DF_1_NOW
_PIE = 0x08000000  # DF_1_PIE
_SYSTEMS = {0: "linux", 2: "netbsd", 3: "linux", 6: "solaris", 9: "freebsd", 12: "openbsd", 97: "linux"}
_LOOK_ALIKES = {"linux": ("android", "dragonfly"), "solaris": ("illumos",)}  # what files that name no system may be for
_LOADERS = {  # where neither the header nor a note names the system
    "/libexec/ld-elf.so.1": "freebsd",
    "/usr/libexec/ld-elf.so.2": "dragonfly",
    "/lib/amd64/ld.so.1": "solaris",
    "/lib/64/ld.so.1": "solaris",
    "/system/bin/linker": "android",
    "/system/bin/linker64": "android",
}


class Linkage(NamedTuple):
    """What the loader and the dynamic section tell."""

    interpreter: str | None = None
    needed: tuple[str, ...] = ()
    pie: bool = False
    bound_at_once: bool = False


_STATIC = Linkage()


def read(window: Window) -> Binary:
    """Return what the file is; Damaged where not even the header can be read."""
    header = read_header(window)
    problems = Problems()
    segments = Segments(problems.attempt([], read_segments, window, header))
    sections = Sections(problems.attempt(None, read_sections, window, header))
    sections.read_names(window, header.names_index)
    info = sections.named(b".go.buildinfo")
    memory = Memory(window, [*segments.ranges, info[2:5]] if info else segments.ranges)
    notes = problems.attempt(Notes(), read_notes, window, header.layout.note, segments.notes | sections.notes)
    linkage = _linkage(window, header.layout, segments, memory, problems)
    found = marks.look(_image(header.layout, memory, sections, notes, _places(segments, info)))
    promised = max(end_of_tables(header), segments.end, sections.end)
    problem = shortfall(promised, window.size) or problems.first or found.problem
    binary = _binary(window, header, segments, sections, notes, linkage, found, problem)
    if header.sections_at:
        return binary
    return binary._replace(packer=packers.of_unix(window, end_of_tables(header)))


def _binary(
    window: Window,
    header: Header,
    segments: Segments,
    sections: Sections,
    notes: Notes,
    linkage: Linkage,
    found: marks.Marks,
    problem: str | None,
) -> Binary:
    program = header.kind == _SHARED and (linkage.interpreter or linkage.pie)
    kind = "executable" if program else _KINDS.get(header.kind)
    loaded = kind in ("executable", "library")
    system = notes.system or _LOADERS.get(linkage.interpreter or "") or _SYSTEMS.get(header.abi)
    order, bits, *_ = header.layout
    return Binary(
        Format.ELF,
        system=_refined(system, found.go),
        architectures=(machines.of_elf(header.machine, bits, order),),
        bits=bits,
        byte_order="little" if order == "<" else "big",
        interpreter=linkage.interpreter,
        needed=linkage.needed,
        go=found.go,
        go_build_id=found.build_id,
        problem=problem,
        kind=kind,
        pie=header.kind == _SHARED if kind == "executable" else None,
        minimum_os=notes.minimum_os,
        gnu_build_id=notes.gnu_build_id,
        nx=segments.protected_stack(system) if loaded else None,
        relro=_relro(segments, linkage) if loaded else None,
        symbols=sections.has_symbols,
        dwarf=sections.has_dwarf,
        pclntab=found.pclntab,
        compiler=found.compiler or _other_compiler(window, header, sections, linkage),
    )


def _refined(system: str | None, go: GoBuild | None) -> str | None:
    """Return the system that the build info names, where the headers of such a file would name this one."""
    target = go.setting("GOOS") if go else None
    return target if target in _LOOK_ALIKES.get(system or "", ()) else system


def _linkage(window: Window, layout: Layout, segments: Segments, memory: Memory, problems: Problems) -> Linkage:
    loader, dynamic = segments.interpreter, segments.dynamic
    linkage = problems.attempt(_STATIC, _dynamic, layout, memory, *dynamic) if dynamic else _STATIC
    if loader is None:
        return linkage
    return linkage._replace(interpreter=problems.attempt(None, _interpreter, window, *loader))


def _interpreter(window: Window, offset: int, size: int) -> str | None:
    return text_in(window.exact(offset, min(size, 4096), "the name of its loader")) or None


def _dynamic(layout: Layout, memory: Memory, offset: int, size: int) -> Linkage:
    size = min(size, 64 << 10)
    data = memory.window.exact(offset, size - size % layout.dynamic.size, "the dynamic section")
    entries = list(layout.dynamic.iter_unpack(data))
    values = dict(reversed(entries))
    names, flags, flags_1 = values.get(_NAMES, 0), values.get(_FLAGS, 0), values.get(_FLAGS_1, 0)
    needed = [value for tag, value in entries if tag == _NEEDED][:_MOST_LIBRARIES]
    libraries = (memory.text(names + value) for value in needed)
    bound_at_once = _BIND_NOW in values or flags & _NOW or flags_1 & _NOW_1
    return Linkage(None, tuple(filter(None, libraries)), bool(flags_1 & _PIE), bool(bound_at_once))


def _relro(segments: Segments, linkage: Linkage) -> Literal["none", "partial", "full"]:
    if not segments.relro:
        return "none"
    return "full" if linkage.bound_at_once else "partial"


def _image(layout: Layout, memory: Memory, sections: Sections, notes: Notes, places: Iterator[Place]) -> Image:
    table = sections.named(b".gopclntab") or sections.named(b".data.rel.ro.gopclntab")
    return Image(
        memory,
        layout.order,
        layout.bits,
        places,
        build_id=of_note(notes.go_build_id) if notes.go_build_id else None,
        symbols=partial(_symbols, layout, sections),
        pclntab=Range(*table[2:5]) if table else None,
        marked=bool(table or notes.go_build_id),
    )


def _places(segments: Segments, info: Section | None) -> Iterator[Place]:
    """Yield the section made for the build info, then the first writable segment, where go up to 1.26 looked as well."""
    if info:
        _, _, address, _, size, _, _ = info
        for start, _, length in segments.ranges:
            if start <= address < start + length:
                yield Place(SECTION, address, size)
                break
        else:
            yield Place(UNMAPPED, address, size)
    if segments.data:
        yield Place(BEHIND_SECTION if info else SEGMENT, *segments.data)


def _symbols(layout: Layout, sections: Sections) -> SymbolTable | None:
    if sections.symbols is None:
        return None
    _, _, _, offset, size, link, _ = sections.symbols
    names = sections.row(link)
    return SymbolTable(offset, min(size, LARGEST), layout.symbol, Range(0, *names[3:5])) if names else None


def _other_compiler(
    window: Window, header: Header, sections: Sections, linkage: Linkage
) -> Literal["gccgo", "tinygo"] | None:
    """Return the compiler that sections, libraries or debugging information name; a file stripped of these names none.

    Sources: gcc/go/go-backend.c for gccgo's section, TinyGo's transform/stacksize.go for the one of its boards.
    """
    if sections.named(b".go_export") or any(name.startswith("libgo.so") for name in linkage.needed):
        return "gccgo"
    names = producers(window, header.layout.order, sections) if header.kind != _OBJECT else ()
    return "tinygo" if sections.named(b".tinygo_stacksizes") or "TinyGo" in names else None

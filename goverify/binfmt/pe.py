"""The reader of PE files: Windows.

Source: the PE format specification; the debug/pe and debug/buildinfo packages for where Go's marks lie.
"""

from collections.abc import Iterable, Iterator

from goverify.binfmt import machines, marks, packers
from goverify.binfmt.image import REALIGNED, SECTION, Image, Place, Problems, SymbolTable
from goverify.binfmt.pe_layout import SYMBOL_SIZE, Header, Section, long_name, read_header, read_sections
from goverify.binfmt.types import Binary, Damaged, Format
from goverify.binfmt.window import LARGEST, Memory, Range, Window, shortfall

_MOST_RANGES = 1024  # the loader of Windows takes 96
_MOST_LIBRARIES = 512
_MOST_LONG_NAMES = 128  # compilers make a dozen sections for debugging
_DLL = 0x2000
_DYNAMIC_BASE, _NX_COMPATIBLE = 0x40, 0x100
_CODE, _UNINITIALISED, _CONTENT = 0x20, 0x80, 0xE0
_DATA = 0xC0000040  # initialised, readable, writable
_GO_ALIGNMENT = 0x600000  # 32 bytes, which go leaves out of the comparison
_ANY_ALIGNMENT = 0xF00000  # what a foreign linker sets makes go miss its own data (golang/go issue 53071)
_DEBUGGING = (".debug_info", ".zdebug_info")
_SUBSYSTEMS = {
    1: "native",
    2: "gui",
    3: "console",
    5: "os2",
    7: "posix",
    9: "windows-ce",
    10: "efi-application",
    11: "efi-boot-driver",
    12: "efi-runtime-driver",
    13: "efi-rom",
    14: "xbox",
    16: "boot-application",
}


def read(window: Window) -> Binary:
    """Return what the file is; Damaged where not even the header can be read."""
    problems = Problems()
    header = read_header(window, problems)
    gravest = problems.first  # without a whole header, what follows it is read from a wrong place
    sections = problems.attempt([], read_sections, window, header)
    filled = [row for row in sections if row[3] and row[4] and row[5] & _CONTENT != _UNINITIALISED]
    memory = Memory(window, [(header.base + to, at, size) for _, _, to, size, at, _ in filled[:_MOST_RANGES]])
    needed = problems.attempt((), _imports, memory, header)
    found = marks.look(_image(memory, header, sections, filled))
    library = bool(header.flags & _DLL)
    return Binary(
        Format.PE,
        system="windows",
        architectures=(machines.of_pe(header.machine),),
        bits=header.bits,
        byte_order="little",
        needed=needed,
        go=found.go,
        go_build_id=found.build_id,
        problem=gravest or shortfall(_promised(header, filled), window.size) or problems.first or found.problem,
        kind="library" if library else "executable",
        pie=None if library else bool((header.dll_flags or 0) & _DYNAMIC_BASE),
        minimum_os=header.minimum_os,
        nx=None if header.dll_flags is None else bool(header.dll_flags & _NX_COMPATIBLE),
        symbols=header.symbols_at > 0 and header.symbol_count > 0,
        dwarf=_has_dwarf(window, header, sections) if sections else None,
        subsystem=_subsystem(header.subsystem),
        packer=packers.of_pe(row[0] for row in sections),
        compiler=found.compiler,
        signature=header.certificates,
    )


def _subsystem(number: int) -> str | None:
    return _SUBSYSTEMS.get(number, f"unknown-{number}") if number else None


def _promised(header: Header, filled: Iterable[Section]) -> int:
    ends = [offset + size for _, _, _, size, offset, _ in filled]
    ends += [header.sections_at + header.section_count * 40, sum(header.certificates or ())]
    return max(*ends, header.strings_at if header.symbols_at else 0)


def _imports(memory: Memory, header: Header) -> tuple[str, ...]:
    """Return the names of the libraries; the table ends with an entry of zeros."""
    if not header.imports:
        return ()
    names = []
    for number in range(_MOST_LIBRARIES):
        entry = memory.read(header.base + header.imports + 20 * number, 20)
        if len(entry) < 20:
            raise Damaged("damaged: its import table lies outside its sections")
        name = int.from_bytes(entry[12:16], "little")
        if not any(entry) or not name:
            break
        names.append(memory.text(header.base + name))
    return tuple(filter(None, names))


def _has_dwarf(window: Window, header: Header, sections: list[Section]) -> bool:
    """Return whether there is debugging information; its sections have long names."""
    names = [row[0] for row in sections if row[0].startswith((b"/", b".debug_", b".zdebug"))]
    return any(long_name(window, header, name) in _DEBUGGING for name in names[:_MOST_LONG_NAMES])


def _image(memory: Memory, header: Header, sections: list[Section], filled: list[Section]) -> Image:
    code = next((row for row in filled if row[5] & _CODE), None)
    return Image(
        memory,
        "<",
        header.bits,
        _places(header, filled),
        text=Range(header.base + code[2], code[4], code[3]) if code else None,
        symbols=lambda: _symbols(header, sections),
        marked=any(row[0] == b".symtab\0" for row in sections),
    )


def _places(header: Header, filled: list[Section]) -> Iterator[Place]:
    """Yield the section in which go looks, then the one it misses for its alignment."""
    for rule, ignored in ((SECTION, _GO_ALIGNMENT), (REALIGNED, _ANY_ALIGNMENT)):
        for _, memory_size, address, size, _, flags in filled:
            if address and flags & ~ignored == _DATA:
                yield Place(rule, header.base + address, min(memory_size, size))
                break


def _symbols(header: Header, sections: list[Section]) -> SymbolTable | None:
    """Return the table of symbols, in which a name of more than 8 bytes is four zeros and a place in the table of names."""
    if not header.symbols_at:
        return None
    names = Range(0, header.strings_at, LARGEST)
    size = header.symbol_count * SYMBOL_SIZE
    bases = tuple(header.base + row[2] for row in sections)
    return SymbolTable(header.symbols_at, size, "<QIH4x", names, shift=32, bases=bases)

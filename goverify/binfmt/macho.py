"""The reader of Mach-O files: macOS and iOS.

Source: mach-o/loader.h.
"""

from collections.abc import Iterator
from typing import Literal

from goverify.binfmt import machines, marks, packers
from goverify.binfmt.image import BEHIND_SECTION, SECTION, SEGMENT, Image, Place, Problems
from goverify.binfmt.macho_commands import Commands
from goverify.binfmt.macho_layout import MAGICS, Header, read_header
from goverify.binfmt.types import Binary, Format
from goverify.binfmt.window import Memory, Window, shortfall

__all__ = ["MAGICS", "read"]

_OBJECT, _EXECUTABLE = 1, 2
_KINDS: dict[int, Literal["executable", "library", "object", "core"]] = {
    _OBJECT: "object",
    _EXECUTABLE: "executable",
    4: "core",
    6: "library",
    8: "library",
}
_POSITION_INDEPENDENT, _STACK_EXECUTION, _NO_HEAP_EXECUTION = 0x200000, 0x20000, 0x1000000
_FEW_SECTIONS = 2  # a packed program has one of code and one for its header


def read(window: Window) -> Binary:
    """Return what the file is; Damaged where not even the header can be read."""
    header = read_header(window)
    layout = header.layout
    commands = Commands(layout)
    problems = Problems()
    problems.attempt(None, commands.read, window, header)
    found = marks.look(_image(window, header, commands))
    promised = max(commands.end, layout.size)
    return Binary(
        Format.MACHO,
        system=commands.system,
        architectures=(machines.of_macho(header.cpu),),
        bits=layout.bits,
        byte_order="little" if layout.order == "<" else "big",
        needed=tuple(commands.needed),
        go=found.go,
        go_build_id=found.build_id,
        problem=shortfall(promised, window.size) or problems.first or found.problem,
        kind=_KINDS.get(header.kind),
        pie=bool(header.flags & _POSITION_INDEPENDENT) if header.kind == _EXECUTABLE else None,
        minimum_os=commands.minimum_os,
        nx=_protected(header) if header.kind == _EXECUTABLE else None,
        symbols=None if problems else _has_symbols(header, commands),
        dwarf=None if problems else commands.dwarf,
        pclntab=found.pclntab,
        packer=None if found.compiler else _packer(window, header, commands),
        compiler=found.compiler,
        signature=commands.signature,
    )


def _image(window: Window, header: Header, commands: Commands) -> Image:
    return Image(
        Memory(window, commands.ranges),
        header.layout.order,
        header.layout.bits,
        _places(commands),
        text=commands.text,
        symbols=lambda: commands.symbols,
        pclntab=commands.pclntab,
        marked=commands.pclntab is not None,
    )


def _packer(window: Window, header: Header, commands: Commands) -> str | None:
    if header.kind != _EXECUTABLE or commands.section_count > _FEW_SECTIONS:
        return None
    return packers.of_unix(window, header.layout.size + header.commands_size)


def _protected(header: Header) -> bool:
    """Return whether neither stack nor heap may be executed; the heap of a 32-bit program may unless it says otherwise."""
    heap = header.layout.bits == 64 or header.flags & _NO_HEAP_EXECUTION
    return bool(heap) and not header.flags & _STACK_EXECUTION


def _has_symbols(header: Header, commands: Commands) -> bool:
    """Return whether symbols are left that nothing needs at run time.

    A stripped program keeps the undefined ones, its own header (_mh_execute_header) and, by Apple's strip, one local
    one that says so; what a library defines for others is needed.
    """
    if commands.dynamic_symbols is None or header.kind == _OBJECT:
        return commands.symbol_count > 0
    local, defined = commands.dynamic_symbols
    return local > 1 or (header.kind == _EXECUTABLE and defined > 1)


def _places(commands: Commands) -> Iterator[Place]:
    """Yield the section made for the build info, then the first writable segment, where go up to 1.26 looked as well."""
    if commands.info:
        yield Place(SECTION, *commands.info)
    if commands.data:
        yield Place(BEHIND_SECTION if commands.info else SEGMENT, *commands.data)

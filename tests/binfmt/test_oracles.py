"""Binaries mean the same to the established libraries as to us: tiny ones of these tests, and those of real releases."""

from pathlib import Path

import pytest

from goverify.binfmt import Format, identify
from tests.binfmt.builders import elf, identified, inline_block, macho, pe
from tests.binfmt.go_output import Opened
from tests.binfmt.oracles import ours, theirs
from tests.trees import FOREIGN, NEWER, OLDER, go_tree

LIBRARIES = ("libc.so.6", "libm.so.6")
STACK, RELRO = 0x6474E551, 0x6474E552
ELF_FILES = [
    elf(bits=bits, order=order, interpreter="/lib/ld.so", needed=LIBRARIES, data=inline_block())
    for bits in (32, 64)
    for order in "<>"
]
PROTECTED = [
    elf(segments=((STACK, 6), (RELRO, 4)), needed=LIBRARIES, bind_now=True, symbols={"main": 1}),
    elf(segments=((STACK, 7), (RELRO, 4)), needed=LIBRARIES, flags_1=1, extra={".debug_info": b""}),
    elf(bits=32, order=">", segments=((STACK, 6), (RELRO, 4)), needed=LIBRARIES),
    elf(kind=1, symbols={"main": 1}, extra={".zdebug_info": b"ZLIB"}),
]
MACHO_FILES = [
    macho(cpu=0x1000007, needed=("/usr/lib/libSystem.B.dylib", "/b.dylib"), data=inline_block()),
    macho(cpu=7, bits=32, needed=("/a.dylib",), flags=0x1000085),
    macho(cpu=18, bits=32, order=">", needed=("/a.dylib",)),
    macho(flags=0x20085, sections=(("__DWARF", "__debug_info"),), symbols={"_main": 1}),
    macho(kind=6, sections=(("__DWARF", "__zdebug_info"),)),
]
PE_FILES = [pe(bits=bits, needed=("KERNEL32.dll", "ntdll.dll"), data=inline_block()) for bits in (32, 64)]
MORE_PE_FILES = [
    pe(dll_flags=0x40, subsystem=2, symbols={"runtime.buildVersion": 0}, certificates=bytes(16)),
    pe(sections={b".debug_abbrev": b"x", b".debug_info": b"x"}),
    pe(sections={b".zdebug_info": b"x", b".symtab": b"x"}, subsystem=1),
]
SMALL = [*ELF_FILES, elf(), *PROTECTED, *MACHO_FILES, macho(), *PE_FILES, pe(), *MORE_PE_FILES]
TREES = [(NEWER, ""), (OLDER, ""), *((NEWER, platform) for platform in FOREIGN)]
"""Releases and the platforms of their wheels, this one's first."""


@pytest.mark.parametrize("data", SMALL)
def test_small_binaries_are_what_the_libraries_see(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "binary"
    path.write_bytes(data)
    binary = identified(data)
    assert ours(binary) == theirs(binary.format, path)


@pytest.mark.parametrize(("release", "platform"), TREES)
def test_real_programs_are_what_the_libraries_see(release: str, platform: str) -> None:
    tree = go_tree(release, platform)
    seen = 0
    for path in [*(tree / "bin").iterdir(), *(tree / "pkg" / "tool").rglob("*")]:
        if path.is_file():
            source = Opened(path)
            binary = identify(source)
            source.close()
            if binary.format in (Format.ELF, Format.MACHO, Format.PE):
                assert ours(binary) == theirs(binary.format, path), path
                seen += 1
    assert seen

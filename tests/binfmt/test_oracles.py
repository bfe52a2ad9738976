"""The tiny binaries of these tests mean the same to the established libraries as to us."""

from pathlib import Path

import pytest

from tests.binfmt.builders import elf, identified, inline_block, macho, pe
from tests.binfmt.oracles import ours, theirs

LIBRARIES = ("libc.so.6", "libm.so.6")
ELF_FILES = [
    elf(bits=bits, order=order, interpreter="/lib/ld.so", needed=LIBRARIES, data=inline_block())
    for bits in (32, 64)
    for order in "<>"
]
MACHO_FILES = [
    macho(cpu=0x1000007, needed=("/usr/lib/libSystem.B.dylib", "/b.dylib"), data=inline_block()),
    macho(cpu=7, bits=32, needed=("/a.dylib",)),
    macho(cpu=18, bits=32, order=">", needed=("/a.dylib",)),
]
PE_FILES = [pe(bits=bits, needed=("KERNEL32.dll", "ntdll.dll"), data=inline_block()) for bits in (32, 64)]


@pytest.mark.parametrize("data", [*ELF_FILES, elf(), *MACHO_FILES, macho(), *PE_FILES, pe()])
def test_linkage_is_what_the_libraries_see(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "binary"
    path.write_bytes(data)
    binary = identified(data)
    assert ours(binary) == theirs(binary.format, path)

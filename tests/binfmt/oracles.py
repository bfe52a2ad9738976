"""What established libraries say of a binary, to compare with: pyelftools, macholib, pefile."""

import io
from dataclasses import dataclass
from pathlib import Path

import pefile
from elftools.elf.dynamic import DynamicSegment
from elftools.elf.elffile import ELFFile
from elftools.elf.segments import InterpSegment
from macholib.mach_o import CPU_TYPE_NAMES
from macholib.MachO import MachO

from goverify.binfmt import Binary, Format


@dataclass(frozen=True)
class Linkage:
    """What all of them can tell."""

    bits: int | None
    byte_order: str | None
    interpreter: str | None
    needed: tuple[str, ...]


def ours(binary: Binary) -> Linkage:
    """Return the same of our own answer."""
    return Linkage(binary.bits, binary.byte_order, binary.interpreter, binary.needed)


def theirs(form: Format, path: Path) -> Linkage:
    """Return what the library for that format says of a file."""
    return {Format.ELF: _elf, Format.MACHO: _macho, Format.PE: _pe}[form](path)


def _elf(path: Path) -> Linkage:
    file = ELFFile(io.BytesIO(path.read_bytes()))
    segments = list(file.iter_segments())
    interpreters = [part.get_interp_name() for part in segments if isinstance(part, InterpSegment)]
    dynamic = [part for part in segments if isinstance(part, DynamicSegment)]
    needed = [str(vars(tag)["needed"]) for part in dynamic for tag in part.iter_tags("DT_NEEDED")]
    order = "little" if file.little_endian else "big"
    return Linkage(file.elfclass, order, interpreters[0] if interpreters else None, tuple(needed))


def _macho(path: Path) -> Linkage:
    [header] = MachO(str(path)).headers
    needed = tuple(name for _, _, name in header.walkRelocatables())
    assert header.header.cputype in CPU_TYPE_NAMES
    bits = 64 if header.header.cputype & 0x1000000 else 32
    return Linkage(bits, "little" if header.endian == "<" else "big", None, needed)


def _pe(path: Path) -> Linkage:
    with pefile.PE(str(path), fast_load=True) as file:
        file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
        needed = tuple(entry.dll.decode() for entry in getattr(file, "DIRECTORY_ENTRY_IMPORT", []))
        wide = file.OPTIONAL_HEADER.Magic == pefile.OPTIONAL_HEADER_MAGIC_PE_PLUS
    return Linkage(64 if wide else 32, "little", None, needed)

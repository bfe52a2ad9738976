"""What established libraries say of a binary, to compare with: pyelftools, macholib, pefile."""

import io
from dataclasses import dataclass
from pathlib import Path

import pefile
from elftools.elf.dynamic import DynamicSegment
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection
from elftools.elf.segments import InterpSegment, NoteSegment, Segment
from macholib.mach_o import (
    CPU_TYPE_NAMES,
    LC_CODE_SIGNATURE,
    LC_DYSYMTAB,
    LC_SEGMENT,
    LC_SEGMENT_64,
    LC_SYMTAB,
    MH_ALLOW_STACK_EXECUTION,
    MH_EXECUTE,
    MH_NO_HEAP_EXECUTION,
    MH_OBJECT,
)
from macholib.MachO import MachO, MachOHeader

from goverify.binfmt import Binary, Format

_SUN_STACK = 0x6FFFFFFB  # of Solaris, unknown to pyelftools
_WITHOUT_REQUEST = {"NetBSD", "OpenBSD"}  # where no program asks for rights of its stack
_DEBUGGING = {".debug_info", ".zdebug_info", "__debug_info", "__zdebug_info"}


@dataclass(frozen=True)
class Facts:
    """What they can tell."""

    bits: int | None
    byte_order: str | None
    interpreter: str | None
    needed: tuple[str, ...]
    nx: bool | None = None
    relro: str | None = None
    symbols: bool | None = None
    dwarf: bool | None = None
    subsystem: str | None = None
    signature: tuple[int, int] | None = None


def ours(binary: Binary) -> Facts:
    """Return the same of our own answer."""
    return Facts(
        binary.bits,
        binary.byte_order,
        binary.interpreter,
        binary.needed,
        binary.nx,
        binary.relro,
        binary.symbols,
        binary.dwarf,
        binary.subsystem,
        binary.signature,
    )


def theirs(form: Format, path: Path) -> Facts:
    """Return what the library for that format says of a file."""
    return {Format.ELF: _elf, Format.MACHO: _macho, Format.PE: _pe}[form](path)


def _elf(path: Path) -> Facts:
    file = ELFFile(io.BytesIO(path.read_bytes()))
    segments = list(file.iter_segments())
    interpreters = [part.get_interp_name() for part in segments if isinstance(part, InterpSegment) and part["p_filesz"]]
    dynamic = [part for part in segments if isinstance(part, DynamicSegment)]
    tables = [part for part in file.iter_sections() if isinstance(part, SymbolTableSection)]
    loaded = file.header["e_type"] in ("ET_EXEC", "ET_DYN")
    return Facts(
        file.elfclass,
        "little" if file.little_endian else "big",
        interpreters[0] if interpreters else None,
        tuple(str(vars(tag)["needed"]) for part in dynamic for tag in part.iter_tags("DT_NEEDED")),
        nx=_elf_nx(segments) if loaded else None,
        relro=_relro(segments, dynamic) if loaded else None,
        symbols=any(part["sh_type"] == "SHT_SYMTAB" and part.num_symbols() for part in tables),
        dwarf=bool(_DEBUGGING & {part.name for part in file.iter_sections()}),
    )


def _elf_nx(segments: list[Segment]) -> bool | None:
    rights = [part["p_flags"] for part in segments if part["p_type"] in ("PT_GNU_STACK", _SUN_STACK)]
    if rights:
        return not rights[-1] & 1
    notes = (note["n_name"] for part in segments if isinstance(part, NoteSegment) for note in part.iter_notes())
    return None if _WITHOUT_REQUEST & set(notes) else False


def _relro(segments: list[Segment], dynamic: list[DynamicSegment]) -> str:
    if not any(part["p_type"] == "PT_GNU_RELRO" for part in segments):
        return "none"
    values = {tag.entry.d_tag: tag.entry.d_val for part in dynamic for tag in part.iter_tags()}
    now = "DT_BIND_NOW" in values or values.get("DT_FLAGS", 0) & 8 or values.get("DT_FLAGS_1", 0) & 1
    return "full" if now else "partial"


def _macho(path: Path) -> Facts:
    [header] = MachO(str(path)).headers
    assert header.header.cputype in CPU_TYPE_NAMES
    wide = bool(header.header.cputype & 0x1000000)
    flags, program = header.header.flags, header.header.filetype == MH_EXECUTE
    names = {
        part.sectname.rstrip(b"\0").decode()
        for load, _, parts in header.commands
        if load.cmd in (LC_SEGMENT, LC_SEGMENT_64)
        for part in parts
    }
    signatures = [(part.dataoff, part.datasize) for load, part, _ in header.commands if load.cmd == LC_CODE_SIGNATURE]
    protected = (wide or flags & MH_NO_HEAP_EXECUTION) and not flags & MH_ALLOW_STACK_EXECUTION
    return Facts(
        64 if wide else 32,
        "little" if header.endian == "<" else "big",
        None,
        tuple(name for _, _, name in header.walkRelocatables()),
        nx=bool(protected) if program else None,
        symbols=_macho_symbols(header, program=program),
        dwarf=bool(_DEBUGGING & names),
        signature=signatures[0] if signatures else None,
    )


def _macho_symbols(header: MachOHeader, *, program: bool) -> bool:
    commands = {load.cmd: part for load, part, _ in header.commands}
    dynamic = commands.get(LC_DYSYMTAB)
    if dynamic is None or header.header.filetype == MH_OBJECT:
        return LC_SYMTAB in commands and commands[LC_SYMTAB].nsyms > 0
    return bool(dynamic.nlocalsym > 1 or (program and dynamic.nextdefsym > 1))


def _pe(path: Path) -> Facts:
    with pefile.PE(str(path), fast_load=True) as file:
        file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
        options = file.OPTIONAL_HEADER
        subsystem = pefile.SUBSYSTEM_TYPE[options.Subsystem].rsplit("_", 1)[1].lower()
        certificates = options.DATA_DIRECTORY[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_SECURITY"]]
        return Facts(
            64 if options.Magic == pefile.OPTIONAL_HEADER_MAGIC_PE_PLUS else 32,
            "little",
            None,
            tuple(entry.dll.decode() for entry in getattr(file, "DIRECTORY_ENTRY_IMPORT", [])),
            nx=bool(options.DllCharacteristics & pefile.DLL_CHARACTERISTICS["IMAGE_DLLCHARACTERISTICS_NX_COMPAT"]),
            symbols=file.FILE_HEADER.NumberOfSymbols > 0,
            dwarf=bool(_DEBUGGING & {_pe_name(file, part.Name) for part in file.sections}),
            subsystem={"cui": "console"}.get(subsystem, subsystem),
            signature=(certificates.VirtualAddress, certificates.Size) if certificates.Size else None,
        )


def _pe_name(file: pefile.PE, name: bytes) -> str:
    """Return the name of a section, which pefile leaves as a place in the table of names when it is long."""
    text = name.rstrip(b"\0").decode()
    if not text.startswith("/"):
        return text
    table = file.FILE_HEADER.PointerToSymbolTable + 18 * file.FILE_HEADER.NumberOfSymbols
    data: bytes = file.__data__[table + int(text[1:]) :][:256]
    return data.partition(b"\0")[0].decode()

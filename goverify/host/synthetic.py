"""The maker of tiny Go programs: real ELF, Mach-O and PE files that hold Go's build info and nothing to run.

Recorded hosts are edited by hand; a line that says which go stands somewhere becomes a file that every reader of
executables takes for that go. Source of the block: debug/buildinfo (from Go 1.18 on a header of 32 bytes, then two
texts behind their lengths, the second one between marks that cmd/go puts around it).
"""

import base64
import hashlib

from goverify.host.replay import elf_writer, macho_writer, pe_writer

_MAGIC = b"\xff Go buildinf:"
_POINTER_SIZE, _INLINE_STRINGS = 8, 2
_MARKS = bytes.fromhex("3077af0c9274080241e1c107e6d618e6"), bytes.fromhex("f932433186182072008242104116d8f2")
_APPLE = ("darwin", "ios")


def go_program(version: str, path: str, system: str, arch: str) -> bytes:
    """Return an executable of that system and architecture, in Go's words; ValueError where none can be made."""
    block = _build_info(version, path, system, arch)
    build_id = _build_id(block)
    if system in _APPLE and arch in macho_writer.PROCESSORS:
        return macho_writer.program(arch, block, build_id)
    if system == "windows" and arch in pe_writer.MACHINES:
        return pe_writer.program(arch, block, build_id)
    if system not in (*_APPLE, "windows") and arch in elf_writer.MACHINES:
        return elf_writer.program(system, arch, block, build_id)
    raise ValueError(f"no program can be made for {system}/{arch}")


def _build_info(version: str, path: str, system: str, arch: str) -> bytes:
    settings = {
        "-buildmode": "exe",
        "-compiler": "gc",
        "-trimpath": "true",
        "CGO_ENABLED": "0",
        "GOARCH": arch,
        "GOOS": system,
    }
    lines = [f"path\t{path}", *(f"build\t{key}={value}" for key, value in settings.items())]
    about = _MARKS[0] + "".join(f"{line}\n" for line in lines).encode() + _MARKS[1]
    return _MAGIC + bytes([_POINTER_SIZE, _INLINE_STRINGS]) + bytes(16) + _counted(version.encode()) + _counted(about)


def _build_id(block: bytes) -> str:
    """Return four parts of 20 characters, as cmd/go/internal/work makes them, that tell such programs apart."""
    digest = hashlib.sha512(block).digest()
    return "/".join(base64.urlsafe_b64encode(digest[start : start + 15]).decode() for start in range(0, 60, 15))


def _counted(data: bytes) -> bytes:
    """Return `data` behind its length as encoding/binary's uvarint."""
    length, count = len(data), b""
    while length >= 0x80:
        count += bytes([length & 0x7F | 0x80])
        length >>= 7
    return count + bytes([length]) + data

"""Tiny executables for tests: the source that holds them, Go's build info in its eras, and one builder a format."""

import struct

from goverify.binfmt import Binary, identify
from tests.binfmt.elf_builder import elf
from tests.binfmt.macho_builder import fat, macho
from tests.binfmt.pe_builder import pe

__all__ = [
    "Bytes",
    "elf",
    "fat",
    "framed",
    "identified",
    "in_words",
    "inline_block",
    "macho",
    "pclntab",
    "pe",
    "pointer_block",
]

MAGIC = b"\xff Go buildinf:"
VERSION = "go1.22.1"
MODULE_TEXT = (
    "path\texample.com/tool\n"
    "mod\texample.com/tool\tv1.0.0\th1:main=\n"
    "dep\texample.com/one\tv1.2.3\th1:one=\n"
    "dep\texample.com/two\tv0.1.0\n"
    "=>\t../two\t(devel)\t\n"
    "\n"
    "build\t-compiler=gc\n"
    "build\tGOOS=linux\n"
)


class Bytes:
    """A source over bytes in memory that counts what is read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)
        self.reads = 0
        self.bytes_read = 0

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there."""
        assert offset >= 0
        assert length >= 0
        self.reads += 1
        self.bytes_read += length
        return self._data[offset : offset + length]


def identified(data: bytes) -> Binary:
    """Return what the file with these bytes is."""
    return identify(Bytes(data))


def framed(text: str) -> bytes:
    """Return module text between the two sentinels."""
    return b"0w" * 8 + text.encode() + b"\xf92" * 8


def counted(data: bytes) -> bytes:
    """Return data behind its length as a uvarint."""
    length, prefix = len(data), b""
    while length > 0x7F:
        prefix += bytes([length & 0x7F | 0x80])
        length >>= 7
    return prefix + bytes([length]) + data


def inline_block(version: str = VERSION, text: str = MODULE_TEXT) -> bytes:
    """Return a block as Go writes it from 1.18 on."""
    return MAGIC + b"\x08\x02" + bytes(16) + counted(version.encode()) + counted(framed(text))


def pointer_block(
    at: int, version: str = "go1.15.15", text: str = MODULE_TEXT, size: int = 8, order: str = "<"
) -> bytes:
    """Return a block of Go 1.13 to 1.17 that lies at the address `at`, with the strings behind it."""
    words = order + ("2Q" if size == 8 else "2I")
    strings = at + 32 + 4 * size
    pointers = struct.pack(words, at + 32, at + 32 + 2 * size).ljust(16, b"\0")
    name, info = version.encode(), framed(text) if text else b""
    headers = struct.pack(words, strings, len(name)) + struct.pack(words, strings + len(name), len(info))
    return MAGIC + bytes([size, order == ">"]) + pointers + headers + name + info


def in_words(build_id: str) -> bytes:
    """Return a build ID as it stands before the code."""
    return b'\xff Go build ID: "' + build_id.encode() + b'"\n \xff'


PCLNTAB_MAGICS = {"1.2": 0xFFFFFFFB, "1.16": 0xFFFFFFFA, "1.18": 0xFFFFFFF0, "1.20": 0xFFFFFFF1}


def pclntab(era: str, order: str = "<", pointer: int = 8) -> bytes:
    """Return the beginning of a function table as the linker of an era lays it out: header, counts, places of its parts."""
    places = [72 + 8 * number for number in range(5)]
    words = {"1.2": [3, 0x401000, 96], "1.16": [3, 2, *places]}.get(era, [3, 2, 0x401000, *places])
    head = struct.pack(order + "IHBB", PCLNTAB_MAGICS[era], 0, 1, pointer)
    return (head + struct.pack(f"{order}{len(words)}{'Q' if pointer == 8 else 'I'}", *words)).ljust(128, b"\0")

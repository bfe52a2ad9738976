"""Files made to hurt a reader: each is answered at once, with few bytes read, whatever its headers claim."""

import struct

import pytest

from goverify.binfmt import Binary, Format, identify
from tests.binfmt.builders import Bytes, elf, identified, inline_block, macho, pe
from tests.binfmt.elf_builder import note
from tests.binfmt.pe_builder import PE_AT

FEW = 2 << 20
SECTIONS_AT, COUNTS_AT = 0x28, 0x36  # in a 64-bit ELF header: e_shoff, e_phentsize
PROGRAM = elf(interpreter="/lib/ld.so", needed=("libc.so.6",), notes=note("GNU", 3, b"id"), data=inline_block())
APPLE = macho(needed=("/usr/lib/libSystem.B.dylib",), data=inline_block())
WINDOWS = pe(needed=("kernel32.dll",), data=inline_block())


class Sparse:
    """A source of any size with zeros behind its beginning."""

    def __init__(self, head: bytes, size: int) -> None:
        self._head = head
        self.size = size
        self.bytes_read = 0

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there."""
        self.bytes_read += length
        end = min(offset + length, self.size)
        return self._head[offset:end] + bytes(max(0, end - max(offset, len(self._head))))


class Shrinking(Bytes):
    """A source that loses everything behind its first reads while it is read."""

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, half of them from the second read on."""
        data = super().read(offset, length)
        return data if self.reads == 1 else data[: len(data) // 2]


def patched(data: bytes, *changes: tuple[int, str, int]) -> bytes:
    """Return the data with numbers written over it: offset, struct format, value."""
    result = bytearray(data)
    for offset, layout, value in changes:
        struct.pack_into(layout, result, offset, value)
    return bytes(result)


def section(number: int) -> int:
    """Return where the header of an ELF section of PROGRAM lies."""
    return int.from_bytes(PROGRAM[SECTIONS_AT : SECTIONS_AT + 8], "little") + 64 * number


def command(kind: int) -> int:
    """Return where a load command of APPLE lies."""
    at = 32
    while int.from_bytes(APPLE[at : at + 4], "little") != kind:
        at += int.from_bytes(APPLE[at + 4 : at + 8], "little")
    return at


NAMES = section(int.from_bytes(PROGRAM[0x3E:0x40], "little"))
NOTE_SEGMENT = PROGRAM.index(struct.pack("<II", 4, 4), 64)
INTERPRETER_SEGMENT = PROGRAM.index(struct.pack("<II", 3, 4), 64)
DYNAMIC_SEGMENT = PROGRAM.index(struct.pack("<II", 2, 4), 64)

HOSTILE = {
    "bare magic": b"\x7fELF",
    "elf class 9": patched(PROGRAM, (4, "B", 9)),
    "elf byte order 0": patched(PROGRAM, (5, "B", 0)),
    "program headers of 1 byte": patched(PROGRAM, (COUNTS_AT, "<H", 1)),
    "section headers of 0 bytes": patched(PROGRAM, (COUNTS_AT + 4, "<H", 0)),
    "65,535 sections": patched(PROGRAM, (COUNTS_AT + 6, "<H", 0xFFFF)),
    "65,535 segments": patched(PROGRAM, (COUNTS_AT + 2, "<H", 0xFFFF)),
    "2^32 segments": patched(PROGRAM, (COUNTS_AT + 2, "<H", 0xFFFF), (section(0) + 44, "<I", 0xFFFFFFFF)),
    "2^64 sections": patched(PROGRAM, (COUNTS_AT + 6, "<H", 0), (section(0) + 32, "<Q", 2**64 - 1)),
    "section table wraps": patched(PROGRAM, (SECTIONS_AT, "<Q", 2**64 - 32)),
    "section of 2^60": patched(PROGRAM, (section(1) + 32, "<Q", 1 << 60)),
    "names of 2 GiB": patched(PROGRAM, (NAMES + 32, "<Q", 2 << 30)),
    "note of 2^40": patched(PROGRAM, (NOTE_SEGMENT + 32, "<Q", 1 << 40)),
    "interpreter beyond": patched(PROGRAM, (INTERPRETER_SEGMENT + 8, "<Q", 2**64 - 4)),
    "dynamic of 2^63": patched(PROGRAM, (DYNAMIC_SEGMENT + 32, "<Q", 1 << 63)),
    "load command of 0": patched(APPLE, (command(0x32) + 4, "<I", 0)),
    "load command of 9": patched(APPLE, (command(0x32) + 4, "<I", 9)),
    "load command of 2^32": patched(APPLE, (command(0x32) + 4, "<I", 0xFFFFFFF8)),
    "2^32 load commands": patched(APPLE, (16, "<I", 0xFFFFFFFF)),
    "load commands of 2^32": patched(APPLE, (16, "<I", 0xFFFFFFFF), (20, "<I", 0xFFFFFFFF)),
    "2^32 sections in a segment": patched(APPLE, (command(0x19) + 64, "<I", 0xFFFFFFFF)),
    "short segment command": patched(APPLE, (command(0x32), "<I", 0x19)),
    "pe header at 2^32": patched(WINDOWS, (0x3C, "<I", 0xFFFFFFFF)),
    "pe header at 0": patched(WINDOWS, (0x3C, "<I", 0)),
    "65,535 pe sections": patched(WINDOWS, (PE_AT + 6, "<H", 0xFFFF)),
    "2^32 pe symbols": patched(WINDOWS, (PE_AT + 12, "<I", 64), (PE_AT + 16, "<I", 0xFFFFFFFF)),
    "pe options of 65,535 bytes": patched(WINDOWS, (PE_AT + 20, "<H", 0xFFFF)),
    "certificates of 2^32": patched(WINDOWS, (PE_AT + 24 + 144, "<I", 64), (PE_AT + 24 + 148, "<I", 0xFFFFFFFF)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_false_claim_is_told_and_costs_little(name: str) -> None:
    source = Bytes(HOSTILE[name])
    assert identify(source).problem is not None
    assert source.bytes_read < FEW


def test_note_that_claims_2_32_bytes_is_passed_over() -> None:
    notes = note("Go", 4, b"a/b") + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 3) + bytes(64)
    assert identified(elf(notes=notes)).go_build_id == "a/b"


def test_library_without_a_name_in_its_command_is_passed_over() -> None:
    binary = identified(patched(APPLE, (command(0xC) + 8, "<I", 0xFFFFFFFF)))
    assert (binary.needed, binary.problem) == ((), None)


@pytest.mark.parametrize("name", ["names of 2 GiB", "note of 2^40", "interpreter beyond", "dynamic of 2^63"])
def test_one_false_claim_does_not_hide_the_other_facts(name: str) -> None:
    binary = identified(HOSTILE[name])
    assert (binary.architectures, binary.go is not None) == (("amd64",), True)


def test_import_table_that_points_at_itself_ends() -> None:
    start = WINDOWS.index(b"kernel32.dll") - 8 - 40
    looped = b"".join(struct.pack("<5I", 0x3000, 0, 0, 0x3000, 0x3000) for _ in range(25))
    binary = identified(WINDOWS[:start] + looped + WINDOWS[start + len(looped) :])
    assert len(binary.needed) <= 512


def test_libraries_are_counted_to_an_end() -> None:
    assert len(identified(elf(needed=tuple(f"lib{number}.so" for number in range(900)))).needed) == 512


@pytest.mark.parametrize("head", [PROGRAM, APPLE, WINDOWS, bytes(16), b"\xca\xfe\xba\xbe\0\0\0\x01"])
def test_sparse_file_of_4_gib_costs_no_more_than_a_small_one(head: bytes) -> None:
    source = Sparse(head, 4 << 30)
    identify(source)
    assert source.bytes_read < FEW


def test_search_through_a_huge_segment_ends() -> None:
    data = elf(data=b"x" * 64, sections=False)
    segment = 64 + 56  # the second program header, that of the data
    source = Sparse(patched(data, (segment + 32, "<Q", 3 << 30), (segment + 40, "<Q", 3 << 30)), 4 << 30)
    assert identify(source).go is None
    assert source.bytes_read < 17 << 20


def test_slices_over_one_huge_table_are_read_within_an_allowance() -> None:
    whole = macho(data=b"x" * 64, data_name="__renamed")
    at = whole.index(b"__DATA") + 16
    huge = patched(whole, (at + 24, "<Q", 3 << 30), (at + 8, "<Q", 3 << 30))
    table = struct.pack(">5I", 0x100000C, 0, 4096, 0xFFFF0000, 12) * 64
    head = (struct.pack(">II", 0xCAFEBABE, 64) + table).ljust(4096, b"\0") + huge
    source = Sparse(head, 4 << 30)
    assert identify(source).format is Format.FAT
    assert source.bytes_read < 140 << 20


@pytest.mark.parametrize("data", [PROGRAM, APPLE, WINDOWS])
def test_file_that_shrinks_while_it_is_read_is_survived(data: bytes) -> None:
    padded = data + bytes(9000)
    assert identify(Shrinking(padded)).format == identified(padded).format


def test_terminal_escapes_stay_data() -> None:
    go = identified(elf(data=inline_block("go1.2\x1b[31m"))).go
    assert go is not None
    assert go.version == "go1.2\x1b[31m"


def test_four_bytes_of_elf_are_a_cut_file() -> None:
    expected = Binary(Format.ELF, problem="cut short: the ELF header ends at byte 16, the file at 4")
    assert identified(b"\x7fELF") == expected

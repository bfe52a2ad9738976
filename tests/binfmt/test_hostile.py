"""Files made to hurt a reader: each is answered at once, with few bytes read, whatever its headers claim."""

import random
import struct
import time
import tracemalloc
from collections.abc import Callable

import pytest

from goverify.binfmt import Binary, Format, Source, identify
from tests.binfmt.builders import Bytes, elf, identified, inline_block, macho, pe
from tests.binfmt.elf_builder import note
from tests.binfmt.pe_builder import PE_AT

FEW = 2 << 20
MOST_MEMORY = 32 << 20
SEGMENTS_AT, SECTIONS_AT, COUNTS_AT = 0x20, 0x28, 0x36  # in a 64-bit ELF header: e_phoff, e_shoff, e_phentsize
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
    "segment table wraps": patched(PROGRAM, (SEGMENTS_AT, "<Q", 2**64 - 32)),
    "segment wraps": patched(PROGRAM, (NOTE_SEGMENT + 8, "<Q", 2**64 - 1)),
    "section wraps": patched(PROGRAM, (section(1) + 24, "<Q", 2**64 - 1), (section(1) + 32, "<Q", 2**64 - 1)),
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
    "segment of 2^64": patched(APPLE, (command(0x19) + 40, "<Q", 2**64 - 8), (command(0x19) + 48, "<Q", 2**64 - 1)),
    "symbols of 2^32": macho(commands=(struct.pack("<6I", 2, 24, 64, *[0xFFFFFFFF] * 3),)),
    "signature of 2^32": macho(commands=(struct.pack("<4I", 0x1D, 16, 0xFFFFFFFF, 0xFFFFFFFF),)),
    "short segment command": patched(APPLE, (command(0x32), "<I", 0x19)),
    "pe header at 2^32": patched(WINDOWS, (0x3C, "<I", 0xFFFFFFFF)),
    "pe header at 0": patched(WINDOWS, (0x3C, "<I", 0)),
    "65,535 pe sections": patched(WINDOWS, (PE_AT + 6, "<H", 0xFFFF)),
    "2^32 pe symbols": patched(WINDOWS, (PE_AT + 12, "<I", 64), (PE_AT + 16, "<I", 0xFFFFFFFF)),
    "pe section of 2^32": patched(WINDOWS, (PE_AT + 24 + 240 + 16, "<Q", 2**64 - 1)),
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


def sliced(program: bytes, count: int) -> bytes:
    """Return a fat file whose slices are all the same bytes."""
    table = struct.pack(">5I", 0x100000C, 0, 4096, 0xFFFF0000, 12) * count
    return (struct.pack(">II", 0xCAFEBABE, count) + table).ljust(4096, b"\0") + program


def with_sections(count: int, kind: int, names: bytes) -> bytes:
    """Return an ELF file of so many sections, whose names, places and sizes are without sense."""
    head = elf(sections=False)
    chance = random.Random(count)
    rows = [
        struct.pack(
            "<IIQQQQIIQQ", *(chance.getrandbits(24), kind, 0), *(chance.getrandbits(62) for _ in range(3)), 0, 0, 0, 0
        )
        for _ in range(count - 1)
    ]
    end = len(head) + 64 * count
    rows.append(struct.pack("<IIQQQQIIQQ", 0, 3, 0, 0, end, len(names), 0, 0, 0, 0))
    changes = ((SECTIONS_AT, "<Q", len(head)), (COUNTS_AT + 4, "<H", 64), (COUNTS_AT + 6, "<H", count))
    return patched(head, *changes, (COUNTS_AT + 8, "<H", count - 1)) + b"".join(rows) + names


def crowded() -> bytes:
    """Return a Mach-O file of nothing but the names of 500 libraries."""
    command = struct.pack("<6I", 0xC, 520, 24, 0, 0, 0) + b"x" * 495 + b"\0"
    return struct.pack("<8I", 0xFEEDFACF, 0x100000C, 0, 2, 500, 500 * len(command), 0, 0) + command * 500


def huge_segment() -> bytes:
    """Return a Mach-O file without build info whose first writable segment is of 3 GiB."""
    whole = macho(data=b"x" * 64, data_name="__renamed")
    at = whole.index(b"__DATA") + 16
    return patched(whole, (at + 24, "<Q", 3 << 30), (at + 8, "<Q", 3 << 30))


def test_slices_over_one_huge_table_are_read_within_an_allowance() -> None:
    source = Sparse(sliced(huge_segment(), 64), 4 << 30)
    assert identify(source).format is Format.FAT
    assert source.bytes_read < 140 << 20


def test_two_hundred_slices_over_one_program_are_refused_at_once() -> None:
    source = Bytes(sliced(APPLE, 200) + bytes(2 << 20))
    assert identify(source).problem == "damaged: a fat file of 200 slices"
    assert source.reads == 1


DEPENDENCIES = "dep\tm\tv1\th1:x\n" * 20_000
COSTLY: dict[str, Callable[[], Source]] = {
    "sparse elf of 4 GiB": lambda: Sparse(PROGRAM, 4 << 30),
    "sparse zeros of 4 GiB": lambda: Sparse(b"", 4 << 30),
    "huge segment": lambda: Sparse(huge_segment(), 4 << 30),
    "64 slices over a huge segment": lambda: Sparse(sliced(huge_segment(), 64), 4 << 30),
    "64 slices with the same modules": lambda: Bytes(sliced(macho(data=inline_block(text=DEPENDENCIES)), 64)),
    "64 slices with a path of 1 MiB": lambda: Bytes(
        sliced(macho(data=inline_block(text="path\t" + "x" * 1_000_000 + "\n")), 64)
    ),
    "64 slices with the same libraries": lambda: Bytes(sliced(crowded(), 64)),
    "65,534 sections": lambda: Bytes(with_sections(65_534, 1, b".x.go.buildinfo\0" * 250_000)),
    "65,534 notes": lambda: Bytes(with_sections(65_534, 7, b".debug_info\0" * 400_000)),
    "100,000 modules": lambda: Bytes(elf(data=inline_block(text="dep\ta\tb\n" * 100_000))),
    "a value of 480,000 escapes": lambda: Bytes(elf(data=inline_block(text='build\tx="' + r"\n" * 480_000 + '"\n'))),
    "a million empty lines": lambda: Bytes(elf(data=inline_block(text="\n" * 1_000_000))),
    "libraries without number": lambda: Bytes(elf(needed=tuple(f"{number:0>4000}" for number in range(600)))),
    "symbols without number": lambda: Bytes(
        elf(data=b"x", data_name=".gopclntab", symbols={f"f{number}": number for number in range(2000)})
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_file_takes_little_time_and_memory(name: str) -> None:
    source = COSTLY[name]()
    start = time.process_time()
    identify(source)
    assert time.process_time() - start < 1.0
    tracemalloc.start()
    try:
        identify(source)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_slices_share_what_is_kept_of_their_module_lists() -> None:
    binary = identified(sliced(macho(data=inline_block(text="path\tp\n" + DEPENDENCIES)), 3))
    kept = [len(part.binary.go.dependencies) if part.binary.go else None for part in binary.slices]
    assert kept == [19_999, 0, 0]


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

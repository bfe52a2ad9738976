"""Build info: where each rule finds it, in all three eras, and what must not be taken for it."""

import struct

import pytest

from goverify.binfmt import GoBuild, Module, Replacement
from tests.binfmt import elf_builder, macho_builder, pe_builder
from tests.binfmt.builders import MAGIC, VERSION, elf, identified, in_words, inline_block, macho, pe, pointer_block

WHOLE = GoBuild(
    VERSION,
    "example.com/tool",
    Module("example.com/tool", "v1.0.0", "h1:main="),
    (
        Module("example.com/one", "v1.2.3", "h1:one="),
        Module("example.com/two", "v0.1.0", "", Replacement("../two", "(devel)")),
    ),
    (("-compiler", "gc"), ("GOOS", "linux")),
    "section",
)
DECOY = b"x" * 5 + MAGIC + b"x" * 29


def found_by(data: bytes) -> str | None:
    """Return by which rule the build info was found."""
    go = identified(data).go
    return go.found_by if go else None


@pytest.mark.parametrize("data", [elf(data=inline_block()), macho(data=inline_block()), pe(data=inline_block())])
def test_inline_strings_of_go_1_18_and_later_are_read(data: bytes) -> None:
    assert identified(data).go == WHOLE


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("order", ["<", ">"])
def test_pointers_of_go_1_13_to_1_17_are_followed(bits: int, order: str) -> None:
    block = pointer_block(elf_builder.DATA_ADDRESS, VERSION, size=bits // 8, order=order)
    assert identified(elf(bits=bits, order=order, data=block)).go == WHOLE


@pytest.mark.parametrize(
    "data",
    [
        macho(data=pointer_block(macho_builder.DATA_ADDRESS, VERSION)),
        pe(data=pointer_block(pe_builder.DATA_ADDRESS, VERSION)),
        pe(bits=32, data=pointer_block(pe_builder.DATA_ADDRESS, VERSION, size=4)),
    ],
)
def test_pointers_are_followed_in_other_formats(data: bytes) -> None:
    assert identified(data).go == WHOLE


def test_pointers_without_module_text_give_the_version_alone() -> None:
    block = pointer_block(elf_builder.DATA_ADDRESS, "go1.13.8", text="")
    assert identified(elf(data=block)).go == GoBuild("go1.13.8", "", None, (), (), "section")


@pytest.mark.parametrize("bits", [32, 64])
def test_symbol_of_go_1_12_and_earlier_gives_the_version(bits: int) -> None:
    words = "<QQ" if bits == 64 else "<II"
    size = bits // 4
    elf_data = struct.pack(words, elf_builder.DATA_ADDRESS + size, 8) + b"go1.12.5"
    symbols = {"main.main": 1, "runtime.buildVersion": elf_builder.DATA_ADDRESS}
    old = elf(bits=bits, data=elf_data, data_name=".gopclntab", symbols=symbols)
    macho_data = struct.pack(words, macho_builder.DATA_ADDRESS + size, 8) + b"go1.12.5"
    symbols = {"_main.main": 1, "_runtime.buildVersion": macho_builder.DATA_ADDRESS}
    expected = GoBuild("go1.12.5", "", None, (), (), "symbol")
    assert identified(old).go == expected
    assert identified(macho(bits=bits, data=macho_data, data_name="__noptrdata", symbols=symbols)).go == expected


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize(
    ("sections", "text"), [({b".symtab": b"x"}, b"code"), ({b".zdebug_info": b"x"}, in_words("a/b"))]
)
def test_symbol_gives_the_version_of_a_program_for_windows(
    bits: int, sections: dict[bytes, bytes], text: bytes
) -> None:
    data = bytes(64) + struct.pack("<QQ" if bits == 64 else "<II", pe_builder.DATA_ADDRESS + 96, 7) + bytes(16)
    data = data.ljust(96, b"\0") + b"go1.9.2"
    program = pe(
        bits=bits, data=data, text=text, sections=sections, symbols={"main.main": 1, "runtime.buildVersion": 64}
    )
    assert identified(program).go == GoBuild("go1.9.2", "", None, (), (), "symbol")


@pytest.mark.parametrize("number", [0, 9, -1])
def test_symbol_of_no_section_of_a_program_for_windows_gives_none(number: int) -> None:
    program = pe(sections={b".symtab": b"x"}, symbols={"runtime.buildVersion": 0x40})
    row = program.index(struct.pack("<IIIh", 0, 4 + len(".symtab") + 1, 0x40, 2))
    patched = program[: row + 12] + struct.pack("<h", number) + program[row + 14 :]
    assert identified(patched).go is None


def test_symbols_of_a_program_for_windows_without_marks_of_go_are_not_searched() -> None:
    data = struct.pack("<QQ", pe_builder.DATA_ADDRESS + 16, 7) + b"go1.9.2"
    assert identified(pe(data=data, symbols={"runtime.buildVersion": 0})).go is None


def test_symbol_in_a_file_without_marks_of_go_is_not_searched() -> None:
    data = struct.pack("<QQ", elf_builder.DATA_ADDRESS + 16, 8) + b"go1.12.5"
    symbols = {"runtime.buildVersion": elf_builder.DATA_ADDRESS}
    assert identified(elf(data=data, data_name=".data", symbols=symbols)).go is None


@pytest.mark.parametrize(
    "data",
    [
        elf(data=inline_block(), sections=False),
        elf(data=inline_block(), data_name=".renamed"),
        macho(data=inline_block(), data_name="__renamed"),
    ],
)
def test_first_writable_segment_is_searched_where_the_section_is_missing(data: bytes) -> None:
    assert found_by(data) == "segment"


@pytest.mark.parametrize(
    ("flags", "rule"),
    [
        (0xC0000040, "section"),
        (0xC0600040, "section"),
        (0xC0500040, "realigned section"),
        (0x40000040, None),
    ],
)
def test_pe_section_is_known_by_its_rights(flags: int, rule: str | None) -> None:
    assert found_by(pe(data=inline_block(), data_flags=flags)) == rule


@pytest.mark.parametrize(
    ("before", "hidden"),
    [
        (b"", ""),
        (bytes(16), ""),
        (bytes(5000 // 16 * 16), ""),
        (bytes((64 << 10) - 48), ""),
        (bytes((64 << 10) - 32), ", beyond 64 KiB"),
        (bytes((1 << 20) + 4096), ", beyond 64 KiB"),
        (DECOY, ", behind a decoy"),
        (DECOY + DECOY, ", behind a decoy"),
        (DECOY + bytes(8192), ", behind a decoy"),
        (DECOY.ljust(1 << 20, b"x"), ", beyond 64 KiB"),
        (DECOY.ljust(1 << 20, b"x") + DECOY, ", behind a decoy, beyond 64 KiB"),
    ],
)
def test_block_is_found_wherever_it_is_aligned(before: bytes, hidden: str) -> None:
    assert len(before) % 16 == 0
    assert found_by(pe(data=before + inline_block())) == "section" + hidden


@pytest.mark.parametrize(
    "block",
    [
        b"",
        MAGIC[:-1] + b"!" + bytes(50),
        bytes(8) + inline_block(),
        inline_block()[:31],
        inline_block()[:40],
        inline_block(version=""),
        MAGIC + b"\x08\x02" + bytes(16) + b"\x80" * 10,
        MAGIC + b"\x08\x02" + bytes(16) + b"\xff" * 9 + b"\x01go",
        MAGIC + b"\x08\x02" + bytes(16) + b"\x80\x80\x80\x80\x01go",
        MAGIC + b"\x03\x00" + bytes(64),
        pointer_block(0xDEAD0000),
        MAGIC + b"\x08\x00" + struct.pack("<QQ", elf_builder.DATA_ADDRESS, elf_builder.DATA_ADDRESS),
    ],
    ids=[
        "nothing",
        "damaged magic",
        "misaligned",
        "short header",
        "short string",
        "no version",
        "endless length",
        "length of 2^64-1",
        "length of 256 MiB",
        "pointer size 3",
        "pointers to nowhere",
        "pointers to the block itself",
    ],
)
def test_torn_block_is_no_build_info(block: bytes) -> None:
    binary = identified(elf(data=block))
    assert (binary.go, binary.problem) == (None, None)


def test_experiments_stay_in_the_version() -> None:
    go = identified(elf(data=inline_block("go1.25.5 X:arenas"))).go
    assert go is not None
    assert go.version == "go1.25.5 X:arenas"

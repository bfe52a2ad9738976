"""Build info: where each rule finds it, in all three eras, and what must not be taken for it."""

import struct

import pytest

from goverify.binfmt import GoBuild, Module
from tests.binfmt import elf_builder, macho_builder, pe_builder
from tests.binfmt.builders import MAGIC, VERSION, elf, identified, inline_block, macho, pe, pointer_block

WHOLE = GoBuild(
    VERSION,
    "example.com/tool",
    Module("example.com/tool", "v1.0.0", "h1:main="),
    (
        Module("example.com/one", "v1.2.3", "h1:one="),
        Module("example.com/two", "v0.1.0", "", Module("../two", "(devel)")),
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
    "before",
    [b"", bytes(16), bytes(5000 // 16 * 16), bytes((1 << 20) + 4096), DECOY, DECOY + DECOY],
    ids=["start", "next line", "second chunk", "second MiB", "misaligned copy", "two copies"],
)
def test_block_is_found_wherever_it_is_aligned(before: bytes) -> None:
    assert len(before) % 16 == 0
    assert found_by(pe(data=before + inline_block())) == "section"


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

"""The function table of Go where no section names it: found by its header, told from bytes that only begin like it."""

import pytest

from goverify.binfmt import Format, identify, pclntab_era
from tests.binfmt.builders import Bytes, elf, macho, pclntab, pe

ERAS = ("1.2", "1.16", "1.18", "1.20")
FAR = bytes((1 << 20) - 6)
"""So much before the table that it lies across the border of two reads."""


def era_of(data: bytes) -> str | None:
    """Return the era that the search in a whole file finds."""
    source = Bytes(data)
    return pclntab_era(source, identify(source))


@pytest.mark.parametrize("era", ERAS)
def test_table_in_a_pe_file_is_found(era: str) -> None:
    data = pe(text=b"code" + pclntab(era))
    assert identify(Bytes(data)).pclntab is None
    assert era_of(data) == era


@pytest.mark.parametrize(("bits", "order"), [(32, "<"), (32, ">"), (64, "<"), (64, ">")])
def test_table_in_an_elf_file_without_sections_is_found(bits: int, order: str) -> None:
    table = pclntab("1.20", order, bits // 8)
    assert era_of(elf(bits=bits, order=order, sections=False, data=b"x" * 5 + table)) == "1.20"


def test_table_across_the_border_of_two_reads_is_found() -> None:
    assert era_of(pe(text=FAR[: len(FAR) - 0x400] + pclntab("1.18"))) == "1.18"


def test_table_that_a_section_names_is_not_searched_for() -> None:
    source = Bytes(macho(pclntab=pclntab("1.16")))
    binary = identify(source)
    reads = source.reads
    assert pclntab_era(source, binary) == "1.16"
    assert source.reads == reads


@pytest.mark.parametrize(
    "table",
    [
        pclntab("1.20", pointer=4),
        pclntab("1.20", ">"),
        pclntab("1.20").replace(b"\x48\0\0\0", b"\x78\0\0\0"),
        pclntab("1.20")[:8] + bytes(64),
        pclntab("1.20")[:8] + b"\xff" * 64,
        b"\xf2" + pclntab("1.20")[1:],
        b"\xf1\xff\xff\xff\x90\x90\x01\x08".ljust(80, b"\1"),
    ],
    ids=["pointer size", "byte order", "parts in disorder", "no functions", "endless", "unknown magic", "machine code"],
)
def test_bytes_that_only_look_like_one_are_none(table: bytes) -> None:
    assert era_of(pe(text=table.ljust(4096, b"\xcc"))) is None


def test_table_behind_such_bytes_is_found() -> None:
    assert era_of(pe(text=(pclntab("1.20", pointer=4) + bytes(8)) * 20 + pclntab("1.2"))) == "1.2"


def test_file_of_nothing_but_headers_of_tables_is_given_up() -> None:
    assert era_of(pe(text=b"\xf1\xff\xff\xff\0\0\1\x08" * (1 << 18) + pclntab("1.20"))) is None


def test_file_that_is_no_program_has_none() -> None:
    source = Bytes(b"#!/bin/sh\n" + pclntab("1.20"))
    assert identify(source).format is Format.SCRIPT
    assert pclntab_era(source, identify(source)) is None

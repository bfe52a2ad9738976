"""PE files: what the headers and the import table tell, whole and cut short."""

import struct

import pytest

from goverify.binfmt import Binary, Format, Stretch
from tests.binfmt.builders import identified, in_words, inline_block, pclntab, pe
from tests.binfmt.pe_builder import PE_AT

WHOLE = pe(needed=("KERNEL32.dll",), data=inline_block())


@pytest.mark.parametrize("bits", [32, 64])
def test_facts_are_read_in_both_widths(bits: int) -> None:
    binary = identified(pe(bits=bits, needed=("kernel32.dll", "ntdll.dll"), text=in_words("a/b")))
    assert (binary.system, binary.bits, binary.byte_order) == ("windows", bits, "little")
    assert (binary.needed, binary.go_build_id) == (("kernel32.dll", "ntdll.dll"), "a/b")
    assert (binary.minimum_os, binary.problem) == ("6.1", None)


@pytest.mark.parametrize(
    ("machine", "name"),
    [(0x14C, "386"), (0x8664, "amd64"), (0xAA64, "arm64"), (0x1C4, "arm"), (0x200, "unknown-0x200")],
)
def test_architecture_has_the_name_that_go_gives_it(machine: int, name: str) -> None:
    assert identified(pe(machine=machine)).architectures == (name,)


@pytest.mark.parametrize(
    ("flags", "dll_flags", "expected"),
    [(0x22, 0x8160, ("executable", True)), (0x22, 0x8100, ("executable", False)), (0x2022, 0x8160, ("library", None))],
)
def test_kind_and_position_independence(flags: int, dll_flags: int, expected: tuple[str, bool | None]) -> None:
    binary = identified(pe(flags=flags, dll_flags=dll_flags))
    assert (binary.kind, binary.pie) == expected


def test_file_cut_at_its_end_says_so_and_keeps_what_is_there() -> None:
    binary = identified(WHOLE[:-1])
    assert binary.problem == f"cut short: its headers promise {len(WHOLE)} bytes, {len(WHOLE) - 1} are there"
    assert (binary.needed, binary.go is not None) == (("KERNEL32.dll",), True)


def test_lost_certificates_are_a_cut() -> None:
    data = pe(certificates=b"signature")
    assert identified(data).problem is None
    assert "cut short" in str(identified(data[:-4]).problem)


def test_lost_symbol_table_is_a_cut() -> None:
    data = bytearray(WHOLE)
    struct.pack_into("<II", data, PE_AT + 12, len(data), 10)
    assert "cut short" in str(identified(bytes(data)).problem)
    assert identified(bytes(data) + bytes(180)).problem is None


def test_section_of_zeros_to_be_made_takes_no_file_space() -> None:
    assert identified(pe(data=b"x", data_flags=0xC0000080)[:0x600]).problem is None


def test_dos_program_is_no_windows_program() -> None:
    binary = identified(b"MZ".ljust(0x3C, b"\0") + b"\x40\0\0\0" + b"NE" + bytes(100))
    assert binary.format is Format.PE
    assert "no PE header" in str(binary.problem)


def test_header_beyond_the_end_is_a_cut() -> None:
    expected = Binary(Format.PE, problem="cut short: the PE signature ends at byte 132, the file at 100")
    assert identified(WHOLE[:100]) == expected


def test_missing_optional_header_keeps_the_architecture() -> None:
    data = bytearray(WHOLE)
    struct.pack_into("<H", data, PE_AT + 20, 0)
    binary = identified(bytes(data))
    assert (binary.architectures, binary.bits) == (("amd64",), None)
    assert "optional header of 0 bytes" in str(binary.problem)


def test_import_table_outside_the_sections_is_damage() -> None:
    data = bytearray(WHOLE)
    struct.pack_into("<I", data, PE_AT + 24 + 112 + 8, 0x99999)
    binary = identified(bytes(data))
    assert "import table" in str(binary.problem)
    assert binary.needed == ()


@pytest.mark.parametrize(("dll_flags", "nx"), [(0x8160, True), (0x8060, False)])
def test_protection_of_data_is_read(dll_flags: int, nx: bool) -> None:
    assert identified(pe(dll_flags=dll_flags)).nx is nx


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "native"), (2, "gui"), (3, "console"), (7, "posix"), (10, "efi-application"), (99, "unknown-99"), (0, None)],
)
@pytest.mark.parametrize("bits", [32, 64])
def test_subsystem_has_a_name(bits: int, number: int, name: str | None) -> None:
    assert identified(pe(bits=bits, subsystem=number)).subsystem == name


def test_symbols_are_told_by_their_number_not_by_a_section() -> None:
    assert identified(pe(symbols={"main.main": 1})).symbols is True
    assert identified(pe(sections={b".symtab": b"left behind"})).symbols is False


@pytest.mark.parametrize("name", [b".debug_info", b".zdebug_info"])
def test_debugging_information_has_a_long_name(name: bytes) -> None:
    assert identified(pe(sections={b".debug_line": b"x", name: b"x"})).dwarf is True


def test_other_long_names_are_no_debugging_information() -> None:
    assert identified(pe(sections={b".debug_abbrev": b"x", b".debug_information": b"x"})).dwarf is False


def test_long_name_beyond_the_end_is_none() -> None:
    data = pe(sections={b".debug_info": b"x"}).replace(b"/4\0", b"/9999999"[:3])
    assert identified(data).dwarf is False


def test_place_of_the_certificates_is_told() -> None:
    data = pe(certificates=b"signature")
    assert identified(data).signature == Stretch(len(data) - 9, 9)
    assert identified(pe()).signature is None


def test_sections_of_upx_are_known() -> None:
    assert identified(pe(sections={b"UPX0": b"", b"UPX1": b"x"})).packer == "UPX"
    assert identified(pe(sections={b"UPX0data": b"x"})).packer is None


def test_function_table_is_not_searched_for_without_being_asked() -> None:
    assert identified(pe(text=pclntab("1.20"))).pclntab is None


def test_missing_optional_header_tells_no_protection() -> None:
    data = bytearray(WHOLE)
    struct.pack_into("<H", data, PE_AT + 20, 0)
    assert identified(bytes(data)).nx is None

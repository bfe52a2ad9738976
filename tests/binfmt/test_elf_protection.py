"""ELF files: what they protect, what a debugger finds in them, and what packed or compiled them."""

import struct

import pytest

from tests.binfmt.builders import elf, identified, inline_block, pclntab
from tests.binfmt.elf_builder import note

STACK, RELRO, SUN_STACK = 0x6474E551, 0x6474E552, 0x6FFFFFFB
READ_WRITE, ALL = 6, 7
NETBSD = 2
STRIPPED_UPX = bytes(8) + b"\0\0\0\0UPX!"


@pytest.mark.parametrize("kind", [STACK, SUN_STACK])
@pytest.mark.parametrize(("rights", "nx"), [(READ_WRITE, True), (ALL, False)])
def test_rights_asked_for_the_stack_are_read(kind: int, rights: int, nx: bool) -> None:
    assert identified(elf(segments=((kind, rights),))).nx is nx


def test_program_for_linux_that_does_not_ask_is_not_protected() -> None:
    assert identified(elf()).nx is False


def test_program_for_a_system_with_a_rule_of_its_own_tells_nothing() -> None:
    assert identified(elf(abi=NETBSD)).nx is None


@pytest.mark.parametrize("kind", [1, 4])
def test_object_and_core_files_have_no_protection_to_tell_of(kind: int) -> None:
    binary = identified(elf(kind=kind, segments=((STACK, ALL), (RELRO, 4))))
    assert (binary.nx, binary.relro) == (None, None)


@pytest.mark.parametrize(
    ("data", "relro"),
    [
        (elf(), "none"),
        (elf(bind_now=True), "none"),
        (elf(segments=((RELRO, 4),)), "partial"),
        (elf(segments=((RELRO, 4),), needed=("libc.so",)), "partial"),
        (elf(segments=((RELRO, 4),), bind_now=True), "full"),
        (elf(segments=((RELRO, 4),), flags_1=1), "full"),
        (elf(bits=32, order=">", segments=((RELRO, 4),), bind_now=True), "full"),
    ],
)
def test_protection_after_relocation_is_full_where_all_is_bound_at_once(data: bytes, relro: str) -> None:
    assert identified(data).relro == relro


def test_symbol_table_is_told_from_that_of_dynamic_linking() -> None:
    assert identified(elf(symbols={"main": 1})).symbols is True
    assert identified(elf(needed=("libc.so",))).symbols is False


@pytest.mark.parametrize("name", [".debug_info", ".zdebug_info"])
def test_debugging_information_is_seen_compressed_or_not(name: str) -> None:
    assert identified(elf(extra={name: b"x"})).dwarf is True


@pytest.mark.parametrize("name", [".debug_information", ".debug_line", ".rela.debug_info"])
def test_other_sections_are_no_debugging_information(name: str) -> None:
    assert identified(elf(extra={name: b"x"})).dwarf is False


def test_debugging_information_is_seen_behind_a_name_that_ends_like_its_own() -> None:
    assert identified(elf(extra={".rela.debug_info": b"x", ".debug_info": b"y"})).dwarf is True


def test_file_without_section_headers_has_neither_symbols_nor_debugging_information() -> None:
    binary = identified(elf(symbols={"main": 1}, extra={".debug_info": b"x"}, sections=False))
    assert (binary.symbols, binary.dwarf) == (False, False)


def test_damaged_section_headers_tell_nothing() -> None:
    data = bytearray(elf(symbols={"main": 1}))
    struct.pack_into("<H", data, 0x3A, 1)  # the size of a section header
    binary = identified(bytes(data))
    assert (binary.symbols, binary.dwarf) == (None, None)


@pytest.mark.parametrize("name", [".gopclntab", ".data.rel.ro.gopclntab"])
@pytest.mark.parametrize("era", ["1.2", "1.16", "1.18", "1.20"])
def test_era_of_the_function_table_is_read_where_a_section_names_it(name: str, era: str) -> None:
    binary = identified(elf(extra={name: pclntab(era)}))
    assert (binary.pclntab, binary.compiler) == (era, "gc")


def test_era_is_read_in_big_endian() -> None:
    assert identified(elf(bits=32, order=">", extra={".gopclntab": pclntab("1.18", ">", 4)})).pclntab == "1.18"


def test_section_of_the_right_name_with_something_else_in_it_has_no_era() -> None:
    binary = identified(elf(extra={".gopclntab": b"\xf1\xff\xff\xff\0\0\3\x08"}))
    assert (binary.pclntab, binary.compiler) == (None, None)


@pytest.mark.parametrize(
    ("data", "compiler"),
    [
        (elf(data=inline_block()), "gc"),
        (elf(data=inline_block(text="build\t-compiler=gccgo\n")), "gccgo"),
        (elf(notes=note("Go", 4, b"a/b")), "gc"),
        (elf(needed=("libgo.so.21", "libc.so.6")), "gccgo"),
        (elf(extra={".go_export": b"v3;"}), "gccgo"),
        (elf(extra={".tinygo_stacksizes": b"x"}), "tinygo"),
        (elf(needed=("libgobject-2.0.so.0",)), None),
        (elf(symbols={"main.main": 1}), None),
    ],
)
def test_compiler_is_named_where_something_proves_it(data: bytes, compiler: str | None) -> None:
    assert identified(data).compiler == compiler


def debugging(*producers: str, order: str = "<", version: int = 4, form: int = 0x0E) -> dict[str, bytes]:
    """Return the sections of debugging information whose units name these compilers."""
    strings, units = b"main\0", b""
    for producer in producers:
        place = struct.pack(order + "I", len(strings)) if form == 0x0E else producer.encode() + b"\0"
        strings += producer.encode() + b"\0"
        body = struct.pack(order + "HIBB", version, 0, 8, 1) + place + bytes(20)
        units += struct.pack(order + "I", len(body)) + body
    abbreviation = bytes([1, 0x11, 1, 0x25, form, 0x13, 0x05, 0, 0, 0]).ljust(32, b"\0")
    return {".debug_info": units, ".debug_abbrev": abbreviation, ".debug_str": strings}


@pytest.mark.parametrize("form", [0x0E, 0x08])
@pytest.mark.parametrize("order", ["<", ">"])
def test_debugging_information_names_tinygo_behind_the_units_of_others(order: str, form: int) -> None:
    extra = debugging("clang version 19", "clang version 19", "TinyGo", order=order, form=form)
    binary = identified(elf(order=order, extra=extra))
    assert (binary.compiler, binary.dwarf) == ("tinygo", True)


@pytest.mark.parametrize(
    "extra",
    [
        debugging("GNU C17 12.2.0"),
        debugging("TinyGo-like"),
        debugging("clang version 19") | {".debug_str": b"TinyGo\0".ljust(40, b"\0")},
        debugging("TinyGo", version=5),
        debugging(*["clang version 19"] * 16, "TinyGo"),
        {name: content[:9] for name, content in debugging("TinyGo").items()},
    ],
    ids=["gcc", "another name", "a string alone", "a version that is laid out otherwise", "far behind", "torn"],
)
def test_debugging_information_that_does_not_name_tinygo_proves_nothing(extra: dict[str, bytes]) -> None:
    assert identified(elf(extra=extra)).compiler is None


def test_debugging_information_of_an_object_is_not_yet_filled_in() -> None:
    assert identified(elf(kind=1, extra=debugging("TinyGo"))).compiler is None


def test_program_without_section_headers_and_with_the_word_of_upx_is_packed() -> None:
    data = elf(sections=False)
    end = 64 + 2 * 56
    assert identified(data).packer is None
    assert identified(data[:end] + STRIPPED_UPX + data[end + len(STRIPPED_UPX) :]).packer == "UPX"
    assert identified(data + b"UPX!" + bytes(32)).packer == "UPX"


def test_program_that_speaks_of_upx_is_not_packed() -> None:
    assert identified(elf(extra={".rodata": b"UPX!"})).packer is None
    assert identified(elf() + b"UPX!" + bytes(32)).packer is None

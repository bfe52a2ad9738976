"""Mach-O files: what load commands tell, whole and cut short."""

import struct

import pytest

from goverify.binfmt import Stretch
from tests.binfmt.builders import identified, in_words, inline_block, macho, pclntab

WHOLE = macho(needed=("/usr/lib/libSystem.B.dylib",), data=inline_block())


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("order", ["<", ">"])
def test_facts_are_read_in_every_class_and_order(bits: int, order: str) -> None:
    binary = identified(macho(bits=bits, order=order, cpu=12, needed=("/b.dylib", "/a.dylib"), text=in_words("a/b")))
    assert (binary.system, binary.architectures, binary.bits) == ("darwin", ("arm",), bits)
    assert (binary.needed, binary.go_build_id) == (("/b.dylib", "/a.dylib"), "a/b")
    assert binary.byte_order == ("little" if order == "<" else "big")


@pytest.mark.parametrize(
    ("cpu", "name"),
    [(7, "386"), (0x1000007, "amd64"), (0x100000C, "arm64"), (0x1000012, "ppc64"), (99, "unknown-0x63")],
)
def test_architecture_has_the_name_that_go_gives_it(cpu: int, name: str) -> None:
    assert identified(macho(cpu=cpu)).architectures == (name,)


@pytest.mark.parametrize(
    ("minimum", "shown"),
    [((13, 0, 0), "13.0"), ((10, 15, 4), "10.15.4")],
)
def test_oldest_system_is_read(minimum: tuple[int, int, int], shown: str) -> None:
    assert identified(macho(minimum=minimum)).minimum_os == shown


def test_version_command_of_older_linkers_is_read() -> None:
    data = bytearray(macho())
    at = data.index(struct.pack("<II", 0x32, 24))
    struct.pack_into("<4I", data, at, 0x24, 24, 10 << 16 | 9 << 8, 0)
    binary = identified(bytes(data))
    assert (binary.system, binary.minimum_os) == ("darwin", "10.9")


@pytest.mark.parametrize(("platform", "system"), [(1, "darwin"), (2, "ios"), (7, "ios"), (10, "apple-platform-10")])
def test_platform_names_the_system(platform: int, system: str) -> None:
    assert identified(macho(platform=platform)).system == system


@pytest.mark.parametrize(
    ("kind", "flags", "expected"),
    [
        (2, 0x200085, ("executable", True)),
        (2, 0x85, ("executable", False)),
        (6, 0, ("library", None)),
        (1, 0, ("object", None)),
    ],
)
def test_kind_and_position_independence(kind: int, flags: int, expected: tuple[str, bool | None]) -> None:
    binary = identified(macho(kind=kind, flags=flags))
    assert (binary.kind, binary.pie) == expected


def test_whole_file_has_no_problem() -> None:
    assert identified(WHOLE).problem is None


def test_file_cut_at_its_end_says_so_and_keeps_what_is_there() -> None:
    binary = identified(WHOLE[:-1])
    assert binary.problem == f"cut short: its headers promise {len(WHOLE)} bytes, {len(WHOLE) - 1} are there"
    assert (binary.needed, binary.minimum_os) == (("/usr/lib/libSystem.B.dylib",), "11.0")


def test_file_cut_inside_its_load_commands_keeps_the_architecture() -> None:
    binary = identified(WHOLE[:100])
    assert "cut short" in str(binary.problem)
    assert binary.architectures == ("arm64",)


def test_symbols_beyond_the_end_are_a_problem() -> None:
    data = macho(symbols={"_main": 1})
    assert "cut short" in str(identified(data[:-3]).problem)


PLAIN = 0x200085
STACK_EXECUTION, NO_HEAP_EXECUTION = 0x20000, 0x1000000


@pytest.mark.parametrize(
    ("bits", "flags", "nx"),
    [
        (64, PLAIN, True),
        (64, PLAIN | STACK_EXECUTION, False),
        (32, PLAIN, False),
        (32, PLAIN | NO_HEAP_EXECUTION, True),
        (32, PLAIN | NO_HEAP_EXECUTION | STACK_EXECUTION, False),
    ],
)
def test_neither_stack_nor_heap_may_be_executed(bits: int, flags: int, nx: bool) -> None:
    assert identified(macho(bits=bits, flags=flags)).nx is nx


def test_library_has_no_such_protection_to_tell_of() -> None:
    assert identified(macho(kind=6)).nx is None


def counted_symbols(local: int, defined: int, undefined: int = 58, order: str = "<") -> bytes:
    """Return the command that tells the kinds of symbols apart."""
    return struct.pack(order + "20I", 0xB, 80, 0, local, local, defined, local + defined, undefined, *[0] * 12)


@pytest.mark.parametrize(
    ("kind", "local", "defined", "symbols"),
    [
        (2, 2000, 0, True),
        (2, 0, 300, True),
        (2, 0, 0, False),
        (2, 1, 1, False),
        (6, 0, 300, False),
        (6, 40, 300, True),
    ],
    ids=["local", "for others", "stripped by go", "stripped by Apple", "stripped library", "library"],
)
def test_symbols_that_are_needed_to_run_do_not_count(kind: int, local: int, defined: int, symbols: bool) -> None:
    data = macho(kind=kind, symbols={"_main": 1, "_write": 0}, commands=(counted_symbols(local, defined),))
    assert identified(data).symbols is symbols


def test_symbols_of_unknown_kinds_count() -> None:
    assert identified(macho(symbols={"_main": 1})).symbols is True
    assert identified(macho()).symbols is False


def test_symbols_of_an_object_count_whatever_their_kind() -> None:
    assert identified(macho(kind=1, symbols={"_f": 1}, commands=(counted_symbols(0, 1),))).symbols is True


@pytest.mark.parametrize("name", ["__debug_info", "__zdebug_info"])
def test_debugging_information_is_seen_compressed_or_not(name: str) -> None:
    assert identified(macho(sections=(("__DWARF", name),))).dwarf is True
    assert identified(macho(sections=(("__DWARF", "__debug_line"),))).dwarf is False


@pytest.mark.parametrize("era", ["1.2", "1.16", "1.18", "1.20"])
def test_era_of_the_function_table_is_read(era: str) -> None:
    binary = identified(macho(pclntab=pclntab(era)))
    assert (binary.pclntab, binary.compiler) == (era, "gc")


def test_place_of_the_signature_is_told_the_first_of_two() -> None:
    signatures = (struct.pack("<4I", 0x1D, 16, 0x800, 4), struct.pack("<4I", 0x1D, 16, 0x700, 8))
    assert identified(macho(commands=signatures)).signature == Stretch(0x800, 4)
    assert identified(macho()).signature is None


def test_signature_beyond_the_end_is_a_cut() -> None:
    assert "cut short" in str(identified(macho(commands=(struct.pack("<4I", 0x1D, 16, 0x800, 400),))).problem)


def test_damaged_load_commands_tell_neither_symbols_nor_debugging_information() -> None:
    binary = identified(macho(symbols={"_main": 1}, commands=(struct.pack("<II", 0x99, 0),)))
    assert (binary.symbols, binary.dwarf) == (None, None)


def test_program_of_few_sections_with_the_word_of_upx_at_its_end_is_packed() -> None:
    packed = bytearray(macho(data_name="__packed", text=bytes(64)))
    at = packed.index(b"__gopclntab")
    packed[at : at + 11] = b"__linkedit\0"
    counts = packed.index(struct.pack("<II", 1, 0), at - 80)
    struct.pack_into("<I", packed, counts, 0)
    assert identified(bytes(packed)).packer is None
    assert identified(bytes(packed) + b"UPX!" + bytes(32)).packer == "UPX"


def test_go_program_that_ends_in_the_word_of_upx_is_not_packed() -> None:
    assert identified(macho(data=inline_block()) + b"UPX!" + bytes(32)).packer is None

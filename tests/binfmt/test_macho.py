"""Mach-O files: what load commands tell, whole and cut short."""

import struct

import pytest

from tests.binfmt.builders import identified, in_words, inline_block, macho

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

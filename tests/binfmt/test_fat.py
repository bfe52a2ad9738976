"""Fat files: every slice is listed, whichever holds the Go program; and what only looks like one."""

import struct

import pytest

from goverify.binfmt import Format, Stretch, identify
from tests.binfmt.builders import Bytes, fat, identified, in_words, inline_block, macho

AMD64, ARM64 = 0x1000007, 0x100000C
C_SLICE = macho(cpu=AMD64, needed=("/c.dylib",))
GO_SLICE = macho(cpu=ARM64, data=inline_block("go1.27.3"), text=in_words("x/y"))


@pytest.mark.parametrize("wide", [False, True])
def test_all_architectures_are_listed(wide: bool) -> None:
    binary = identified(fat((AMD64, C_SLICE), (ARM64, GO_SLICE), wide=wide))
    assert (binary.format, binary.architectures) == (Format.FAT, ("amd64", "arm64"))
    assert (binary.bits, binary.system, binary.problem) == (64, "darwin", None)


def test_build_info_of_a_later_slice_is_found_and_says_so() -> None:
    binary = identified(fat((AMD64, C_SLICE), (ARM64, GO_SLICE)))
    assert binary.go is not None
    assert (binary.go.version, binary.go.found_by) == ("go1.27.3", "section, slice 2")
    assert (binary.go_build_id, binary.needed) == ("x/y", ("/c.dylib",))


def test_build_info_of_the_first_slice_comes_first() -> None:
    other = macho(cpu=AMD64, data=inline_block("go1.1"))
    binary = identified(fat((ARM64, GO_SLICE), (AMD64, other)))
    assert binary.go is not None
    assert (binary.go.version, binary.go.found_by) == ("go1.27.3", "section")


def test_slices_of_different_width_have_no_common_one() -> None:
    assert identified(fat((7, macho(cpu=7, bits=32)), (ARM64, GO_SLICE))).bits is None


def test_static_library_as_a_slice_is_no_problem() -> None:
    binary = identified(fat((AMD64, b"!<arch>\nrest"), (ARM64, b"!<arch>\nrest")))
    assert (binary.architectures, binary.problem) == (("amd64", "arm64"), None)


def test_damaged_slice_does_not_hide_the_others() -> None:
    binary = identified(fat((AMD64, C_SLICE[:40]), (ARM64, GO_SLICE)))
    assert binary.problem is not None
    assert binary.problem.endswith("(slice 1)")
    assert binary.go is not None


def test_slice_beyond_the_end_is_cut_short() -> None:
    data = fat((AMD64, C_SLICE), (ARM64, GO_SLICE))
    assert "cut short" in str(identified(data[:0x2000]).problem)


def test_sixty_four_slices_are_read() -> None:
    binary = identified(fat(*[(AMD64, C_SLICE)] * 64))
    assert (len(binary.architectures), binary.problem) == (64, None)


@pytest.mark.parametrize("count", [0, 200, 0xFFFFFFFF])
def test_absurd_number_of_slices_is_damage(count: int) -> None:
    binary = identified(struct.pack(">II", 0xCAFEBABE, count) + bytes(4096))
    assert (binary.format, binary.architectures) == (Format.FAT, ())
    assert binary.problem == f"damaged: a fat file of {count} slices"


def test_fat_file_in_itself_is_read_once() -> None:
    source = Bytes(struct.pack(">7I", 0xCAFEBABE, 1, AMD64, 3, 0, 4096, 12) + bytes(4068))
    assert identify(source).problem == "damaged: a slice is a fat file itself (slice 1)"
    assert source.reads == 2


@pytest.mark.parametrize("major", [45, 52, 61, 65, 69])
def test_java_class_is_no_fat_file(major: int) -> None:
    binary = identified(b"\xca\xfe\xba\xbe" + struct.pack(">HH", 0, major) + b"\x00\x1d\x0a\x00\x06" + bytes(900))
    assert (binary.format, binary.problem) == (Format.UNKNOWN, "a Java class file")


def test_every_slice_is_listed_with_its_place_and_its_own_answer() -> None:
    data = fat((AMD64, C_SLICE), (ARM64, GO_SLICE))
    slices = identified(data).slices
    assert [part.place for part in slices] == [Stretch(0x1000, len(C_SLICE)), Stretch(0x2000, len(GO_SLICE))]
    assert [part.binary for part in slices] == [identified(C_SLICE), identified(GO_SLICE)]


def test_build_info_of_every_slice_is_told() -> None:
    other = macho(cpu=AMD64, data=inline_block("go1.20"))
    slices = identified(fat((ARM64, GO_SLICE), (AMD64, other))).slices
    assert [part.binary.go and part.binary.go.version for part in slices] == ["go1.27.3", "go1.20"]


def test_signatures_are_those_of_the_slices() -> None:
    signed = macho(cpu=ARM64, commands=(struct.pack("<4I", 0x1D, 16, 0x800, 4),))
    binary = identified(fat((ARM64, signed), (AMD64, C_SLICE)))
    assert binary.signature is None
    assert [part.binary.signature for part in binary.slices] == [Stretch(0x800, 4), None]


def test_problem_of_a_slice_stands_with_it_and_names_it_above() -> None:
    binary = identified(fat((AMD64, C_SLICE), (ARM64, GO_SLICE[:40])))
    problems = [part.binary.problem for part in binary.slices]
    assert problems[0] is None
    assert binary.problem == f"{problems[1]} (slice 2)"


def test_slice_of_another_format_says_so() -> None:
    binary = identified(fat((AMD64, b"!<arch>\nrest"), (ARM64, GO_SLICE)))
    assert [part.binary.format for part in binary.slices] == [Format.UNKNOWN, Format.MACHO]

"""ELF files of every class and byte order: what headers, notes and the dynamic section tell, whole and cut short."""

import struct

import pytest

from goverify.binfmt import Binary, Format
from tests.binfmt.builders import elf, identified, inline_block
from tests.binfmt.elf_builder import note

CASES = [(32, "<"), (32, ">"), (64, "<"), (64, ">")]
WHOLE = elf(interpreter="/lib64/ld-linux-x86-64.so.2", needed=("libc.so.6",), data=inline_block())


@pytest.mark.parametrize(("bits", "order"), CASES)
def test_interpreter_and_libraries_are_read_in_order(bits: int, order: str) -> None:
    binary = identified(elf(bits=bits, order=order, interpreter="/lib/ld.so", needed=("libz.so", "libc.so")))
    assert (binary.interpreter, binary.needed) == ("/lib/ld.so", ("libz.so", "libc.so"))
    assert (binary.bits, binary.byte_order) == (bits, "little" if order == "<" else "big")


def test_static_program_has_neither() -> None:
    binary = identified(elf())
    assert (binary.interpreter, binary.needed, binary.problem) == (None, (), None)


@pytest.mark.parametrize(
    ("machine", "bits", "order", "name"),
    [
        (3, 32, "<", "386"),
        (62, 64, "<", "amd64"),
        (40, 32, "<", "arm"),
        (183, 64, "<", "arm64"),
        (243, 64, "<", "riscv64"),
        (21, 64, ">", "ppc64"),
        (21, 64, "<", "ppc64le"),
        (22, 64, ">", "s390x"),
        (8, 32, ">", "mips"),
        (8, 32, "<", "mipsle"),
        (8, 64, ">", "mips64"),
        (8, 64, "<", "mips64le"),
        (258, 64, "<", "loong64"),
        (999, 64, "<", "unknown-0x3e7"),
    ],
)
def test_architecture_has_the_name_that_go_gives_it(machine: int, bits: int, order: str, name: str) -> None:
    assert identified(elf(machine=machine, bits=bits, order=order)).architectures == (name,)


@pytest.mark.parametrize(
    ("abi", "system"),
    [(0, "linux"), (3, "linux"), (2, "netbsd"), (6, "solaris"), (9, "freebsd"), (12, "openbsd"), (255, None)],
)
def test_header_names_the_system(abi: int, system: str | None) -> None:
    assert identified(elf(abi=abi)).system == system


@pytest.mark.parametrize("name", ["FreeBSD", "NetBSD", "OpenBSD", "DragonFly", "Android"])
def test_note_names_the_system_where_the_header_does_not(name: str) -> None:
    assert identified(elf(notes=note(name, 1, bytes(4)))).system == name.lower()


def test_loader_names_the_system_where_nothing_else_does() -> None:
    assert identified(elf(interpreter="/system/bin/linker64")).system == "android"


@pytest.mark.parametrize("goos", ["dragonfly", "android"])
def test_build_info_names_a_system_whose_files_look_like_those_of_linux(goos: str) -> None:
    assert identified(elf(data=inline_block(text=f"build\tGOOS={goos}\n"))).system == goos


def test_build_info_does_not_overrule_the_header() -> None:
    assert identified(elf(data=inline_block(text="build\tGOOS=windows\n"))).system == "linux"


@pytest.mark.parametrize(("bits", "order"), CASES)
def test_notes_give_both_build_ids_and_the_oldest_kernel(bits: int, order: str) -> None:
    notes = note("GNU", 1, struct.pack(order + "4I", 0, 3, 2, 0), order)
    notes += note("GNU", 3, b"\xab\xcd\xef", order) + note("Go", 4, b"aa/bb/cc/dd", order)
    binary = identified(elf(bits=bits, order=order, notes=notes))
    assert (binary.gnu_build_id, binary.go_build_id, binary.minimum_os) == ("abcdef", "aa/bb/cc/dd", "3.2.0")


def test_note_that_only_a_section_covers_is_read() -> None:
    data = bytearray(elf(notes=note("GNU", 3, b"\x01\x02")))
    at = data.index(struct.pack("<II", 4, 4), 64)  # the program header of the note, type and flags
    data[at] = 0
    assert identified(bytes(data)).gnu_build_id == "0102"


@pytest.mark.parametrize(
    ("data", "kind", "pie"),
    [
        (elf(kind=1), "object", None),
        (elf(kind=2), "executable", False),
        (elf(kind=3), "library", None),
        (elf(kind=3, interpreter="/lib/ld.so"), "executable", True),
        (elf(kind=3, flags_1=0x08000001), "executable", True),
        (elf(kind=4), "core", None),
        (elf(kind=77), None, None),
    ],
)
def test_kind_and_position_independence(data: bytes, kind: str | None, pie: bool | None) -> None:
    binary = identified(data)
    assert (binary.kind, binary.pie) == (kind, pie)


def test_file_without_section_headers_is_whole() -> None:
    binary = identified(elf(sections=False, needed=("libc.so.6",)))
    assert (binary.problem, binary.needed) == (None, ("libc.so.6",))


@pytest.mark.parametrize("missing", [1, 64, 300])
def test_file_cut_at_its_end_says_so_and_keeps_what_is_there(missing: int) -> None:
    size = len(WHOLE) - missing
    binary = identified(WHOLE[:size])
    assert binary.problem == f"cut short: its headers promise {len(WHOLE)} bytes, {size} are there"
    assert (binary.architectures, binary.interpreter) == (("amd64",), "/lib64/ld-linux-x86-64.so.2")


def test_file_without_sections_that_lost_a_part_of_a_segment_is_cut_short() -> None:
    data = elf(sections=False, data=inline_block())
    assert "cut short" in str(identified(data[:-1]).problem)


def test_bytes_behind_the_end_are_no_problem() -> None:
    assert identified(WHOLE + b"more").problem is None


def test_header_that_is_cut_off_is_told() -> None:
    expected = Binary(Format.ELF, problem="cut short: the ELF header ends at byte 64, the file at 20")
    assert identified(WHOLE[:20]) == expected


def test_section_that_takes_no_file_space_may_be_of_any_size() -> None:
    data = bytearray(WHOLE)
    row = int.from_bytes(data[0x28:0x30], "little") + 64  # the first real section
    struct.pack_into("<I", data, row + 4, 8)
    struct.pack_into("<Q", data, row + 32, 1 << 40)
    assert identified(bytes(data)).problem is None

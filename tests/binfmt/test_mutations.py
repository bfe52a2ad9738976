"""Thousands of damaged files a format, the same ones each time: none raises, none takes long, much memory, or reads without end."""

import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from goverify.binfmt import identify, pclntab_era
from tests.binfmt.builders import Bytes, elf, fat, in_words, inline_block, macho, pclntab, pe, pointer_block
from tests.binfmt.elf_builder import DATA_ADDRESS, note
from tests.binfmt.rare_builder import plan9, wasm, xcoff
from tests.endurance import WARMING, Trial, endured
from tests.trees import NEWER, go_tree

A_FORMAT = 5000
"""Mutants of each format: more than twice what it took to find what there was to find in the libraries."""
HEAD = 64 << 10
MOST_READ = 20 << 20
"""A segment of any size is searched for 16 MiB, a table of symbols with its names is read up to 12."""

ODD = (0, 1, 2, 3, 0x7F, 0x80, 0xFE, 0xFF)
PROTECTED = ((0x6474E551, 6), (0x6474E552, 4))
SEEDS = {
    "elf": {
        "64": elf(
            interpreter="/lib/ld.so",
            needed=("libc.so",),
            notes=note("Go", 4, b"a/b"),
            data=inline_block(),
            segments=PROTECTED,
        ),
        "32 big-endian": elf(bits=32, order=">", machine=8, needed=("libc.so",), data=inline_block()),
        "64 big-endian": elf(order=">", machine=22, notes=note("GNU", 1, bytes(16), ">"), data=inline_block()),
        "32": elf(bits=32, machine=3, needed=("libgo.so.21",), extra={".gopclntab": pclntab("1.18", pointer=4)}),
        "pointers": elf(data=pointer_block(DATA_ADDRESS), sections=False),
        "symbols": elf(data=b"x" * 64, data_name=".gopclntab", symbols={"runtime.buildVersion": DATA_ADDRESS}),
    },
    "mach-o": {
        "64": macho(needed=("/a.dylib",), data=inline_block(), text=in_words("a/b"), pclntab=pclntab("1.20")),
        "32 big-endian": macho(bits=32, order=">", data=inline_block(), symbols={"_runtime.buildVersion": 0x2000}),
        "signed": macho(sections=(("__DWARF", "__debug_info"),), commands=(b"\x1d\0\0\0\x10\0\0\0\0\x08\0\0\4\0\0\0",)),
    },
    "fat": {
        "two": fat((7, macho(cpu=7)), (12, macho(cpu=12, data=inline_block()))),
        "wide": fat((7, macho(cpu=7, data=inline_block())), (12, b"!<arch>\n"), wide=True),
    },
    "pe": {
        "64": pe(needed=("kernel32.dll",), data=inline_block(), text=in_words("a/b"), certificates=bytes(16)),
        "32": pe(bits=32, machine=0x14C, needed=("kernel32.dll",), data=inline_block()),
        "symbols": pe(sections={b".debug_info": b"x", b".symtab": b""}, symbols={"runtime.buildVersion": 0}),
    },
    "xcoff": {
        "64": xcoff(64, in_words("a/b"), inline_block()),
        "32": xcoff(32, in_words("a/b"), inline_block()),
    },
    "plan 9": {
        "64": plan9(0x8A97, in_words("a/b"), inline_block()),
        "32": plan9(0x1EB, in_words("a/b"), inline_block()),
    },
    "wasm": {"module": wasm((0, b"\x0ago:buildid" + in_words("a/b")), (10, b"code"))},
    "script": {"of sh": b'#!/bin/sh\nexec go "$@"\n'},
    "archive": {"ar": b"!<arch>\n" + b"go.o/           0           0     0     644     4         `\ncode"},
}
REAL = {
    "elf": ("linux-arm64", "bin/gofmt"),
    "mach-o": ("darwin-arm64", "bin/gofmt"),
    "pe": ("windows-amd64", "bin/gofmt.exe"),
}
"""By format the platform of a tree and a program in it."""


def mutant(seed: bytes, chance: random.Random) -> bytes:
    """Return the file with one to eight changes, most of them in its headers, and one in eight cut short."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(min(len(data), chance.choice((64, 512, len(data)))))
        width = chance.choice((1, 1, 2, 4, 8))
        value = chance.choice(ODD) if chance.random() < 0.7 else chance.randrange(256)
        data[at : at + width] = bytes([value] * len(data[at : at + width]))
    return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.125 else data)


def survive(data: bytes) -> None:
    """Have a file identified, and its function table searched for; AssertionError where it is not answered well."""
    source = Bytes(data)
    binary = identify(source)
    assert source.bytes_read <= MOST_READ
    pclntab_era(source, binary)
    assert len(binary.needed) <= 512
    assert len(binary.slices) == len(binary.architectures) <= 64 or not binary.slices


def _of_a_format(form: str) -> Iterator[Trial]:
    """Yield trials of the whole files, then of mutants of each in turn."""
    chance, seeds = random.Random(form), [*SEEDS[form].values()]
    yield from (partial(survive, seeds[number % len(seeds)]) for number in range(WARMING))
    yield from (partial(survive, mutant(seeds[number % len(seeds)], chance)) for number in range(A_FORMAT))


def _of_a_real_program(form: str) -> Iterator[Trial]:
    platform, program = REAL[form]
    seed = Path(go_tree(NEWER, platform), program).read_bytes()[:HEAD]
    chance = random.Random(form)
    yield from (partial(survive, seed) for _ in range(WARMING))
    yield from (partial(survive, mutant(seed, chance)) for _ in range(A_FORMAT // 5))


FAMILIES: Mapping[str, Callable[[], Iterator[Trial]]] = {
    **{form: partial(_of_a_format, form) for form in SEEDS},
    **{f"real {form}": partial(_of_a_real_program, form) for form in REAL},
}


@pytest.mark.parametrize("form", SEEDS)
def test_damaged_files_are_answered_within_a_second_and_32_mib_each(form: str) -> None:
    assert endured(__name__, form) == WARMING + A_FORMAT


@pytest.mark.parametrize("form", REAL)
def test_damaged_beginnings_of_a_real_program_are_too(form: str) -> None:
    go_tree(NEWER, REAL[form][0])
    assert endured(__name__, f"real {form}") == WARMING + A_FORMAT // 5

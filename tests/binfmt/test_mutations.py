"""Thousands of damaged files, the same ones each time: none raises, none reads without end."""

import random

import pytest

from goverify.binfmt import identify
from tests.binfmt.builders import Bytes, elf, fat, in_words, inline_block, macho, pe, pointer_block
from tests.binfmt.elf_builder import DATA_ADDRESS, note
from tests.binfmt.rare_builder import plan9, wasm, xcoff

COUNT = 500
"""Mutants of each seed; enough to have found what there was to find, and done within a second."""

ODD = (0, 1, 2, 3, 0x7F, 0x80, 0xFE, 0xFF)
SEEDS = {
    "elf 64": elf(interpreter="/lib/ld.so", needed=("libc.so",), notes=note("Go", 4, b"a/b"), data=inline_block()),
    "elf 32 big-endian": elf(bits=32, order=">", machine=8, needed=("libc.so",), data=inline_block()),
    "elf with pointers": elf(data=pointer_block(DATA_ADDRESS), sections=False),
    "elf with symbols": elf(data=b"x" * 64, data_name=".gopclntab", symbols={"runtime.buildVersion": DATA_ADDRESS}),
    "mach-o 64": macho(needed=("/a.dylib",), data=inline_block(), text=in_words("a/b")),
    "mach-o 32": macho(bits=32, order=">", data=inline_block(), symbols={"_runtime.buildVersion": 0x2000}),
    "fat": fat((7, macho(cpu=7)), (12, macho(cpu=12, data=inline_block()))),
    "pe 64": pe(needed=("kernel32.dll",), data=inline_block(), text=in_words("a/b")),
    "pe 32": pe(bits=32, machine=0x14C, needed=("kernel32.dll",), data=inline_block()),
    "xcoff": xcoff(64, in_words("a/b"), inline_block()),
    "plan 9": plan9(0x8A97, in_words("a/b"), inline_block()),
    "wasm": wasm((0, b"\x0ago:buildid" + in_words("a/b")), (10, b"code")),
}


def mutant(seed: bytes, chance: random.Random) -> bytes:
    """Return the file with one to eight changes, most of them in its headers, and one in eight cut short."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(min(len(data), chance.choice((64, 512, len(data)))))
        width = chance.choice((1, 1, 2, 4, 8))
        value = chance.choice(ODD) if chance.random() < 0.7 else chance.randrange(256)
        data[at : at + width] = bytes([value] * len(data[at : at + width]))
    return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.125 else data)


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_file_is_answered(name: str) -> None:
    chance = random.Random(name)
    for _ in range(COUNT):
        source = Bytes(mutant(SEEDS[name], chance))
        binary = identify(source)
        assert source.bytes_read <= 4 << 20
        assert len(binary.needed) <= 512
        assert len(binary.architectures) <= 64

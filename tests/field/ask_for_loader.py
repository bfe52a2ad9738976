"""A trick on an ELF program: the note on its stack becomes a request for a loader, as dynamically linked ones have it.

Usage: ask_for_loader.py FILE LOADER
"""

import struct
import sys

STACK_NOTE, INTERPRETER = 0x6474E551, 3
"""PT_GNU_STACK and PT_INTERP (elf(5))."""


def ask_for_loader(place: str, loader: bytes) -> None:
    """Change a 64-bit little-endian program in place; ValueError where it has no note to give up."""
    with open(place, "r+b") as file:
        head = file.read(64)
        (table,) = struct.unpack_from("<Q", head, 32)
        size, count = struct.unpack_from("<HH", head, 54)
        end = file.seek(0, 2)
        file.write(loader + b"\0")
        for at in range(table, table + count * size, size):
            file.seek(at)
            if struct.unpack("<I", file.read(4))[0] == STACK_NOTE:
                file.seek(at)
                length = len(loader) + 1
                file.write(struct.pack("<IIQQQQQQ", INTERPRETER, 4, end, 0, 0, length, length, 1))
                return
    raise ValueError(f"{place} has no PT_GNU_STACK")


if __name__ == "__main__":
    ask_for_loader(sys.argv[1], sys.argv[2].encode())

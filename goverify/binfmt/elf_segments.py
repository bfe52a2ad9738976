"""The program headers of an ELF file, understood: what is loaded where, and with which rights.

Sources: System V ABI, "Program Header"; elf(5) and the Linux Standard Base for the GNU extensions.
"""

from collections.abc import Iterable

from goverify.binfmt.elf_layout import Segment
from goverify.binfmt.elf_notes import MOST_NOTES

MOST_RANGES = 1024  # loadable segments; programs have under a dozen, core files many
_LOAD, _DYNAMIC, _INTERPRETER, _NOTE = 1, 2, 3, 4
_GNU_STACK, _GNU_RELRO, _SUN_STACK = 0x6474E551, 0x6474E552, 0x6FFFFFFB
_EXECUTABLE, _WRITABLE = 1, 2


class Segments:
    """What the program headers tell."""

    __slots__ = ("data", "dynamic", "end", "interpreter", "notes", "ranges", "relro", "stack")

    def __init__(self, rows: Iterable[Segment]) -> None:
        self.ranges: list[tuple[int, int, int]] = []
        """Address, offset and size of what is loaded."""
        self.notes: set[tuple[int, int]] = set()
        self.interpreter: tuple[int, int] | None = None
        self.dynamic: tuple[int, int] | None = None
        self.data: tuple[int, int] | None = None
        """Address and size of the first writable one."""
        self.stack: int | None = None
        """The rights that are asked for the stack."""
        self.relro = False
        self.end = 0
        """How long the file has to be to hold them."""
        self._read(rows)

    def _read(self, rows: Iterable[Segment]) -> None:
        for kind, flags, offset, address, size in rows:
            if size and offset + size > self.end:
                self.end = offset + size
            if kind == _LOAD:
                self.ranges.append((address, offset, size))
                if self.data is None and flags & (_WRITABLE | _EXECUTABLE) == _WRITABLE:
                    self.data = address, size
            elif kind == _NOTE and len(self.notes) < MOST_NOTES:
                self.notes.add((offset, size))
            elif kind == _INTERPRETER:
                self.interpreter = self.interpreter or (offset, size)
            elif kind == _DYNAMIC:
                self.dynamic = self.dynamic or (offset, size)
            elif kind in (_GNU_STACK, _SUN_STACK):
                self.stack = flags
            elif kind == _GNU_RELRO:
                self.relro = True
        del self.ranges[MOST_RANGES:]

    def protected_stack(self, system: str | None) -> bool | None:
        """Return whether the stack may not be executed; None where that is the rule of the system alone.

        A file for Linux or FreeBSD that does not ask leaves it to the kernel, which let all such programs execute it
        before Linux 5.8 and lets 32-bit ones still (arch/x86/include/asm/elf.h): not protected.
        """
        if self.stack is None:
            return False if system in ("linux", "android", "freebsd") else None
        return not self.stack & _EXECUTABLE

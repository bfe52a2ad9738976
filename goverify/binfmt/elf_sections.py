"""The section headers of an ELF file, understood: which sections there are by name and by type."""

from goverify.binfmt.elf_layout import LARGEST_TABLE, NO_BITS, Section
from goverify.binfmt.elf_notes import MOST_NOTES
from goverify.binfmt.window import Window

_SYMBOLS, _NOTE = 2, 7
_TOLD = (_SYMBOLS, _NOTE)
_WITHOUT_CONTENT = (0, NO_BITS)


class Sections:
    """What the section headers tell."""

    __slots__ = ("_by_name", "_names", "_rows", "end", "known", "notes", "symbols")

    def __init__(self, rows: list[Section] | None) -> None:
        self.known = rows is not None
        """Whether the headers could be read, or there are none."""
        self._rows = rows or []
        self._names = b""
        self._by_name: dict[int, Section] = {}
        self.notes: set[tuple[int, int]] = set()
        self.symbols: Section | None = None
        """The table of symbols, not the one for dynamic linking."""
        ends = [at + size for _, kind, _, at, size, _, _ in self._rows if size and kind not in _WITHOUT_CONTENT]
        self.end = max(ends, default=0)
        """How long the file has to be to hold them."""
        for row in self._rows:
            if row[1] in _TOLD:
                self._add(row)

    def _add(self, row: Section) -> None:
        _, kind, _, offset, size, _, _ = row
        if kind == _SYMBOLS:
            self.symbols = self.symbols or row
        elif len(self.notes) < MOST_NOTES:
            self.notes.add((offset, size))

    def read_names(self, window: Window, index: int) -> None:
        """Make `named` answer, from as many of the names as are there."""
        table = self.row(index)
        if table and table[1] != NO_BITS:
            self._names = window.read(table[3], min(table[4], LARGEST_TABLE))
            self._by_name = {row[0]: row for row in reversed(self._rows)}

    def named(self, name: bytes) -> Section | None:
        """Return the first section of a name, None where it takes no space in the file."""
        ended = name + b"\0"
        at = self._names.find(ended)
        while at >= 0 and at not in self._by_name:  # the end of a longer name, such as ".rela.debug_info"
            at = self._names.find(ended, at + 1)
        if at < 0:
            return None
        row = self._by_name[at]
        return None if row[1] == NO_BITS else row

    @property
    def has_symbols(self) -> bool | None:
        """Return whether there is a table of symbols; None where the headers could not be read."""
        return bool(self.symbols and self.symbols[4]) if self.known else None

    @property
    def has_dwarf(self) -> bool | None:
        """Return whether there is debugging information; None where the headers could not be read."""
        return bool(self.named(b".debug_info") or self.named(b".zdebug_info")) if self.known else None

    def row(self, index: int) -> Section | None:
        """Return a section by its number."""
        return self._rows[index] if index < len(self._rows) else None

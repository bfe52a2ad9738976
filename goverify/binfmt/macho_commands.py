"""The load commands of a Mach-O file, understood: what is loaded where, what it needs, where symbols and signature lie.

Source: mach-o/loader.h.
"""

from goverify.binfmt.image import SymbolTable
from goverify.binfmt.macho_layout import Header, Layout
from goverify.binfmt.types import Damaged, Stretch
from goverify.binfmt.window import Range, Window, text_in

_LARGEST = 256 << 10  # large applications have a dozen KiB
_MOST = 4096  # large applications have a hundred
_MOST_LIBRARIES = 512
_MOST_RANGES = 1024
_SEGMENTS = {32: 0x1, 64: 0x19}
_LIBRARIES = frozenset((0xC, 0x20, 0x80000018, 0x8000001F, 0x80000023))  # plain, lazy, weak, re-exported, upward
_SYMBOLS, _DYNAMIC_SYMBOLS, _SIGNATURE, _BUILD_VERSION = 0x2, 0xB, 0x1D, 0x32
_OLDER_VERSIONS = {0x24: "darwin", 0x25: "ios"}
_PLATFORMS = {1: "darwin", 2: "ios", 6: "darwin", 7: "ios"}  # 6: an iOS program on macOS, 7: the simulator
_READ_WRITE = 3
_DEBUGGING = (b"__debug_info\0", b"__zdebug_info\0")
_TOLD = (b"__go_buildinfo\0", b"__text\0", b"__gopclntab\0", *_DEBUGGING)
_LONGEST_PATH = 4096


class Commands:
    """What the load commands told so far."""

    __slots__ = (
        "_data",
        "_layout",
        "data",
        "dwarf",
        "dynamic_symbols",
        "end",
        "info",
        "minimum_os",
        "needed",
        "pclntab",
        "ranges",
        "section_count",
        "signature",
        "symbol_count",
        "symbols",
        "system",
        "text",
    )

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._data = b""
        self.ranges: list[tuple[int, int, int]] = []
        """Address, offset and size of what is loaded."""
        self.needed: list[str] = []
        self.info: tuple[int, int] | None = None
        """Address and size of the section made for the build info."""
        self.data: tuple[int, int] | None = None
        """Address and size of the first writable segment."""
        self.text: Range | None = None
        self.pclntab: Range | None = None
        self.symbols: SymbolTable | None = None
        self.symbol_count = 0
        self.dynamic_symbols: tuple[int, int] | None = None
        """How many symbols are local, and how many defined for others."""
        self.dwarf = False
        self.section_count = 0
        self.system = "darwin"
        self.minimum_os: str | None = None
        self.signature: Stretch | None = None
        self.end = 0
        """How long the file has to be to hold what they point at."""

    def read(self, window: Window, header: Header) -> None:
        """Read all of them; Damaged where they overrun their room, or where one holds less than it says."""
        size, count = header.commands_size, header.command_count
        if size > _LARGEST or count > min(size // 8, _MOST):
            raise Damaged(f"damaged: {count} load commands in {size} bytes")
        data = self._data = window.exact(self._layout.size, size, "the table of load commands")
        words, segment = self._layout.words, _SEGMENTS[self._layout.bits]
        at = 0
        for _ in range(count):
            kind, length = words.unpack_from(data, at) if at + 8 <= size else (0, 0)
            if length < 8 or at + length > size:
                raise Damaged(f"damaged: a load command of {length} bytes with {size - at} left for it")
            if kind == segment:
                self._segment(at, length)
            elif kind in _LIBRARIES:
                self._library(at, length)
            elif length >= 16:
                self._other(kind, at, length)
            at += length

    def _segment(self, at: int, length: int) -> None:
        layout = self._layout
        if length < layout.segment.size:
            raise Damaged(f"damaged: a segment command of {length} bytes")
        name, address, offset, size, most, initial, count = layout.segment.unpack_from(self._data, at)
        if size:
            self.end = max(self.end, offset + size)
            if len(self.ranges) < _MOST_RANGES and not name.startswith(b"__PAGEZERO\0"):
                self.ranges.append((address, offset, size))
            if address and initial == most == _READ_WRITE and self.data is None:
                self.data = address, size
        start = at + layout.segment.size
        end = start + count * layout.section.size
        if end > at + length:
            raise Damaged(f"damaged: {count} sections in a segment command of {length} bytes")
        self.section_count += count
        for part, owner, place, part_size, part_offset in layout.section.iter_unpack(self._data[start:end]):
            if part.startswith(_TOLD):
                self._section(part, owner, Range(place, part_offset, part_size))

    def _section(self, name: bytes, segment: bytes, place: Range) -> None:
        if name.startswith(b"__go_buildinfo\0"):
            self.info = self.info or (place.address, place.size)
        elif name.startswith(b"__gopclntab\0"):
            self.pclntab = self.pclntab or place
        elif name.startswith(_DEBUGGING):
            self.dwarf = True
        elif segment.startswith(b"__TEXT\0"):
            self.text = self.text or place

    def _library(self, at: int, length: int) -> None:
        if length >= 12 and len(self.needed) < _MOST_LIBRARIES:
            start = self._layout.words.unpack_from(self._data, at + 4)[1]
            name = text_in(self._data[at + start : at + min(length, start + _LONGEST_PATH)])
            if name:
                self.needed.append(name)

    def _other(self, kind: int, at: int, length: int) -> None:
        """Read a command of which two words are of interest, or more."""
        first, second = self._layout.words.unpack_from(self._data, at + 8)
        if kind == _BUILD_VERSION:
            self.system = _PLATFORMS.get(first, f"apple-platform-{first}")
            self.minimum_os = _version(second)
        elif kind in _OLDER_VERSIONS:
            self.system = _OLDER_VERSIONS[kind]
            self.minimum_os = _version(first)
        elif kind == _SIGNATURE and self.signature is None:
            self.signature = Stretch(first, second)
            self.end = max(self.end, first + second)
        elif kind == _SYMBOLS and length >= 24:
            self._symbols(first, second, *self._layout.words.unpack_from(self._data, at + 16))
        elif kind == _DYNAMIC_SYMBOLS and length >= 24:
            self.dynamic_symbols = second, self._layout.words.unpack_from(self._data, at + 16)[1]

    def _symbols(self, offset: int, count: int, names: int, size: int) -> None:
        table_size = count * (16 if self._layout.bits == 64 else 12)
        self.symbol_count = count
        self.symbols = SymbolTable(offset, table_size, self._layout.symbol, Range(0, names, size), b"_")
        self.end = max(self.end, offset + table_size if count else 0, names + size if size else 0)


def _version(packed: int) -> str:
    """Return a version that is kept as 16 bits of major, 8 of minor and 8 of patch."""
    major, minor, patch = packed >> 16, packed >> 8 & 0xFF, packed & 0xFF
    return f"{major}.{minor}.{patch}" if patch else f"{major}.{minor}"

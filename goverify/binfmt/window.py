"""The bounded way to the bytes: few reads, each checked against the file and a limit, all of them counted."""

from collections.abc import Sequence
from typing import NamedTuple

from goverify.binfmt.types import Damaged, Source

HEAD = 4096  # holds the headers, program headers and notes of nearly every executable
AHEAD = 4096  # a page costs as much as a byte
LARGEST = 16 << 20  # no table of a real executable that is read here comes near
ALLOWANCE = 128 << 20  # for one file: 64 slices over one hostile table stay cheap, half a dozen honest ones fit
LARGEST_TEXT = 2 << 20  # of the module lists of one file: ten thousand modules twice
MOST_LINES = 20_000  # of them together, which keeps a hostile text from becoming a hundred times its size in objects
TEXT_LIMITS = (256, 4096)  # nearly every name fits the first; the second is PATH_MAX


def shortfall(promised: int, size: int) -> str | None:
    """Return what to say when headers promise more bytes than there are."""
    if promised <= size:
        return None
    if promised > 1 << 40:
        return f"damaged: its headers point {promised - size} bytes beyond the end of the file"
    return f"cut short: its headers promise {promised} bytes, {size} are there"


class Meter:
    """How much of a file may still be read, and kept of its module lists; one for all windows on it."""

    __slots__ = ("left", "lines_left", "text_left")

    def __init__(self) -> None:
        self.left = ALLOWANCE
        self.text_left = LARGEST_TEXT
        self.lines_left = MOST_LINES

    def lines_of(self, text: bytes) -> int:
        """Return how many lines of a module list may be kept, and count them; Damaged where there is too much text."""
        self.text_left -= len(text)
        if self.text_left < 0:
            raise Damaged(f"damaged: its module lists are longer than {LARGEST_TEXT >> 20} MiB")
        lines = min(text.count(b"\n"), self.lines_left)
        self.lines_left -= lines
        return lines


class Window:
    """A stretch of a file, addressed from its own beginning; remembers its head and the block read last."""

    __slots__ = ("_block", "_block_at", "_head_size", "_source", "_start", "brief", "head", "meter", "size")

    def __init__(
        self,
        source: Source,
        start: int = 0,
        size: int | None = None,
        meter: Meter | None = None,
        *,
        brief: bool = False,
    ) -> None:
        """Open it on all of a file or a part; `brief` asks readers to leave what takes reads of its own and is seldom shown."""
        self.brief = brief
        there = max(0, source.size - start)
        self.size = there if size is None else min(size, there)
        self._source = source
        self._start = start
        self.meter = meter or Meter()
        self._block = b""
        self._block_at = 0
        self.head = self._fetched(0, min(self.size, HEAD))
        self._head_size = len(self.head)

    def slice(self, start: int, size: int) -> "Window":
        """Return a window on a part of the file, whose reads count as this one's."""
        return Window(self._source, start, size, self.meter, brief=self.brief)

    def _fetched(self, offset: int, length: int) -> bytes:
        """Return the bytes there; Damaged once the allowance is used up, so that no source is read without end."""
        meter = self.meter
        meter.left -= length
        if meter.left < 0:
            raise Damaged(f"damaged: its headers ask for more than {ALLOWANCE >> 20} MiB of tables")
        return self._source.read(self._start + offset, length)

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, fewer where the window or the largest allowed read ends."""
        end = offset + length
        if offset >= 0 and end <= self._head_size:
            return self.head[offset:end]
        inside = offset - self._block_at
        if inside >= 0 and inside + length <= len(self._block) and length > 0:
            return self._block[inside : inside + length]
        end = min(end, offset + LARGEST, self.size)
        if offset < 0 or offset >= end:
            return b""
        self._block = self._fetched(offset, min(max(end - offset, AHEAD), self.size - offset))
        self._block_at = offset
        return self._block[: end - offset]

    def exact(self, offset: int, length: int, what: str) -> bytes:
        """Return all of the bytes; Damaged, in the name of `what`, when they are not there."""
        if length > LARGEST:
            raise Damaged(f"damaged: {what} of {length} bytes")
        data = self.read(offset, length)
        if len(data) < length:
            raise Damaged(f"cut short: {what} ends at byte {offset + length}, the file at {self.size}")
        return data


class Range(NamedTuple):
    """A stretch of a file and where it lies in memory."""

    address: int
    offset: int
    size: int


class Memory(NamedTuple):
    """The file as the loaded program sees it."""

    window: Window
    ranges: Sequence[tuple[int, int, int]]
    """Address, offset and size of each stretch."""

    def read(self, address: int, length: int) -> bytes:
        """Return the bytes at an address, fewer where its range ends, none where nothing is mapped."""
        for start, offset, size in self.ranges:
            if start <= address < start + size:
                inside = address - start
                return self.window.read(offset + inside, length if inside + length <= size else size - inside)
        return b""

    def text(self, address: int) -> str:
        """Return the zero-terminated text at an address, "" where there is none."""
        data = b""
        for limit in TEXT_LIMITS:
            data = self.read(address, limit)
            if b"\0" in data:
                break
        return text_in(data)


def text_in(data: bytes) -> str:
    """Return what stands before the first zero byte."""
    return data.partition(b"\0")[0].decode("utf-8", "replace")

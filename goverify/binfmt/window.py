"""The bounded way to the bytes: few reads, each checked against the file and a limit, all of them counted."""

from typing import NamedTuple

from goverify.binfmt.types import Damaged, Source

HEAD = 8192  # holds the headers, program headers and notes of nearly every executable
AHEAD = 4096  # a page costs as much as a byte
LARGEST = 16 << 20  # no table of a real executable that is read here comes near
ALLOWANCE = 128 << 20  # for one file: 64 slices over one hostile table stay cheap, half a dozen honest ones fit
TEXT_LIMITS = (256, 4096)  # nearly every name fits the first; the second is PATH_MAX


def shortfall(promised: int, size: int) -> str | None:
    """Return what to say when headers promise more bytes than there are."""
    if promised <= size:
        return None
    if promised > 1 << 40:
        return f"damaged: its headers point {promised - size} bytes beyond the end of the file"
    return f"cut short: its headers promise {promised} bytes, {size} are there"


class Metered:
    """A source that refuses to be read without end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = ALLOWANCE
        self.size = source.size

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there; Damaged once the allowance is used up."""
        self._left -= length
        if self._left < 0:
            raise Damaged(f"damaged: its headers ask for more than {ALLOWANCE >> 20} MiB of tables")
        return self._source.read(offset, length)


class Window:
    """A stretch of a file, addressed from its own beginning; remembers its head and the block read last."""

    def __init__(self, source: Source, start: int = 0, size: int | None = None) -> None:
        there = max(0, source.size - start)
        self.source = source
        self.size = there if size is None else min(size, there)
        self._start = start
        self.head = source.read(start, min(HEAD, self.size))
        self._block = b""
        self._block_at = 0

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, fewer where the window or the largest allowed read ends."""
        end = offset + length
        if offset >= 0 and end <= len(self.head):
            return self.head[offset:end]
        end = min(end, offset + LARGEST, self.size)
        if offset < 0 or offset >= end:
            return b""
        inside = offset - self._block_at
        if inside < 0 or end > self._block_at + len(self._block):
            self._block = self.source.read(self._start + offset, min(max(end - offset, AHEAD), self.size - offset))
            self._block_at = offset
            inside = 0
        return self._block[inside : inside + end - offset]

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
    ranges: tuple[Range, ...]

    def read(self, address: int, length: int) -> bytes:
        """Return the bytes at an address, fewer where its range ends, none where nothing is mapped."""
        for start, offset, size in self.ranges:
            if start <= address < start + size:
                inside = address - start
                return self.window.read(offset + inside, min(length, size - inside))
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

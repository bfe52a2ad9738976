"""The noting of what is read of files: parts that grow together, up to a limit for each file and one for all."""

import threading
from typing import Self

from goverify.host import Reader
from goverify.host.replay.records import Content, Ranges

LARGEST_FILE = 256 << 10
"""Bytes kept of one file: the readers of executables take a tenth of that."""


class Allowance:
    """The bytes that all tapes together may still keep."""

    def __init__(self, size_bytes: int) -> None:
        self._left = size_bytes
        self._lock = threading.Lock()
        self.exceeded = False

    def take(self, size_bytes: int) -> bool:
        """Return whether so many more bytes may be kept."""
        with self._lock:
            self._left -= size_bytes
            self.exceeded = self.exceeded or self._left < 0
            return self._left >= 0


class Tape:
    """What was read of one file."""

    def __init__(self, size: int, allowance: Allowance) -> None:
        self._end = size
        self._ends_here = False
        self._parts: list[tuple[int, bytes]] = []
        self._allowance = allowance
        self._lock = threading.Lock()

    def note(self, offset: int, length: int, data: bytes) -> None:
        """Keep the answer to one read; a short one tells where the file ends, whatever its size was said to be."""
        with self._lock:
            if len(data) < length and (data or offset <= self._end):
                self._end, self._ends_here = offset + len(data), True
            kept = sum(len(part) for _, part in self._parts)
            data = data[: max(0, LARGEST_FILE - kept)]
            if (data or not offset) and self._allowance.take(len(data)):
                self._parts = _joined([*self._parts, (offset, data)])

    def content(self) -> Content:
        """Return what was read: as text where it is all of a text file."""
        with self._lock:
            parts, end = tuple(self._parts), self._end
        if len(parts) == 1 and parts[0][0] == 0 and len(parts[0][1]) == end and b"\0" not in parts[0][1]:
            try:
                return parts[0][1].decode()
            except UnicodeDecodeError:
                pass
        return Ranges(parts, max(end, *(offset + len(data) for offset, data in parts), 0))


def _joined(parts: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """Return the parts in order, those that touch or overlap as one."""
    joined: list[tuple[int, bytes]] = []
    for offset, data in sorted(parts, key=lambda part: part[0]):
        if joined and offset <= joined[-1][0] + len(joined[-1][1]):
            start, before = joined.pop()
            joined.append((start, before + data[max(0, start + len(before) - offset) :]))
        else:
            joined.append((offset, data))
    return joined


class NotedReader:
    """A reader whose answers are noted."""

    def __init__(self, reader: Reader, tape: Tape) -> None:
        self._reader = reader
        self._tape = tape

    @property
    def size(self) -> int:
        """Return the size as the host tells it."""
        return self._reader.size

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there, as the host gives them."""
        data = self._reader.read(offset, length)
        self._tape.note(offset, length, data)
        return data

    def __enter__(self) -> Self:
        self._reader.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._reader.__exit__(*error)

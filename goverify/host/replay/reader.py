"""The reader of a recorded file: the bytes that are known, and a clear refusal of those that are not."""

from pathlib import PurePath
from typing import Self

from goverify.host import NotRecorded
from goverify.host.replay.records import Content, GoBinary, Ranges


class RecordedReader:
    """A recorded file that has been opened."""

    def __init__(self, path: PurePath, content: Content, size: int | None) -> None:
        self._path = path
        if isinstance(content, Ranges):
            self._parts, self._end = content.parts, content.size
        else:
            data = content.data() if isinstance(content, GoBinary) else content.encode("utf-8", "surrogateescape")
            self._parts, self._end = ((0, data),), len(data)
        self._size = self._end if size is None else size

    @property
    def size(self) -> int:
        """Return the size in bytes; 0 where the recorded system made the file up as it was read."""
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there; NotRecorded where they were never read."""
        end = min(offset + length, self._end)
        if end <= offset:
            return b""
        for start, data in self._parts:
            if start <= offset and end <= start + len(data):
                return data[offset - start : end - start]
        raise NotRecorded(f"bytes {offset} to {end} of {self._path}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

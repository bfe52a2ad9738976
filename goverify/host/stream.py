"""The guise of an open file for a reader, since libraries want one."""

import io

from goverify.host import Reader

CHUNK_BYTES = 1 << 20
"""The most that is read at once: a library may ask for as much as a hostile file says."""


class Stream(io.RawIOBase):
    """A reader that is read like an open file."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._at = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that it can be read anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; ValueError before the start."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._reader.size}[whence]
        if base + offset < 0:
            raise ValueError(f"a place before the start of the file: {base + offset}")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # io hands in nothing else
        """Fill a buffer as far as the file goes."""
        data = self._reader.read(self._at, min(len(buffer), CHUNK_BYTES))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

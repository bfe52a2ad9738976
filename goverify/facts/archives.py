"""The hashes of the files in a module's archive, read through a host's bounded reader."""

import hashlib
import io
import zipfile
import zlib

from goverify.host import Reader

MAX_FILES = 50_000
MAX_BYTES = 1 << 30
"""What a toolchain's archive unpacks to: 250 MB. The module format itself allows 500 (golang.org/x/mod/zip)."""

CHUNK_BYTES = 1 << 20


class _File(io.RawIOBase):
    """A reader as the file that zipfile wants."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._reader.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what BufferedReader hands over
        data = self._reader.read(self._at, min(len(buffer), CHUNK_BYTES))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def digests_of(reader: Reader) -> dict[str, str]:
    """Return the SHA-256 of each file by its name; nothing where it is no archive, a damaged one, or too large to be one of Go's."""
    try:
        with zipfile.ZipFile(io.BufferedReader(_File(reader), CHUNK_BYTES)) as archive:
            members = archive.infolist()
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_BYTES:
                return {}
            return {member.filename: _sha256(archive, member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return {}


def _sha256(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    with archive.open(member) as file:
        while part := file.read(CHUNK_BYTES):
            digest.update(part)
    return digest.hexdigest()

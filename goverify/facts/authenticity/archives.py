"""The hashes of the files in a module's archive, read through a host's bounded reader."""

import hashlib
import io
import zipfile
import zlib

from goverify.host import Reader
from goverify.host.stream import CHUNK_BYTES, Stream

MAX_FILES = 50_000
MAX_BYTES = 1 << 30
"""What a toolchain's archive unpacks to: 250 MB. The module format itself allows 500 (golang.org/x/mod/zip)."""


def digests_of(reader: Reader, most_bytes: int = MAX_BYTES) -> dict[str, str]:
    """Return the SHA-256 of each file by its name; nothing where it is no archive, a damaged one, or too large to be one of Go's."""
    try:
        with zipfile.ZipFile(io.BufferedReader(Stream(reader), CHUNK_BYTES)) as archive:
            members = archive.infolist()
            if len(members) > MAX_FILES or sum(member.file_size for member in members) > most_bytes:
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

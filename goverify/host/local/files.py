"""The files of this machine: what stands under a name, its bytes in bounded reads, what this user may do with it."""

import errno
import os
import stat
import sys
import threading
from pathlib import PurePath
from typing import Self

from goverify.host import Entry, Kind
from goverify.host.local import windows

CHUNK_BYTES = 1 << 20
"""The most that is set aside for one read of the system: a length may come out of a hostile header."""

LAST_OFFSET = (1 << 63) - 1
"""Where the system's file offsets end; a header may name a later one."""

ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}
"""Nothing stands under such a name, nor could."""

ACCESS = {"r": os.R_OK, "w": os.W_OK, "x": os.X_OK}

FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY", "O_NOINHERIT")
)
"""Each system has its own of these."""


def entry(path: PurePath) -> Entry | None:
    """Return what stands at `path`, or None; OSError where that may not be looked at."""
    try:
        status = os.lstat(path)
        kind, target = _kind(path, status)
    except ValueError:  # a NUL byte, which no name can hold
        return None
    except OSError as error:
        if error.errno in ABSENT or getattr(error, "winerror", None) in windows.ABSENT:
            return None
        raise
    return Entry(
        kind=kind,
        mode=stat.S_IMODE(status.st_mode),
        uid=status.st_uid,
        gid=status.st_gid,
        size=status.st_size,
        target=target,
        file_id=f"{status.st_dev}:{status.st_ino}" if status.st_ino else "",
    )


def _kind(path: PurePath, status: os.stat_result) -> tuple[Kind, str | None]:
    """Return the kind of an entry, and where it leads if it is a link."""
    if sys.platform == "win32" and status.st_reparse_tag:
        known = windows.reparsed(path, status.st_reparse_tag)
        if known is not None:
            return known
    if stat.S_ISLNK(status.st_mode):
        return Kind.LINK, os.readlink(path)
    if stat.S_ISREG(status.st_mode):
        return Kind.FILE, None
    return Kind.FOLDER if stat.S_ISDIR(status.st_mode) else Kind.OTHER, None


def names(folder: PurePath) -> tuple[str, ...]:
    """Return the sorted names in `folder`; OSError as the system says."""
    try:
        return tuple(sorted(os.listdir(folder)))
    except ValueError as error:
        raise _no_such(folder) from error


def access(path: PurePath, mode: str) -> bool:
    """Return whether this user may read ("r"), write ("w") or execute or enter ("x") `path`."""
    try:
        if sys.platform == "win32":
            return windows.may_start(path) if mode == "x" else os.access(path, ACCESS[mode])
        # Asked for only where it differs: some containers forbid faccessat2(2), and then everything would seem denied.
        other = os.geteuid() != os.getuid() or os.getegid() != os.getgid()
        return os.access(path, ACCESS[mode], effective_ids=other and os.access in os.supports_effective_ids)
    except ValueError:
        return False


class LiveReader:
    """A regular file of this machine, opened for bounded reads by any number of threads."""

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor = descriptor
        self._size = size
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Return its size in bytes when it was opened; 0 for files that the kernel makes up as they are read."""
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes at `offset`; fewer at the end of the file, none beyond it."""
        if length <= 0 or offset >= LAST_OFFSET:
            return b""
        data = self._read_once(offset, min(length, CHUNK_BYTES))
        return data if len(data) == length else self._read_on(data, offset, length)

    def _read_on(self, begun: bytes, offset: int, length: int) -> bytes:
        data = bytearray(begun)
        while begun and len(data) < length and offset + len(data) < (self._size or LAST_OFFSET):
            begun = self._read_once(offset + len(data), min(length - len(data), CHUNK_BYTES))
            data += begun
        return bytes(data)

    def _read_once(self, offset: int, length: int) -> bytes:
        if sys.platform == "win32":
            with self._lock:
                os.lseek(self._descriptor, offset, os.SEEK_SET)
                return os.read(self._descriptor, length)
        return os.pread(self._descriptor, length, offset)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


def open_file(path: PurePath) -> LiveReader:
    """Open a regular file, links followed, without ever waiting; OSError for all that is none."""
    try:
        status = os.stat(path)
    except ValueError as error:
        raise _no_such(path) from error
    _demand_regular(path, status.st_mode)  # before it is opened: that alone sets some devices to work, as a watchdog
    descriptor = os.open(path, FLAGS)
    try:
        status = os.fstat(descriptor)
        _demand_regular(path, status.st_mode)
    except OSError:
        os.close(descriptor)
        raise
    return LiveReader(descriptor, status.st_size)


def read_start(path: str, limit_bytes: int = 1 << 20) -> bytes:
    """Return the start of a file of the system; OSError where it cannot be read."""
    with open_file(PurePath(path)) as reader:
        return reader.read(0, limit_bytes)


def _demand_regular(path: PurePath, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "a folder, not a regular file", str(path))
    kinds = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a disk"}
    what = kinds.get(stat.S_IFMT(mode), "something else")
    raise OSError(errno.EINVAL, f"{what}, not a regular file", str(path))


def _no_such(path: PurePath) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, "no name can hold a NUL byte", str(path))

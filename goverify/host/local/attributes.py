"""The extended attributes of this machine's files, and on Windows the alternate data streams.

Links are followed, as they are when a program is started: the mark that holds a program back is the file's, not
that of a link to it. Sources: xattr(7), getxattr(2) of Linux and of macOS, MS-FSCC "Alternate Data Streams".
"""

import errno
import os
import sys
from pathlib import PurePath

from goverify.host.local import windows
from goverify.host.local.files import ABSENT, FLAGS

LIMIT_BYTES = 64 << 10
"""What Linux allows (XATTR_SIZE_MAX); on macOS and Windows an attribute may have any size."""

ENOATTR = 93
"""The errno by which macOS says that a file has no such attribute (sys/errno.h)."""

NO_STREAMS = errno.EINVAL
"""The errno by which the C library of Windows passes on that a file system (FAT, exFAT) knows no names with a colon."""

NONE_THERE = ABSENT | {getattr(errno, name, errno.ENOENT) for name in ("ENODATA", "ENOTSUP", "EOPNOTSUPP")}
"""No such file, no such attribute, or a file system that has none."""


def xattr(path: PurePath, name: str) -> bytes | None:
    """Return an attribute, None where there is none; OSError where it may not be looked at or is too large."""
    none_there = NONE_THERE | {"darwin": {ENOATTR}, "win32": {NO_STREAMS}}.get(sys.platform, set())
    try:
        return _read(path, name)
    except ValueError:  # a NUL byte, which no name can hold
        return None
    except OSError as error:
        if error.errno in none_there or getattr(error, "winerror", None) in windows.ABSENT:
            return None
        raise


def _read(path: PurePath, name: str) -> bytes | None:
    if sys.platform == "win32":
        return stream(path, name)
    if sys.platform == "linux":
        return os.getxattr(path, name)
    return by_library(path, name) if sys.platform == "darwin" else None


def by_library(path: PurePath, name: str) -> bytes:
    """Return an attribute as the C library of macOS gives it, which Python has no function for."""
    import ctypes

    file, attribute = os.fsencode(path), os.fsencode(name)
    if b"\0" in file + attribute:
        raise ValueError("a NUL byte in a name")
    getxattr = ctypes.CDLL(None, use_errno=True).getxattr
    getxattr.restype = ctypes.c_ssize_t
    value = ctypes.create_string_buffer(LIMIT_BYTES)
    # The last two: where to begin, which only resource forks know, and no option, so that links are followed.
    length = getxattr(file, attribute, value, ctypes.c_size_t(LIMIT_BYTES), ctypes.c_uint32(0), ctypes.c_int(0))
    if length < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(path))
    return value.raw[:length]


def stream(path: PurePath, name: str) -> bytes:
    """Return the alternate data stream of a file."""
    # Without a folder before it the name of a file with one letter would be taken for a drive.
    descriptor = os.open(f"{os.path.abspath(path)}:{name}", FLAGS)
    try:
        value = b""
        while chunk := os.read(descriptor, LIMIT_BYTES + 1 - len(value)):
            value += chunk
    finally:
        os.close(descriptor)
    if len(value) > LIMIT_BYTES:
        raise OSError(errno.ERANGE, f"more than {LIMIT_BYTES} bytes", f"{path}:{name}")
    return value

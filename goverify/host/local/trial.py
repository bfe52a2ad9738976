"""One small file in a folder of the user's: created, written, locked and removed, to see what no mode or mount tells.

The lock is the one that go takes: flock(2), on Windows LockFileEx (cmd/go/internal/lockedfile/internal/filelock).
"""

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from pathlib import PurePath

from goverify.host import Trial

NAME = ".goverify-trial-"
"""How the file's name begins. It stands in no listing for longer than it takes, nor where goverify is ended midway."""

CONTENT = b"goverify\n" * 512
"""More than fits beside a file's own record, where file systems keep the smallest ones."""


def try_writing(folder: PurePath) -> Trial:
    """Create a small file, write and lock it, and remove it; return how far that came."""
    if sys.platform == "win32":
        return _attempt(folder, early=False)
    tried = _attempt(folder, early=True)
    # Some file systems of virtual machines do not know a file any more once its name is gone.
    return _attempt(folder, early=False) if tried.failed in {"write", "lock"} else tried


def _attempt(folder: PurePath, *, early: bool) -> Trial:
    """Try it once; `early`: the name goes before anything is written, so that nothing can be left behind."""
    path = os.path.join(folder, f"{NAME}{os.urandom(8).hex()}")
    try:
        descriptor = _opened(path)
    except (OSError, ValueError) as error:
        return Trial("create", _name(error))
    removed = False
    if early:
        with contextlib.suppress(OSError):
            os.unlink(path)
            removed = True
    tried = _used(descriptor)
    try:
        if not removed and (sys.platform != "win32" or os.path.lexists(path)):
            os.unlink(path)
    except OSError as error:
        return tried if tried.failed else Trial("remove", _name(error))
    return tried


def _used(descriptor: int) -> Trial:
    """Write, lock and close an open file; what is lost on its way to a server shows when it is closed."""
    try:
        failed = _first_failure({"write": lambda: _write(descriptor), "lock": lambda: _lock(descriptor)})
    finally:
        closed = _first_failure({"write": lambda: os.close(descriptor)})
    return failed or closed or Trial()


def _first_failure(steps: dict[str, Callable[[], None]]) -> Trial | None:
    for step, take in steps.items():
        try:
            take()
        except OSError as error:
            return Trial(step, _name(error))
    return None


def _opened(path: str) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    if sys.platform == "win32":
        flags |= os.O_TEMPORARY | os.O_BINARY | os.O_NOINHERIT  # the system removes it when it is closed
    else:
        flags |= os.O_CLOEXEC | os.O_NOFOLLOW
    return os.open(path, flags, 0o600)


def _write(descriptor: int) -> None:
    if os.write(descriptor, CONTENT) < len(CONTENT):
        raise OSError(errno.ENOSPC, "only a part could be written")


def _lock(descriptor: int) -> None:
    """Lock a file that nobody else knows; closing it takes the lock away."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _name(error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT  # no name can hold a NUL byte
    return errno.errorcode.get(number or errno.EIO, "EIO")

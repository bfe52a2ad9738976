"""The hash of every file below a folder of this machine.

Twelve thousand small files cost more in system calls than in hashing, and threads that make many short calls only wait
for each other at the interpreter's lock. So one thread lists folders, opens files and hashes the small ones, which it
reads into one buffer; the large ones, of which hashing leaves the interpreter free, it hands to helpers.
"""

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import PurePath
from queue import Empty, SimpleQueue

from goverify.host import Digests
from goverify.host.local.algorithms import ALGORITHMS
from goverify.host.local.files import FLAGS
from goverify.host.local.listing import listing

MAX_ENTRIES = 200_000
"""A tree of Go has 17,000; a folder of millions is not even listed to its end."""

MAX_FILE_BYTES = 1 << 28
"""The largest file of a Go tree has 30 MB; a sparse one of terabytes would never be done."""

MAX_BYTES = 1 << 32
"""A tree of Go has 250 MB."""

LARGE_BYTES = 1 << 16
"""From here on a file is handed to a helper: of a tree of Go some 300 files with three quarters of the bytes.

With two threads the first one is done a little earlier then, and helps with what waits: neither is idle."""

CHUNK_BYTES = 1 << 21
"""What a helper reads at once: each time it waits for the interpreter, and the first thread then waits for it."""

MAX_WAITING = 200
"""Files that are open and wait for a helper; with more, the first thread does not hand over the next one.

A process may often have 256 open (macOS), and a tree of Go has that many large ones."""

EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""Errors that say something of this process, and nothing of the file."""

MAX_HELPERS = 3
OPEN = FLAGS | getattr(os, "O_NOFOLLOW", 0)

Waiting = SimpleQueue[tuple[str, int] | None]
"""Names and descriptors of large files; None ends a helper."""


def digests(folder: PurePath, leave: tuple[str, ...], algorithm: str = "sha256") -> Digests:
    """Return the hash of the files below `folder`, but for the folders `leave`.

    OSError where it cannot be listed, or where this process may not open that many files.
    """
    work = _Work(str(folder), leave, algorithm)
    helpers = _started(work.help)
    try:
        work.walk(handing_over=bool(helpers))
    finally:
        work.finish(len(helpers))
        for helper in helpers:
            helper.join()
    others = _slashed(dict.fromkeys(work.others, ""))
    return Digests(_slashed(work.files), _slashed(work.links), _slashed(work.failures), tuple(sorted(others)))


def _slashed(told: dict[str, str]) -> dict[str, str]:
    """Return what is told of files by names that have slashes on every system."""
    return told if os.sep == "/" else {name.replace(os.sep, "/"): told[name] for name in told}


def _started(work: Callable[[], None]) -> list[threading.Thread]:
    """Return the helpers, at work; fewer where a limit on processes or memory grants no more threads."""
    helpers: list[threading.Thread] = []
    with contextlib.suppress(RuntimeError):
        for _ in range(min((os.cpu_count() or 1) - 1, MAX_HELPERS)):
            helper = threading.Thread(target=work, daemon=True)
            helper.start()
            helpers.append(helper)
    return helpers


class _Work:
    """What has been found so far, and what waits; each part is changed in one step, so that threads may share it.

    Names are paths without the folder's own, with the system's separators: cutting is the cheapest way to have both.
    """

    def __init__(self, folder: str, leave: tuple[str, ...], algorithm: str) -> None:
        self.files: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.failures: dict[str, str] = {}
        self.others: list[str] = []
        self._folder = folder
        self._before = len(os.path.join(folder, ""))
        self._leave = frozenset(name.replace("/", os.sep) for name in leave)
        self._algorithm = ALGORITHMS[algorithm]
        self._waiting: Waiting = SimpleQueue()
        self._bytes = 0  # of large files; roughly, as several threads add to it
        self._count = 0

    def walk(self, *, handing_over: bool) -> None:
        """List all folders and see to all files; a folder that cannot be listed is a failure, the first one an error."""
        buffer = memoryview(bytearray(LARGE_BYTES))
        before, todo = self._before, [self._folder]
        while todo:
            folder = todo.pop()
            try:
                found = listing(folder, MAX_ENTRIES + 1 - self._count)
            except OSError as error:
                if folder == self._folder or error.errno in EXHAUSTED:
                    raise
                self.failures[folder[before:]] = _words(error)
                continue
            self.links.update({path[before:]: target for path, target in found.links.items()})
            self.others += [path[before:] for path in found.others]
            todo += [path for path in found.folders if path[before:] not in self._leave]
            self._count += found.total
            if self._count > MAX_ENTRIES:
                self._refuse()
            self._hash(found.files, buffer, handing_over=handing_over)

    def help(self) -> None:
        """Hash large files until there will be no more."""
        buffer = memoryview(bytearray(CHUNK_BYTES))
        while item := self._waiting.get():
            self._hash_large(*item, buffer)

    def finish(self, helpers: int) -> None:
        """Hash the large files that still wait beside the helpers, and let these end."""
        buffer = memoryview(bytearray(CHUNK_BYTES))
        try:
            while item := self._waiting.get_nowait():
                self._hash_large(*item, buffer)
        except Empty:
            pass
        for _ in range(helpers):
            self._waiting.put(None)

    def _hash(self, paths: list[str], buffer: memoryview, *, handing_over: bool) -> None:
        """Hash small files and hand over large ones; what is done for each of 12,000 files is looked up once."""
        before, algorithm, files = self._before, self._algorithm, self.files
        open_file, close, buffers, full = os.open, os.close, (buffer,), len(buffer)
        for path in paths:
            descriptor = -1
            try:
                descriptor = open_file(path, OPEN)
                length = _read(descriptor, buffers)
            except OSError as error:
                if descriptor >= 0:
                    close(descriptor)
                if error.errno in EXHAUSTED:
                    raise
                self.failures[path[before:]] = _words(error)
                continue
            if length < full:
                close(descriptor)
                files[path[before:]] = algorithm(buffer[:length]).hexdigest()
            else:
                self._see_to_large(path[before:], descriptor, buffer, handing_over=handing_over)

    def _see_to_large(self, name: str, descriptor: int, buffer: memoryview, *, handing_over: bool) -> None:
        """Hand a large file over, or hash it where no helper would be sooner."""
        if self._bytes > MAX_BYTES:
            os.close(descriptor)
            self._refuse()
        os.lseek(descriptor, 0, os.SEEK_SET)
        if handing_over and self._waiting.qsize() < MAX_WAITING:
            self._waiting.put((name, descriptor))
        else:
            self._hash_large(name, descriptor, buffer)

    def _refuse(self) -> None:
        raise OSError(errno.EFBIG, "holds more than any tree of Go", self._folder)

    def _hash_large(self, name: str, descriptor: int, buffer: memoryview) -> None:
        """Hash a file that is open at its beginning, and close it."""
        digest, total, length, buffers = self._algorithm(), 0, len(buffer), (buffer,)
        try:
            while length == len(buffer):
                length = _read(descriptor, buffers)
                total += length
                if total > MAX_FILE_BYTES:
                    self.failures[name] = f"larger than {MAX_FILE_BYTES >> 20} MiB, as no file of Go is"
                    return
                digest.update(buffer[:length])
            self.files[name] = digest.hexdigest()
        except OSError as error:
            self.failures[name] = _words(error)
        finally:
            os.close(descriptor)
            self._bytes += total


if sys.platform == "win32":

    def _read(descriptor: int, buffers: tuple[memoryview]) -> int:
        data = os.read(descriptor, len(buffers[0]))
        buffers[0][: len(data)] = data
        return len(data)

else:
    _read = os.readv
    """How many bytes the next read of a regular file gave; fewer than asked for only at its end (read(2))."""


def _words(error: OSError) -> str:
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]

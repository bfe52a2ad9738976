"""The output of a running program: both its pipes, read as they fill, each up to a bound.

Two ways that behave alike. Where the system can wait for a pipe no thread is needed, which matters under a tight
limit of processes or address space; the pipes of Windows cannot be waited for, so a thread reads each of them.
"""

import os
import selectors
import sys
import threading
import time
from collections.abc import Callable
from typing import IO

OUTPUT_LIMIT_BYTES = 1 << 20
"""Of each stream; a sound go command stays far below."""

CHUNK_BYTES = 1 << 16
"""What a pipe of Linux holds (pipe(7))."""


class Capture:
    """What came through one pipe."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.flooded = False
        """More came than is kept."""
        self.ended = False
        """Nobody can write to it any more, or nobody reads it any more."""

    def add(self, chunk: bytes) -> None:
        """Keep what still has room; no bytes are the end."""
        room = OUTPUT_LIMIT_BYTES - len(self.data)
        self.data += chunk[:room]
        self.flooded = self.flooded or len(chunk) > room
        self.ended = not chunk or self.flooded

    def text(self) -> str:
        """Return it as text, undecodable bytes replaced."""
        return self.data.decode("utf-8", "replace")


class Streams:
    """Standard output and standard error of a program."""

    def __init__(self) -> None:
        self.out = Capture()
        self.err = Capture()

    @property
    def ended(self) -> bool:
        """Return whether nothing more can come."""
        return self.out.ended and self.err.ended

    @property
    def flooded(self) -> bool:
        """Return whether more came than is kept."""
        return self.out.flooded or self.err.flooded

    def wait(self, limit_s: float) -> None:
        """Wait until something comes, at most so long."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop reading."""
        raise NotImplementedError

    def drain(self, limit_s: float) -> bool:
        """Read on to the end, at most so long; return whether it was reached."""
        until = time.monotonic() + limit_s
        while not self.ended and (left := until - time.monotonic()) > 0:
            self.wait(left)
        return self.ended


class SelectedStreams(Streams):
    """Pipes that the system can wait for."""

    def __init__(self, out: IO[bytes], err: IO[bytes]) -> None:
        super().__init__()
        # poll(2) takes no descriptor of its own, of which a tight limit leaves few.
        self._selector: selectors.BaseSelector = getattr(selectors, "PollSelector", selectors.DefaultSelector)()
        for pipe, capture in ((out, self.out), (err, self.err)):
            if sys.platform != "win32":
                os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, selectors.EVENT_READ, (pipe, capture))

    def wait(self, limit_s: float) -> None:
        """Wait until something comes, at most so long."""
        if self.ended:
            time.sleep(limit_s)
            return
        for key, _ in self._selector.select(limit_s):
            pipe, capture = key.data
            try:
                capture.add(os.read(pipe.fileno(), CHUNK_BYTES))
            except BlockingIOError:
                continue
            if capture.ended:
                self._selector.unregister(pipe)
                pipe.close()

    def close(self) -> None:
        """Stop reading."""
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            key.data[0].close()
        self._selector.close()


class ThreadedStreams(Streams):
    """Pipes that a thread each waits for; it stays behind where a process that cannot be ended holds the other side."""

    def __init__(self, out: IO[bytes], err: IO[bytes]) -> None:
        super().__init__()
        self._changed = threading.Event()
        self._stopped = False
        for pipe, capture in ((out, self.out), (err, self.err)):
            threading.Thread(target=self._read, args=(pipe, capture.add, capture), daemon=True).start()

    def _read(self, pipe: IO[bytes], add: Callable[[bytes], None], capture: Capture) -> None:
        with pipe:
            while not (capture.ended or self._stopped):
                try:
                    add(os.read(pipe.fileno(), CHUNK_BYTES))
                except OSError:  # Windows: the other side broke off
                    add(b"")
                self._changed.set()

    def wait(self, limit_s: float) -> None:
        """Wait until something comes, at most so long."""
        self._changed.wait(limit_s)
        self._changed.clear()

    def close(self) -> None:
        """Stop reading."""
        self._stopped = True

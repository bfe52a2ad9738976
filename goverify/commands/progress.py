"""The line on stderr that tells a person what a long run is still at."""

import sys
import threading
from collections.abc import Callable
from typing import Self

from goverify.console import columns

SLOW_S = 2.0
"""After this time a person wants to know what takes so long."""


class Progress:
    """One line on stderr that names what is still running; only on a terminal, only after a while."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, running: Callable[[], tuple[str, ...]]) -> None:
        """Show what `running` names until the end of the `with` statement."""
        if sys.stderr.isatty():
            self._thread = threading.Thread(target=self._show, args=(running,), daemon=True)
            self._thread.start()

    def _show(self, running: Callable[[], tuple[str, ...]]) -> None:
        shown = ""
        wait_s = SLOW_S
        while not self._over.wait(wait_s):
            line = f"still running: {', '.join(running())}"[: columns(sys.stderr.fileno()) - 1]
            sys.stderr.write("\r" + line.ljust(len(shown)))
            sys.stderr.flush()
            shown, wait_s = line, 0.25
        if shown:
            sys.stderr.write("\r" + " " * len(shown) + "\r")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

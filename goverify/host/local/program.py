"""One running program: started, watched to its end or its limit, and ended with all that it has started."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import PurePath

from goverify.host.local import survivors
from goverify.host.local.streams import SelectedStreams, Streams, ThreadedStreams

if sys.platform == "win32":
    from goverify.host.local.job import Job as Group
else:
    from goverify.host.local.group import Group

GRACE_S = 0.2
"""For a pipe that a child still holds when its program has ended."""

PAUSE_S, SHORT_PAUSE_S = 0.02, 0.0005
"""How often to look whether a program has ended; the short one right after it has closed its output."""

LAST_OUTPUT_S, HUNT_S, REAP_S = 0.1, 0.2, 0.1
"""Bounds of what follows an end: together below half a second."""


class End(Enum):
    """Why a program is no longer waited for."""

    BY_ITSELF = 1
    FLOOD = 2
    LIMIT = 3


def _opened(process: subprocess.Popen[bytes]) -> Streams:
    """Return the output of a program, whose input ends at once."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.close()
    kind = ThreadedStreams if sys.platform == "win32" else SelectedStreams
    return kind(process.stdout, process.stderr)


class Program:
    """A program that has been started."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], cwd: PurePath, mark: str) -> None:
        self._mark = mark
        self._group = Group()
        try:
            self._process = self._group.start(argv, env, cwd)
        except BaseException:
            self._group.close()
            raise
        try:
            self.streams = _opened(self._process)
        except BaseException:
            self._group.end()
            self._group.close()
            raise

    def watch(self, until: float) -> End:
        """Wait until it has ended, has written too much, or the clock says `until`."""
        pause = SHORT_PAUSE_S
        last_call = until
        while not self.streams.flooded:
            now = time.monotonic()
            ended = self._group.leader_ended()
            if ended:
                last_call = min(last_call, now + GRACE_S)
            if ended and (self.streams.ended or now >= last_call):
                return End.BY_ITSELF
            if now >= until:
                return End.LIMIT
            pause = min(2 * pause, PAUSE_S) if self.streams.ended else PAUSE_S
            self.streams.wait(min(pause, last_call - now))
        return End.FLOOD

    def end(self) -> None:
        """End its process group."""
        self._group.end()

    def stop(self, *, hunt: bool) -> None:
        """End what is left of it and take its last words; with `hunt`, find what has left its process group too."""
        hunt = hunt and self._group.loose
        below = survivors.descendants(self._process.pid) if hunt else ()
        self._group.end()
        for pid in below:
            survivors.end(pid)
        if hunt:
            survivors.end_marked(self._mark, HUNT_S)
        if not self.streams.drain(LAST_OUTPUT_S) and self._group.loose and not hunt:
            survivors.end_marked(self._mark, HUNT_S)
            self.streams.drain(LAST_OUTPUT_S / 2)
        self.streams.close()

    def reap(self) -> int | None:
        """Return its exit status, less than 0 for a signal; None where not even the kernel can end it now."""
        self._group.close()
        try:
            return self._process.wait(REAP_S)
        except subprocess.TimeoutExpired:
            return None

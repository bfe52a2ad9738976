"""The programs that a host runs: without a shell, each with a limit, and none outlives the host."""

import errno
import os
import secrets
import signal
import stat
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from goverify.host import Completed
from goverify.host.local import survivors, windows
from goverify.host.local.program import End, Program

MARK = "GOVERIFY_RUN"
"""The variable by which a host's programs are known; a goverify among them adds its mark to the one it was given."""

OUTER_MARKS = 7
"""Of goverifys that run each other, the outermost ones are kept: they have the last word."""

FAREWELL_S = 2.0
"""For finding what is left when the host goes."""

SCARCE = {errno.EMFILE, errno.ENFILE, errno.EAGAIN}
"""Want of descriptors or processes: while other programs of ours run it is our own, and no fault of this one."""

PATIENCE_S, RETRY_S = 1.0, 0.05
"""For files and threads of ours to be done with where no other program runs; how often to try again meanwhile."""

MAC_ERRORS = {85: "EBADEXEC", 86: "EBADARCH", 88: "EBADMACHO"}
"""Of macOS alone, and without a name in Python (sys/errno.h)."""


class Programs:
    """All programs that one host runs."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._id = secrets.token_hex(16)
        self._changed = threading.Condition()
        self._running: set[Program] = set()
        self._started = 0
        self._closed = False

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Run a program to its end or its limit, whichever comes first.

        ValueError where it is not named by its full path, OSError where `cwd` is no folder that can be entered.
        """
        _demand_full_path(argv)
        _demand_folder(cwd)
        start = time.monotonic()
        until = min(start + timeout_s, self._deadline)
        if until <= start:
            return Completed(timed_out=True)
        try:
            program = self._start_in_time(argv, env, cwd, until)
        except ValueError:  # a NUL byte, "=" in a variable's name
            return Completed(error="EINVAL")
        except OSError as error:
            return Completed(error=error_name(error))
        end = End.LIMIT  # an interrupt comes to the same
        try:
            end = program.watch(until)
        finally:
            program.stop(hunt=end is not End.BY_ITSELF)
            with self._changed:  # from here on its id may be another's
                self._running.discard(program)
                self._changed.notify_all()
            code = program.reap()
        if self._closed:  # it ended because of that
            end = End.LIMIT
        return _completed(program, end, code, time.monotonic() - start)

    def _start_in_time(self, argv: Sequence[str], env: Mapping[str, str], cwd: PurePath, until: float) -> Program:
        """Start a program as soon as there are descriptors and processes for it; OSError where it cannot be."""
        patience = min(until, time.monotonic() + PATIENCE_S)
        with self._changed:
            while True:
                try:
                    return self._start(argv, env, cwd)
                except OSError as error:
                    last = until if self._running else patience
                    if error.errno not in SCARCE or time.monotonic() > last:
                        raise
                self._changed.wait(RETRY_S)

    def _start(self, argv: Sequence[str], env: Mapping[str, str], cwd: PurePath) -> Program:
        if self._closed:
            raise RuntimeError("the host is closed")
        self._started += 1
        mark = f"{self._id}.{self._started};"
        outer = os.environ.get(MARK, "").split(";")[:OUTER_MARKS]
        marks = "".join(f"{item};" for item in outer if item) + mark
        marked = {MARK: marks} | {name: value for name, value in env.items() if name.upper() != MARK}
        program = Program(argv, marked, cwd, mark)
        self._running.add(program)
        return program

    def close(self) -> None:
        """End all that still runs, and start nothing more."""
        with self._changed:
            self._closed = True
            for program in self._running:
                program.end()
        if self._started and sys.platform != "win32":  # whose jobs have ended all that was in them
            survivors.end_marked(f"{self._id}.", FAREWELL_S)


def _demand_full_path(argv: Sequence[str]) -> None:
    """Raise ValueError for a bare name: what PATH, or on Windows the current folder, offers was not looked at."""
    if not argv or not PurePath(argv[0]).is_absolute():
        raise ValueError(f"a program is run by its full path only, not {argv[:1]}")


def _demand_folder(cwd: PurePath) -> None:
    if not stat.S_ISDIR(os.stat(cwd).st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "no folder to run a program in", str(cwd))
    if not os.access(cwd, os.X_OK):
        raise PermissionError(errno.EACCES, "the folder may not be entered", str(cwd))


def _completed(program: Program, end: End, code: int | None, duration_s: float) -> Completed:
    streams = program.streams
    stopped = end is not End.BY_ITSELF or streams.flooded or code is None
    return Completed(
        status=code if code is not None and code >= 0 and not stopped else None,
        signal=signal_name(-code) if code is not None and code < 0 and not stopped else None,
        stdout=streams.out.text(),
        stderr=streams.err.text(),
        timed_out=stopped and not streams.flooded,
        flooded=streams.flooded,
        duration_s=duration_s,
    )


def signal_name(number: int) -> str:
    """Return a signal's name; its number where it has none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"SIG{number}"


def error_name(error: OSError) -> str:
    """Return the errno name of a failure to start a program."""
    number = error.errno or 0
    return windows.exec_error(error) or errno.errorcode.get(number) or MAC_ERRORS.get(number) or f"errno {number}"

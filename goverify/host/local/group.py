"""A program with all that it starts, as a process group: how Unix systems keep processes together."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath

if sys.platform != "win32":

    class Group:
        """A session of its own, without a terminal; its process group can be ended in one stroke."""

        loose = True
        """A process can leave it."""

        def start(self, argv: Sequence[str], env: Mapping[str, str], cwd: PurePath) -> subprocess.Popen[bytes]:
            """Start a program in it; OSError with exec's own error."""
            self._process = subprocess.Popen(
                list(argv),
                # Not the null device, of which a broken host has none that is sound.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env=env,
                cwd=cwd,
                start_new_session=True,
            )
            return self._process

        def leader_ended(self) -> bool:
            """Return whether the program has ended; on Linux its id stays taken, so that `end` cannot hit another."""
            if sys.platform != "linux":
                return self._process.poll() is not None
            try:
                return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
            except ChildProcessError:
                return True

        def end(self) -> None:
            """End every process in it."""
            # None is left; macOS says the latter where only dead ones are.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

        def close(self) -> None:
            """Give it up."""

"""Small programs for the tests of this machine, and what has become of them."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from goverify.host import Completed
from goverify.host.live import LiveHost

LIMIT_S = 0.4
"""For a program that has to be stopped."""

SLACK_S = 8.0
"""For a busy machine; a program that is not stopped goes on for longer."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts, signals and process groups are Unix's")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at or relies on what only Linux has")

ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


def shell(folder: Path, text: str, name: str = "program") -> Path:
    """Write an executable shell script; `$here` in it is its folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nhere='{folder}'\n{text}\n")
    path.chmod(0o755)
    return path


def python(folder: Path, text: str, name: str = "program.py") -> Path:
    """Write an executable script for the Python that runs the tests; `here` in it is its folder."""
    path = folder / name
    path.write_text(f"#!{sys.executable} -IS\nhere = {str(folder)!r}\n{text}\n")
    path.chmod(0o755)
    return path


def run(host: LiveHost, program: Path, *args: str, timeout_s: float = 30) -> Completed:
    """Run a program in its own folder."""
    return host.run((str(program), *args), timeout_s=timeout_s, env=ENV, cwd=host.path(str(program.parent)))


def ids_in(folder: Path) -> set[int]:
    """Return the process ids that programs have left there as names of files."""
    return {int(path.name) for path in folder.iterdir() if path.name.isdecimal()}


def are_gone(pids: set[int]) -> bool:
    """Return whether none of the processes does anything any more; the dead ones may still be on the list."""
    until = time.monotonic() + SLACK_S
    while left := [pid for pid in pids if _lives(pid)]:
        if time.monotonic() > until:
            return not left
        time.sleep(0.01)
    return True


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False

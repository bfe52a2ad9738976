"""The live host: this machine, answering for itself."""

import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Self

from goverify.host import (
    Completed,
    Digests,
    Entry,
    FileSystem,
    Identity,
    Limits,
    Platform,
    Process,
    Reader,
    System,
    Trial,
)
from goverify.host.environment import environment
from goverify.host.local import files, machine, windows

if TYPE_CHECKING:
    from goverify.host.local.process import Programs
    from goverify.host.local.scratch import Scratch
    from goverify.host.web import Exchange, Login


class LiveHost:
    """This machine; use it in a `with` statement, at whose end its scratch folders and all its programs are gone.

    Every answer is looked up when it is first asked for, and by then are the modules imported that this takes.
    """

    def __init__(self, cwd: str | None = None, deadline_s: float | None = None) -> None:
        self._cwd = cwd
        self._deadline = math.inf if deadline_s is None else time.monotonic() + deadline_s
        self._lock = threading.Lock()
        self._programs: Programs | None = None
        self._scratch: Scratch | None = None
        self._closed = False
        self._silent: dict[str, Exchange] = {}

    def __enter__(self) -> Self:
        # A parent may have had its children ignored, which is inherited: then no exit status could be told.
        if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
            if signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the programs that still run, and remove what is in scratch."""
        with self._lock:
            self._closed = True
            programs, scratch = self._programs, self._scratch
        if programs is not None:
            programs.close()
        if scratch is not None:
            scratch.close()

    @cached_property
    def platform(self) -> Platform:
        """Return what machine and system this is."""
        return machine.platform()

    @cached_property
    def env(self) -> Mapping[str, str]:
        """Return the environment of this process; names ignore case on Windows."""
        return environment(System.WINDOWS if sys.platform == "win32" else System.LINUX, os.environ)

    @cached_property
    def cwd(self) -> PurePath:
        """Return the folder to examine; OSError where the current one is gone."""
        try:
            return PurePath(os.getcwd() if self._cwd is None else os.path.abspath(self._cwd))
        except FileNotFoundError as error:
            raise FileNotFoundError(error.errno, "the current folder is gone") from error

    @cached_property
    def identity(self) -> Identity:
        """Return whom this process acts as."""
        return machine.identity()

    def path(self, text: str) -> PurePath:
        """Return `text` as a path of this system."""
        return PurePath(text)

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stands at `path`, or None; OSError where that may not be looked at."""
        return files.entry(path)

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the sorted names in `folder`; OSError as the system says."""
        return files.names(folder)

    def open(self, path: PurePath) -> Reader:
        """Open a regular file, following links and never blocking; OSError where that is not possible."""
        return files.open_file(path)

    def judged(self, path: PurePath, question: str, judge: Callable[[Reader], str]) -> str:  # noqa: ARG002 - only recordings need its name
        """Return what `judge` says of all that is in a file; OSError where it cannot be opened."""
        with files.open_file(path) as reader:
            return judge(reader)

    def xattr(self, path: PurePath, name: str) -> bytes | None:
        """Return an extended attribute or an alternate data stream; None where there is none."""
        from goverify.host.local import attributes

        return attributes.xattr(path, name)

    def digests(self, folder: PurePath, leave: Sequence[str] = (), algorithm: str = "sha256") -> Digests:
        """Return the hash of every file below `folder`; OSError where it cannot be listed."""
        from goverify.host.local import digests

        return digests.digests(folder, tuple(leave), algorithm)

    def access(self, path: PurePath, mode: str) -> bool:
        """Return whether this user may read ("r"), write ("w") or execute or enter ("x") `path`."""
        return files.access(path, mode)

    def filesystem(self, path: PurePath) -> FileSystem:
        """Return the file system that holds `path`; OSError where nothing stands there."""
        from goverify.host.local import mounts

        return mounts.filesystem(path)

    def try_writing(self, folder: PurePath) -> Trial:
        """Create, write, lock and remove a small file in a folder; return how far that came."""
        from goverify.host.local import trial

        return trial.try_writing(folder)

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Run a program, named by its full path, to its end or its limit."""
        from goverify.host.local.process import Programs

        with self._lock:
            self._demand_open()
            if self._programs is None:
                self._programs = Programs(self._deadline)
        return self._programs.run(argv, timeout_s=timeout_s, env=env, cwd=cwd)

    def scratch(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return the private folder `name`, the same for every asker, with `files` added to it."""
        from goverify.host.local.scratch import Scratch

        with self._lock:
            self._demand_open()
            if self._scratch is None:
                self._scratch = Scratch(self.env)
        return self._scratch.folder(name, files)

    def cache(self, name: str) -> PurePath | None:
        """Return goverify's own folder `name` that outlives the run, or None where none can be had safely."""
        from goverify.host.local import cache

        return cache.folder(name)

    def fetch(self, url: str, limit_bytes: int) -> bytes:
        """Return what is served at an address of the web; OSError where nothing can be had."""
        from goverify.host.local import network

        return network.fetch(url, limit_bytes, self.env, self._silent)

    def exchange(self, url: str, limit_bytes: int, login: "Login | None" = None) -> "Exchange":
        """Return what came of asking an address of the web."""
        from goverify.host.local import network, patience

        return patience.asked(self._silent, url, self.env, lambda: network.exchange(url, limit_bytes, login, self.env))

    def recall(self, name: str) -> bytes:
        """Return what an earlier run remembered under `name`; nothing where that is nothing."""
        from goverify.host.local import state

        return state.recall(name)

    def remember(self, name: str, data: bytes) -> None:
        """Remember something for later runs, where that can be done."""
        from goverify.host.local import state

        state.remember(name, data)

    def ancestors(self) -> tuple[Process, ...]:
        """Return the processes that started this one, nearest first, at most 20."""
        from goverify.host.local import ancestry

        return ancestry.ancestors()

    def registry(self, key: str) -> Mapping[str, str]:
        r"""Return the values of a Windows registry key such as r"HKCU\Environment"; empty where there is none."""
        return environment(System.WINDOWS, windows.registry(key))

    def limits(self) -> Limits:
        """Return the limits that programs started here inherit."""
        return machine.limits()

    def _demand_open(self) -> None:
        if self._closed:
            raise RuntimeError("the host is closed")

"""The host: the few low-level questions that goverify can put to a machine, and the values that answer them.

Absence is a value, failure an exception: what is not there is `None`, what may not be looked at raises the
`OSError` that the system gave. Paths are pure paths of the host under test, so that everything above works the
same for a live machine and for the recording of one, on any operating system.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, Self

from goverify.host.values import (
    Completed,
    Digests,
    Entry,
    FileSystem,
    Identity,
    Kind,
    Limits,
    NotRecorded,
    Platform,
    Process,
    System,
    Trial,
)

if TYPE_CHECKING:  # most runs ask no server
    from goverify.host.web import Exchange, Login

__all__ = [
    "Completed",
    "Digests",
    "Entry",
    "FileSystem",
    "Host",
    "Identity",
    "Kind",
    "Limits",
    "NotRecorded",
    "Platform",
    "Process",
    "Reader",
    "System",
    "Trial",
]


class Reader(Protocol):
    """A regular file opened for bounded reads; use it in a `with` statement."""

    @property
    def size(self) -> int:
        """Return its size in bytes."""

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes at `offset`; fewer at the end of the file, none beyond it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Host(Protocol):
    """The one door to a machine, live or recorded."""

    @property
    def platform(self) -> Platform:
        """Return what machine and system this is."""

    @property
    def env(self) -> Mapping[str, str]:
        """Return the environment of this process; names ignore case on Windows."""

    @property
    def cwd(self) -> PurePath:
        """Return the folder to examine: the current one, or the project that was named."""

    @property
    def identity(self) -> Identity:
        """Return whom this process acts as."""

    def path(self, text: str) -> PurePath:
        """Return `text` as a path of this host, unchanged: neither made absolute nor resolved."""

    def entry(self, path: PurePath) -> Entry | None:
        """Return what stands at `path`, or None; OSError where that may not be looked at (links on the way loop, EACCES)."""

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the sorted names in `folder`; FileNotFoundError, NotADirectoryError, PermissionError as the system says."""

    def open(self, path: PurePath) -> Reader:
        """Open a regular file, following links and never blocking; OSError where that is not possible."""

    def judged(self, path: PurePath, question: str, judge: Callable[[Reader], str]) -> str:
        """Return what `judge` says of all that is in a file; OSError as `open` raises it.

        A recording keeps the answer, under the name of the question, in place of a file too large to be kept: the same
        judge must always say the same of the same file.
        """

    def xattr(self, path: PurePath, name: str) -> bytes | None:
        """Return an extended attribute of what `path` leads to, of 64 KiB at most; OSError where that may not be looked at.

        On Windows it is the alternate data stream of that name. None where there is none, nor can be.
        """

    def digests(self, folder: PurePath, leave: Sequence[str] = (), algorithm: str = "sha256") -> Digests:
        """Return the hash of every file below `folder`, but for what is in the folders `leave`; OSError where it cannot be listed.

        Packagers' records have "md5" and "sha1" too. A recording keeps them only if that is asked of it.
        """

    def access(self, path: PurePath, mode: str) -> bool:
        """Return whether this user may read ("r"), write ("w") or execute or enter ("x") `path`, as the kernel sees it."""

    def filesystem(self, path: PurePath) -> FileSystem:
        """Return the file system that holds `path`; OSError where it has none."""

    def try_writing(self, folder: PurePath) -> Trial:
        """Create a small file in a folder that is there, write and lock it, and remove it; return how far that came.

        It is the one thing that is ever written outside of goverify's own folders.
        """

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Run a program without a shell, with no input, and end its whole process group at the limit."""

    def scratch(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return a new private folder `name` that holds `files` (path with slashes → text); it goes with the host."""

    def cache(self, name: str) -> PurePath | None:
        """Return goverify's own folder `name` that outlives the run, or None where none can be written."""

    def fetch(self, url: str, limit_bytes: int) -> bytes:
        """Return what is served at an address of the web; FileNotFoundError where nothing is, OSError where that cannot be told.

        Only facts that were allowed to go online may ask.
        """

    def exchange(self, url: str, limit_bytes: int, login: "Login | None" = None) -> "Exchange":
        """Return what came of asking an address of the web, which holds no login itself; never later than some seconds.

        No redirect is followed. Only facts that were allowed to go online may ask.
        """

    def recall(self, name: str) -> bytes:
        """Return what an earlier run remembered under `name`; nothing where that is nothing."""

    def remember(self, name: str, data: bytes) -> None:
        """Remember something for later runs, where that can be done."""

    def ancestors(self) -> tuple[Process, ...]:
        """Return the processes that started this one, nearest first, at most 20."""

    def registry(self, key: str) -> Mapping[str, str]:
        r"""Return the values of a Windows registry key such as r"HKCU\Environment"; empty where there is none."""

    def limits(self) -> Limits:
        """Return the limits that programs started here inherit."""

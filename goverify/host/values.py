"""The values with which a host answers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class NotRecorded(LookupError):
    """A recorded host was asked something that its recording does not answer."""


class System(StrEnum):
    """The family of operating systems."""

    LINUX = "linux"
    MACOS = "macos"
    WINDOWS = "windows"

    @property
    def goos(self) -> str:
        """Return Go's name for it."""
        return "darwin" if self is System.MACOS else self.value


class Platform(NamedTuple):
    """The machine and its operating system."""

    system: System
    arch: str
    """The processor's native architecture as a GOARCH, also where this process is emulated."""
    kernel: str
    """The kernel's or the system's release, such as "6.1.0-18-amd64", "23.5.0", "10.0.22631"."""
    name: str
    """What people call it: "Debian GNU/Linux 12 (bookworm)", "macOS 14.5", "Windows 11"."""
    translated: bool = False
    """This process runs under the system's translation (Rosetta 2, Windows on Arm)."""
    wsl: bool = False
    """The Windows Subsystem for Linux."""


class Kind(StrEnum):
    """What stands under a name."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    ALIAS = "alias"
    """A Windows app execution alias (reparse tag IO_REPARSE_TAG_APPEXECLINK): nothing that can be read."""
    OTHER = "other"
    """A device, pipe or socket."""


class Entry(NamedTuple):
    """One directory entry, links not followed (lstat)."""

    kind: Kind
    mode: int = 0o755
    """Permission bits, with set-id and sticky bits; meaningless on Windows."""
    uid: int = 0
    gid: int = 0
    size: int = 0
    """Bytes."""
    target: str | None = None
    """Where a link leads, as written in it."""
    file_id: str = ""
    """Device and inode: equal for two names of one file; empty where the file system has none."""


class Identity(NamedTuple):
    """Whom the process acts as; ids are -1 on Windows."""

    uid: int
    gid: int
    groups: tuple[int, ...]
    name: str
    elevated: bool
    """Root, or an elevated administrator on Windows."""


class FileSystem(NamedTuple):
    """The file system that holds a path."""

    type: str
    mount: str
    """Where it is mounted."""
    read_only: bool
    noexec: bool
    free_bytes: int
    """What this user may still write."""
    free_inodes: int | None
    """None where the file system does not count them."""


class Limits(NamedTuple):
    """Soft limits of this process; None is unlimited or unknown."""

    open_files: int | None
    processes: int | None
    file_size_bytes: int | None
    address_space_bytes: int | None


class Trial(NamedTuple):
    """How far a small file came that was created, written, locked and removed; both are empty where all of it went well."""

    failed: str = ""
    """The step that did not: "create", "write", "lock" or "remove"."""
    error: str = ""
    """Why, as an errno name such as "ENOSPC"."""


class Digests(NamedTuple):
    """What lies below a folder, by names relative to it and with slashes."""

    files: Mapping[str, str]
    """The hash of each regular file, in lower-case hexadecimal."""
    links: Mapping[str, str] = {}
    """Where each link leads, as written in it; none is followed."""
    failures: Mapping[str, str] = {}
    """Why a file cannot be read or a folder not be listed."""
    others: tuple[str, ...] = ()
    """Devices, pipes and sockets."""


class Process(NamedTuple):
    """A running process."""

    pid: int
    name: str
    """The program's name, such as "zsh" or "Code.exe"."""


class Completed(NamedTuple):
    """How a program ended; exactly one of status, signal, error is set, unless it was stopped at its limit."""

    status: int | None = None
    """Exit status."""
    signal: str | None = None
    """The signal that ended it, such as "SIGSEGV"."""
    error: str | None = None
    """Why it could not be started, as an errno name such as "ENOEXEC"."""
    stdout: str = ""
    """At most 1 MiB, undecodable bytes replaced."""
    stderr: str = ""
    timed_out: bool = False
    flooded: bool = False
    """It was stopped because it wrote more than 1 MiB."""
    duration_s: float = 0.0

    @property
    def ok(self) -> bool:
        """Return whether it ran to its end with exit status 0."""
        return self.status == 0 and not self.timed_out and not self.flooded

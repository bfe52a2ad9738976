"""The records of a recorded host: what was answered about one path, what one run came to."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from goverify.host import (
    Completed,
    Digests,
    Entry,
    FileSystem,
    Identity,
    Kind,
    Limits,
    Platform,
    Process,
    System,
    Trial,
)
from goverify.host.synthetic import go_program
from goverify.host.web import Exchange


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure that the system answered with, as an errno name such as "EACCES"."""

    name: str

    def error(self, path: PurePath) -> OSError:
        """Return it as the exception that a live host raises."""
        number = getattr(errno, self.name, errno.EIO)
        return OSError(number, self.name, str(path))


@dataclass(frozen=True, slots=True)
class Ranges:
    """The parts of a file that were read: offset and bytes, in order, not touching."""

    parts: tuple[tuple[int, bytes], ...]
    size: int
    """Bytes in the whole file."""


@dataclass(frozen=True, slots=True)
class GoBinary:
    """A Go program that is made when it is read."""

    version: str
    path: str
    system: str
    """In the words of GOOS."""
    arch: str
    """In the words of GOARCH."""

    def data(self) -> bytes:
        """Return the file."""
        return _made(self)


@lru_cache(maxsize=256)
def _made(program: GoBinary) -> bytes:
    return go_program(program.version, program.path, program.system, program.arch)


Content = str | GoBinary | Ranges
"""Text that is the whole file, a program to be made, or parts."""


def size_of(content: Content) -> int:
    """Return how long a file with that content is, as far as it is known."""
    if isinstance(content, str):
        return len(content.encode("utf-8", "surrogateescape"))
    if isinstance(content, GoBinary):
        return len(content.data())
    return content.size


def end_of(ranges: Ranges) -> int:
    """Return where the last part ends."""
    return max((offset + len(data) for offset, data in ranges.parts), default=0)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known about one path."""

    entry: Entry | Fault | None
    """What stands there, links not followed; None: nothing does."""
    content: Content | Fault | None = None
    """What opening it gave, links followed; None: nobody asked."""
    names: tuple[str, ...] | Fault | None = None
    """What listing it gave, links followed; None: nobody asked."""
    attributes: Mapping[str, bytes | Fault | None] = field(default_factory=dict)
    """Extended attributes, links followed; None: there is none of that name."""
    judged: Mapping[str, str | Fault] = field(default_factory=dict)
    """What was said of all that is in it, by the name of the question."""


ABSENT = FileRecord(None)


def marked(record: FileRecord, path: PurePath, name: str) -> bytes | None:
    """Return an attribute; OSError as it was raised when `path` was asked for it."""
    answer = record.attributes.get(name)
    if isinstance(answer, Fault):
        raise answer.error(path)
    return answer


def said(record: FileRecord, path: PurePath, question: str) -> str | None:
    """Return what was said of the content, None where nothing was; OSError as it was raised."""
    answer = record.judged.get(question)
    if isinstance(answer, Fault):
        raise answer.error(path)
    return answer


def content_of(record: FileRecord) -> Content | None:
    """Return the content where it is known."""
    return None if isinstance(record.content, Fault) else record.content


def file_record(content: Content, mode: int = 0o644) -> FileRecord:
    """Return the record of a regular file that belongs to root."""
    return FileRecord(Entry(Kind.FILE, mode=mode, size=size_of(content)), content)


def written(folder: PurePath, files: Mapping[str, str], owner: Identity) -> dict[PurePath, FileRecord]:
    """Return the records of a new private folder that holds `files` (path with slashes → text)."""
    uid, gid = max(owner.uid, 0), max(owner.gid, 0)
    texts = {folder / name: text for name, text in files.items()}
    folders = {folder} | {above for path in texts for above in path.parents if folder in above.parents}
    records = {}
    for place in sorted(folders):
        names = {path.name for path in (*texts, *folders) if path.parent == place}
        records[place] = FileRecord(Entry(Kind.FOLDER, 0o700, uid, gid), names=tuple(sorted(names)))
    for path, text in texts.items():
        records[path] = FileRecord(Entry(Kind.FILE, 0o600, uid, gid, size_of(text)), text)
    return records


def changed(old: FileRecord | None, new: Entry) -> FileRecord:
    """Return the record of a path whose entry alone is replaced; a file keeps its content and, where none is given, its size."""
    if old is None or not isinstance(old.entry, Entry) or old.entry.kind is not new.kind:
        return FileRecord(new, "" if new.kind is Kind.FILE and not new.size else None)
    return replace(old, entry=new._replace(size=new.size or old.entry.size))


@dataclass(frozen=True, slots=True)
class Run:
    """A program's run: what was asked, and how it ended."""

    argv: tuple[str, ...]
    """A first word without a folder stands for any program of that name."""
    completed: Completed
    cwd: PurePath | None = None
    """None: any."""
    env: Mapping[str, str | None] | None = None
    """How the environment differs from the host's, None as a value for what is missing; None: any."""
    layer: int = 0
    """A run of a higher layer is asked first: what is changed goes before what was there."""

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells it from other runs."""
        return self.argv, self.cwd, None if self.env is None else tuple(sorted(self.env.items(), key=repr))


def flavour(system: System) -> type[PurePath]:
    """Return the kind of paths that a system has."""
    return PureWindowsPath if system is System.WINDOWS else PurePosixPath


@dataclass(frozen=True, slots=True)
class Recording:
    """Everything that a recorded host knows."""

    platform: Platform
    identity: Identity
    env: Mapping[str, str]
    cwd: PurePath | Fault
    """A failure where the current folder is gone."""
    closed: bool
    files: Mapping[PurePath, FileRecord] = field(default_factory=dict)
    access: Mapping[PurePath, Mapping[str, bool]] = field(default_factory=dict)
    filesystems: Mapping[PurePath, FileSystem | Fault] = field(default_factory=dict)
    trials: Mapping[PurePath, Trial] = field(default_factory=dict)
    """How far a small file came in a folder."""
    digests: Mapping[PurePath, Digests | Fault] = field(default_factory=dict)
    """The hashes of all files below some folders; noted on request only."""
    runs: tuple[Run, ...] = ()
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    """What came of asking the web, by the address."""
    ancestors: tuple[Process, ...] | None = None
    registry: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    limits: Limits | None = None
    cache: bool = True
    """Whether goverify's own cache folder can be written."""
    about: str = ""
    """What a reader should know: where non-obvious facts come from."""

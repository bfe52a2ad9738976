"""The notebook of a recorder: questions and answers of one run, whoever asks and from whichever thread."""

import errno
import threading
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TypeVar

from goverify.host import Entry, FileSystem, Host, Limits, Process, Reader
from goverify.host.replay.records import Fault, FileRecord, Recording, Run
from goverify.host.replay.tape import Allowance, NotedReader, Tape

K = TypeVar("K")
T = TypeVar("T")


class Notebook:
    """What a host was asked, and what it answered last."""

    def __init__(self, allowance: Allowance) -> None:
        self.entries: dict[PurePath, Entry | Fault | None] = {}
        self.names: dict[PurePath, tuple[str, ...] | Fault] = {}
        self.tapes: dict[PurePath, Tape | Fault] = {}
        self.access: dict[tuple[PurePath, str], bool] = {}
        self.filesystems: dict[PurePath, FileSystem | Fault] = {}
        self.runs: dict[tuple[object, ...], Run] = {}
        self.registry: dict[str, Mapping[str, str]] = {}
        self.ancestors: tuple[Process, ...] | None = None
        self.limits: Limits | None = None
        self.cache = True
        self._allowance = allowance
        self._lock = threading.Lock()

    def put(self, notes: dict[K, T], key: K, answer: T) -> T:
        """Note an answer and return it."""
        with self._lock:
            notes[key] = answer
        return answer

    def asked(self, notes: dict[PurePath, T | Fault], path: PurePath, question: Callable[[], T]) -> T:
        """Return the answer to a question about a path, or raise its failure, after it has been noted."""
        try:
            answer = question()
        except OSError as error:
            self.put(notes, path, _fault(error))
            raise
        self.put(notes, path, answer)
        return answer

    def opened(self, path: PurePath, question: Callable[[], Reader]) -> NotedReader:
        """Return a reader of a file, or raise the failure; all that open a file write on the same tape."""
        try:
            reader = question()
        except OSError as error:
            self.put(self.tapes, path, _fault(error))
            raise
        with self._lock:
            known = self.tapes.get(path)
            tape = known if isinstance(known, Tape) else Tape(reader.size, self._allowance)
            self.tapes[path] = tape
        return NotedReader(reader, tape)

    def recording(self, host: Host) -> Recording:
        """Return everything that was noted; what stands at a path of which only the inside was asked is looked up."""
        with self._lock:
            access: dict[PurePath, dict[str, bool]] = {}
            for (path, mode), granted in self.access.items():
                access.setdefault(path, {})[mode] = granted
            return Recording(
                platform=host.platform,
                identity=host.identity,
                env=dict(host.env),
                cwd=_cwd(host),
                closed=False,
                files={path: self._file(path, host) for path in {*self.entries, *self.names, *self.tapes}},
                access=access,
                filesystems=dict(self.filesystems),
                runs=tuple(self.runs.values()),
                ancestors=self.ancestors,
                registry=dict(self.registry),
                limits=self.limits,
                cache=self.cache,
            )

    def _file(self, path: PurePath, host: Host) -> FileRecord:
        tape = self.tapes.get(path)
        entry = self.entries[path] if path in self.entries else _entry(host, path)
        return FileRecord(entry, tape.content() if isinstance(tape, Tape) else tape, self.names.get(path))


def _fault(error: OSError) -> Fault:
    return Fault(errno.errorcode.get(error.errno or 0, "EIO"))


def _entry(host: Host, path: PurePath) -> Entry | Fault | None:
    try:
        return host.entry(path)
    except OSError as error:
        return _fault(error)


def _cwd(host: Host) -> PurePath | Fault:
    try:
        return host.cwd
    except OSError as error:
        return _fault(error)

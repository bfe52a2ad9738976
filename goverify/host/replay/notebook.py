"""The notebook of a recorder: questions and answers of one run, whoever asks and from whichever thread."""

import errno
import threading
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TypeVar

from goverify.host import Digests, Entry, FileSystem, Host, Limits, Process, Reader, Trial
from goverify.host.replay.records import Fault, FileRecord, Recording, Run
from goverify.host.replay.tape import Allowance, NotedReader, Tape
from goverify.host.web import Exchange

K = TypeVar("K")
T = TypeVar("T")


class Notebook:
    """What a host was asked, and what it answered last."""

    def __init__(self, allowance: Allowance) -> None:
        self.entries: dict[PurePath, Entry | Fault | None] = {}
        self.names: dict[PurePath, tuple[str, ...] | Fault] = {}
        self.tapes: dict[PurePath, Tape | Fault] = {}
        self.attributes: dict[tuple[PurePath, str], bytes | Fault | None] = {}
        self.judged: dict[tuple[PurePath, str], str | Fault] = {}
        self.access: dict[tuple[PurePath, str], bool] = {}
        self.filesystems: dict[PurePath, FileSystem | Fault] = {}
        self.trials: dict[PurePath, Trial] = {}
        self.digests: dict[PurePath, Digests | Fault] = {}
        self.runs: dict[tuple[object, ...], Run] = {}
        self.exchanges: dict[str, Exchange] = {}
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

    def asked(self, notes: dict[K, T | Fault], key: K, question: Callable[[], T]) -> T:
        """Return the answer to a question, or raise its failure, after it has been noted."""
        try:
            answer = question()
        except OSError as error:
            self.put(notes, key, _fault(error))
            raise
        self.put(notes, key, answer)
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
            return Recording(
                platform=host.platform,
                identity=host.identity,
                env=dict(host.env),
                cwd=_cwd(host),
                closed=False,
                files=self._files(host),
                access=_by_path(self.access),
                filesystems=dict(self.filesystems),
                trials=dict(self.trials),
                digests=dict(self.digests),
                runs=tuple(self.runs.values()),
                ancestors=self.ancestors,
                exchanges=dict(self.exchanges),
                registry=dict(self.registry),
                limits=self.limits,
                cache=self.cache,
            )

    def _files(self, host: Host) -> dict[PurePath, FileRecord]:
        attributes, judged = _by_path(self.attributes), _by_path(self.judged)
        records = {}
        for path in {*self.entries, *self.names, *self.tapes, *attributes, *judged}:
            tape = self.tapes.get(path)
            records[path] = FileRecord(
                entry=self.entries[path] if path in self.entries else _entry(host, path),
                content=tape.content() if isinstance(tape, Tape) else tape,
                names=self.names.get(path),
                attributes=attributes.get(path, {}),
                judged=judged.get(path, {}),
            )
        return records


def _by_path(answers: Mapping[tuple[PurePath, str], T]) -> dict[PurePath, dict[str, T]]:
    """Return answers to questions about a path and a word by the path, then by the word."""
    found: dict[PurePath, dict[str, T]] = {}
    for (path, word), answer in answers.items():
        found.setdefault(path, {})[word] = answer
    return found


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

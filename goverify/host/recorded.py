"""The recorded host: answers keyed by the question, from a small JSON file that people edit by hand.

A closed host is a whole world, in which what is not listed is absent; an open one, a recording, answers what its
live host was asked and nothing else.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Self, Unpack

from goverify.host import (
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
    Reader,
    System,
    Trial,
)
from goverify.host.environment import environment
from goverify.host.replay.decoding import load
from goverify.host.replay.digest_coding import hashed
from goverify.host.replay.encoding import dump
from goverify.host.replay.json_node import BadRecording
from goverify.host.replay.notes import Notes
from goverify.host.replay.reader import RecordedReader
from goverify.host.replay.records import Fault, Recording, content_of, flavour, written
from goverify.host.replay.runs import Question, cannot_start
from goverify.host.replay.variation import NO_LIMITS, Changes, vary
from goverify.host.replay.world import World
from goverify.host.web import Exchange, Login

__all__ = ["BadRecording", "RecordedHost"]


class RecordedHost:
    """A host that answers from a recording."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._env = environment(recording.platform.system, recording.env)
        self._registry = {key.upper(): values for key, values in recording.registry.items()}
        self._lock = threading.Lock()
        self._made: World | Notes | None = None

    @property
    def _answers(self) -> World | Notes:
        """Return the answers about files, made when they are first wanted: many hosts are but steps to another."""
        made = self._made
        if made is None:
            with self._lock:
                made = self._made = self._made or self._new_answers()
        return made

    def _new_answers(self) -> World | Notes:
        if not self.recording.closed:
            return Notes(self.recording.files)
        return World(self.recording.files, self._base, self.identity, ignores_case=self.platform.system is System.MACOS)

    @property
    def _base(self) -> PurePath:
        """Return where relative paths begin."""
        windows = self.platform.system is System.WINDOWS
        return self.path("C:\\" if windows else "/") if isinstance(self.recording.cwd, Fault) else self.recording.cwd

    @classmethod
    def load(cls, text: str) -> Self:
        """Return the host that `text` describes (schema goverify.host/1); BadRecording names the place that is wrong."""
        return cls(load(text))

    def dump(self) -> str:
        """Return the recording as JSON, sorted and fit to be edited."""
        return dump(self.recording)

    def but(self, **changes: Unpack[Changes]) -> "RecordedHost":
        """Return another host that differs from this one as told; see `variation.Changes`."""
        return RecordedHost(vary(self.recording, changes))

    @property
    def platform(self) -> Platform:
        """Return the recorded platform."""
        return self.recording.platform

    @property
    def env(self) -> Mapping[str, str]:
        """Return the recorded environment."""
        return self._env

    @property
    def cwd(self) -> PurePath:
        """Return the recorded folder; OSError where it was gone."""
        if isinstance(self.recording.cwd, Fault):
            raise self.recording.cwd.error(self.path("."))
        return self.recording.cwd

    @property
    def identity(self) -> Identity:
        """Return the recorded identity."""
        return self.recording.identity

    def path(self, text: str) -> PurePath:
        """Return `text` as a path of the recorded system."""
        return flavour(self.platform.system)(text)

    def entry(self, path: PurePath) -> Entry | None:
        """Return the recorded entry."""
        return self._answers.entry(path)

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the recorded names."""
        return self._answers.names(folder)

    def open(self, path: PurePath) -> RecordedReader:
        """Open the recorded content."""
        record = self._answers.opened(path)
        content = content_of(record)
        if content is None:
            raise NotRecorded(f"what is inside {path}")
        entry = record.entry
        return RecordedReader(
            path, content, entry.size if isinstance(entry, Entry) and entry.kind is Kind.FILE else None
        )

    def judged(self, path: PurePath, question: str, judge: Callable[[Reader], str]) -> str:
        """Return what was said of a file, or where its content is known what the judge says of that."""
        said = self._answers.judgement(path, question)
        if said is not None:
            return said
        with self.open(path) as reader:
            return judge(reader)

    def xattr(self, path: PurePath, name: str) -> bytes | None:
        """Return the recorded attribute."""
        return self._answers.attribute(path, name)

    def digests(self, folder: PurePath, leave: Sequence[str] = (), algorithm: str = "sha256") -> Digests:  # noqa: ARG002 - they were left out then
        """Return the recorded hashes."""
        answer = self.recording.digests.get(hashed(folder, algorithm))
        if answer is None:
            raise NotRecorded(f"the hashes of the files in {folder}")
        if isinstance(answer, Fault):
            raise answer.error(folder)
        return answer

    def access(self, path: PurePath, mode: str) -> bool:
        """Return what was recorded, or in a closed world what modes, owners and mounts allow."""
        known = self.recording.access.get(path, {})
        if mode in known:
            return known[mode]
        if not self._answers.allows(path, mode):
            return False
        mount = self._mount(path) if mode == "w" else None
        return not (isinstance(mount, FileSystem) and mount.read_only)

    def filesystem(self, path: PurePath) -> FileSystem:
        """Return the recorded file system: of this very path, or in a closed world of the mount that holds it."""
        answer = self.recording.filesystems.get(path) or self._mount(path)
        if answer is None:
            raise NotRecorded(f"the file system of {path}")
        if isinstance(answer, Fault):
            raise answer.error(path)
        return answer

    def _mount(self, path: PurePath) -> FileSystem | Fault | None:
        """Return what is mounted where a path of the closed world leads to; the root's where no other is known."""
        place = self._answers.place(path)
        known = self.recording.filesystems
        folders = (place, *place.parents, self.path(self._base.anchor))
        return next((known[folder] for folder in folders if folder in known), None)

    def try_writing(self, folder: PurePath) -> Trial:
        """Return what was recorded, or in a closed world what rights and room allow; nothing is written."""
        known = self.recording.trials.get(folder)
        if known is not None:
            return known
        if not self.recording.closed:
            raise NotRecorded(f"whether a file can be made and locked in {folder}")
        if not self.access(folder, "w") or not self.access(folder, "x"):
            return Trial("create", "EACCES")
        return Trial("write", "ENOSPC") if self.filesystem(folder).free_bytes == 0 else Trial()

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:  # noqa: ARG002 - what is recorded has ended
        """Return how the recorded run ended; nothing is executed."""
        question = Question.of(self.platform.system, self.env, tuple(argv), cwd, env)
        failure = cannot_start(self, question) if self.recording.closed else None
        if failure is not None:
            return failure
        answer = question.answer(self.recording.runs, exact=not self.recording.closed)
        if answer is None:
            raise NotRecorded(f"how {' '.join(argv)} ends in {cwd} with {question.changes}")
        return answer.completed

    def scratch(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return the folder `<scratch>/name`; the files exist from now on."""
        return self._write(self.path("<scratch>") / name, files)

    def cache(self, name: str) -> PurePath | None:
        """Return the folder `<cache>/name`, or None where the recorded host had none."""
        return self._write(self.path("<cache>") / name, {}) if self.recording.cache else None

    def _write(self, folder: PurePath, files: Mapping[str, str]) -> PurePath:
        """Add a folder with files; what is recorded of them stays."""
        answers = self._answers
        with self._lock:
            answers.add(written(folder, files, self.identity))
        return folder

    def fetch(self, url: str, limit_bytes: int) -> bytes:  # noqa: ARG002 - there is nothing to be limited
        """Raise NotRecorded: the network is no part of a recording."""
        raise NotRecorded(f"what is served at {url}")

    def exchange(self, url: str, limit_bytes: int, login: Login | None = None) -> Exchange:  # noqa: ARG002 - its answer is recorded as it was
        """Return what came of it then; NotRecorded where it was not asked, in a whole world too."""
        answer = self.recording.exchanges.get(url)
        if answer is None:
            raise NotRecorded(f"what is served at {url}")
        return answer

    def recall(self, name: str) -> bytes:  # noqa: ARG002 - no run came before
        """Return nothing."""
        return b""

    def remember(self, name: str, data: bytes) -> None:
        """Forget it: no run comes after."""

    def ancestors(self) -> tuple[Process, ...]:
        """Return the recorded processes."""
        if self.recording.ancestors is None and not self.recording.closed:
            raise NotRecorded("which processes started this one")
        return self.recording.ancestors or ()

    def registry(self, key: str) -> Mapping[str, str]:
        """Return the recorded values of a key."""
        windows = self.platform.system is System.WINDOWS
        if key.upper() not in self._registry and windows and not self.recording.closed:
            raise NotRecorded(f"the registry key {key}")
        return environment(System.WINDOWS, self._registry.get(key.upper(), {}))

    def limits(self) -> Limits:
        """Return the recorded limits."""
        if self.recording.limits is None and not self.recording.closed:
            raise NotRecorded("the limits of this process")
        return self.recording.limits or NO_LIMITS
